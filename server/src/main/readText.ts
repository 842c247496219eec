import { readFileSync } from 'node:fs';

/** Reads a whole file as UTF-8; null for one that cannot be read, for whatever reason: it comes to the same. */
export function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
