import type { ModuleVersion } from '../module/index.ts';
import type { Rejected } from './result.ts';

/** What a record says about one module version. */
export interface RecordLines {
  readonly kind: 'lines';
  readonly h1: string | null;
  readonly goModH1: string;
  readonly lines: readonly string[];
}

/** A SHA-256 in base64, as go.sum writes it. */
const H1 = /^h1:[A-Za-z0-9+/]{43}=$/;

/**
 * Picks the lines of one module version out of a record. `textBytes` must be
 * the text whose hash was proven, and nothing else of the answer: whoever
 * answers can put lines behind it (GO-2026-6180 was that).
 *
 * Rejects with problem `no-line` when the go.mod's line is missing: an answer
 * about something else proves nothing (GO-2026-4984 was that). Rejects with
 * `record` a malformed `h1:` hash, and two of them for one thing. Hashes of
 * other kinds than `h1:` are passed over, as Go does.
 */
export function readRecordLines(textBytes: Uint8Array, module: ModuleVersion): RecordLines | Rejected {
  const all = new TextDecoder('utf-8', { ignoreBOM: true }).decode(textBytes).split('\n');
  const forModule = `${module.path} ${module.version} `;
  const forGoMod = `${module.path} ${module.version}/go.mod `;
  const lines = all.filter((line) => line.startsWith(forModule) || line.startsWith(forGoMod));
  const h1 = theHash(lines, forModule);
  const goModH1 = theHash(lines, forGoMod);
  if (h1 === 'unclear' || goModH1 === 'unclear') {
    return { kind: 'rejected', problem: 'record', detail: 'the record has unclear hashes for the module' };
  }
  if (goModH1 === null) {
    return {
      kind: 'rejected',
      problem: 'no-line',
      detail: 'the record has no line for the go.mod of the module',
    };
  }
  return { kind: 'lines', h1, goModH1, lines };
}

function theHash(lines: readonly string[], prefix: string): string | 'unclear' | null {
  const hashes = new Set<string>();
  for (const line of lines) {
    if (line.startsWith(`${prefix}h1:`)) hashes.add(line.slice(prefix.length));
  }
  const [first = null] = hashes;
  return hashes.size > 1 || (first !== null && !H1.test(first)) ? 'unclear' : first;
}
