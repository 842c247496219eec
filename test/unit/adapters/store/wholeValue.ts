import { createHash } from 'node:crypto';

/** A value that tells whether it is whole: a seed, and up to 100 kB that follow from it. */
export function wholeValue(seed: string): string {
  const digest = createHash('sha256').update(seed).digest('hex');
  return `${seed}\n${digest.repeat(1 + (Number.parseInt(digest.slice(0, 4), 16) % 1600))}`;
}

/** Tells whether a value is one that {@link wholeValue} made, whole. */
export function isWhole(value: string): boolean {
  return value === wholeValue(value.slice(0, Math.max(0, value.indexOf('\n'))));
}

export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
export const decode = (value: Uint8Array | null): string =>
  value === null ? '' : new TextDecoder().decode(value);
