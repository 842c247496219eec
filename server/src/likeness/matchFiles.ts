import { OWN_MODULE } from './codeTokens.ts';
import type { Fingerprint, FingerprintFile } from './fingerprint.ts';

/** Which file of a suspect is which of a target. */
export interface FileMatches {
  /** How many files say the same. */
  readonly same: number;
  /** Paths in the suspect. */
  readonly changed: readonly string[];
  readonly added: readonly string[];
  /** Paths in the target. */
  readonly missing: readonly string[];
  /** For each changed file, the target's file that it was made from. */
  readonly counterparts: ReadonlyMap<string, string>;
}

/** A file was made from another when at least this share of its statements is in it. */
const LEAST_SHARE_OF_FILE = 0.5;

/** Finds each file's counterpart: by path and content, by content alone, by path alone, by most of the content. */
export function matchFiles(suspect: Fingerprint, target: Fingerprint): FileMatches {
  const targetByPath = new Map(target.files.map((file) => [file.path, file]));
  const free = new Set(target.files);
  const made = new Map<FingerprintFile, FingerprintFile>();
  const same = new Set<FingerprintFile>();
  const take = (file: FingerprintFile, from: FingerprintFile): void => {
    free.delete(from);
    made.set(file, from);
    if (saysTheSame(file, from, target.modulePath)) same.add(file);
  };
  for (const file of suspect.files) {
    const there = targetByPath.get(file.path);
    if (there !== undefined && saysTheSame(file, there, target.modulePath)) take(file, there);
  }
  const byDigest = byDigestOf([...free].reverse());
  for (const file of suspect.files) {
    if (made.has(file) || file.digest === null) continue;
    const there = byDigest.get(file.digest)?.pop();
    if (there !== undefined) take(file, there);
  }
  for (const file of suspect.files) {
    const there = targetByPath.get(file.path);
    if (!made.has(file) && there !== undefined && free.has(there)) take(file, there);
  }
  for (const file of suspect.files) {
    const there = made.has(file) ? null : mostlyFrom(file, target);
    if (there !== null && free.has(there)) take(file, there);
  }
  const changed = [...made.keys()].filter((file) => !same.has(file));
  return {
    same: same.size,
    changed: pathsOf(changed),
    added: pathsOf(suspect.files.filter((file) => !made.has(file))),
    missing: pathsOf([...free]),
    counterparts: new Map(changed.map((file) => [file.path, made.get(file)?.path ?? file.path])),
  };
}

/** Whether two files mean the same: to a compiler, and under the same conditions. */
function saysTheSame(file: FingerprintFile, there: FingerprintFile, targetPath: string): boolean {
  if (file.digest === null || file.kind !== there.kind || file.builtFor !== there.builtFor) return false;
  return (
    file.bytesDigest === there.bytesDigest ||
    (file.digest === there.digest && importsOf(file, targetPath) === importsOf(there, targetPath))
  );
}

/** A copy may still import the original's packages in place of its own: what runs is the same. */
function importsOf(file: FingerprintFile, targetPath: string): string {
  return file.imports
    .map((each) => {
      const path = each.slice(each.indexOf(' ') + 1);
      const isTarget = path === targetPath || path.startsWith(`${targetPath}/`);
      return isTarget
        ? `${each.slice(0, each.length - path.length)}${OWN_MODULE}${path.slice(targetPath.length)}`
        : each;
    })
    .sort()
    .join('\n');
}

/** Files by what they say, the last first: whoever takes one takes it away, and very many equal files are not searched again. */
function byDigestOf(files: readonly FingerprintFile[]): ReadonlyMap<string, FingerprintFile[]> {
  const groups = new Map<string, FingerprintFile[]>();
  for (const file of files) {
    if (file.digest === null) continue;
    const group = groups.get(file.digest);
    if (group === undefined) groups.set(file.digest, [file]);
    else group.push(file);
  }
  return groups;
}

/** The target's file that holds most of a file's statements, when that is enough of them. */
function mostlyFrom(file: FingerprintFile, target: Fingerprint): FingerprintFile | null {
  const { pieces = [], weights = [], total = 0 } = file.statements ?? {};
  const votes = new Map<number, number>();
  for (const [index, piece] of pieces.entries()) {
    const holder = target.holders.get(piece);
    if (holder !== undefined) votes.set(holder, (votes.get(holder) ?? 0) + (weights[index] as number));
  }
  let [best, most] = [-1, 0];
  for (const [holder, weight] of votes) if (weight > most) [best, most] = [holder, weight];
  return most > 0 && most >= LEAST_SHARE_OF_FILE * total ? (target.files[best] ?? null) : null;
}

function pathsOf(files: readonly FingerprintFile[]): readonly string[] {
  return files.map(({ path }) => path).sort();
}
