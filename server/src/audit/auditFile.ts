import { type GoSumLine, parseGoSum } from '../gosum/index.ts';
import { type ModFile, type Problem, parseModFile, parseWorkFile, type WorkFile } from '../modfile/index.ts';

/** One go.mod or go.work, read. */
export interface AuditFile {
  /** As the user knows it. */
  readonly path: string;
  /** The directory it lies in, absolute. */
  readonly directory: string;
  readonly text: string;
  readonly problems: readonly Problem[];
  readonly content:
    | { readonly kind: 'go.mod'; readonly file: ModFile }
    | { readonly kind: 'go.work'; readonly file: WorkFile };
  /** What lies beside it as go.sum or go.work.sum; null when nothing does. */
  readonly goSum: GoSum | null;
}

/** The lines of a go.sum by module and version. */
export interface GoSum {
  /** Hashes of zips, by `path version`. Several are allowed; any equal one passes. */
  readonly zips: ReadonlyMap<string, readonly string[]>;
  /** Hashes of go.mod files, by `path version`. */
  readonly goMods: ReadonlyMap<string, readonly string[]>;
}

/** Reads a go.mod from its text. Never throws. */
export function readGoMod(
  path: string,
  directory: string,
  text: string,
  goSumText: string | null,
): AuditFile {
  const { file, problems } = parseModFile(text);
  return { path, directory, text, problems, content: { kind: 'go.mod', file }, goSum: readGoSum(goSumText) };
}

/** Reads a go.work from its text. Never throws. */
export function readGoWork(
  path: string,
  directory: string,
  text: string,
  goSumText: string | null,
): AuditFile {
  const { file, problems } = parseWorkFile(text);
  return { path, directory, text, problems, content: { kind: 'go.work', file }, goSum: readGoSum(goSumText) };
}

/** Reads a sum file from its text; null for none. Lines that are not understood are left out. Never throws. */
export function readGoSum(text: string | null): GoSum | null {
  if (text === null) return null;
  const zips = new Map<string, string[]>();
  const goMods = new Map<string, string[]>();
  for (const line of parseGoSum(text).lines) add(line.goMod ? goMods : zips, line);
  return { zips, goMods };
}

function add(map: Map<string, string[]>, line: GoSumLine): void {
  const key = `${line.path} ${line.version}`;
  const hashes = map.get(key);
  if (hashes === undefined) map.set(key, [line.hash]);
  else hashes.push(line.hash);
}
