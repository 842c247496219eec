/** An address of a setting without the password that it may hold, and whatever stands in front of its host. */
export function withoutCredentials(value: string): string {
  return value.replace(/\/\/[^/@\s,|]*@/g, '//…@');
}
