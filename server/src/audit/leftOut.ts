/** Tells whether the go command leaves a folder of that name out of the main module's packages; `node_modules` is left out as well. */
export function isLeftOut(name: string): boolean {
  return name === 'vendor' || name === 'testdata' || name === 'node_modules' || /^[._]/.test(name);
}
