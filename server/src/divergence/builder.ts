import { archivedForms, recoverBlob } from './archive.ts';
import type { AttributeState } from './attributeFile.ts';
import type { Explanation } from './comparison.ts';
import { type Builder, WINDOWS } from './conversion.ts';
import { describe, type Evidence, judgeForward } from './explain.ts';
import type { ExpectedFile } from './select.ts';

/**
 * Explains differences by the machine that built the zip: line ends as on
 * Windows in every text file, or attributes of its own for files of some kinds.
 *
 * Each changed file has to be, byte for byte, what such a machine makes of
 * upstream's blob, and the files that equal their blobs have to be what it
 * leaves as it is: all of them, or all of the same kinds. Gives an explanation
 * for every changed file, or null: one file that does not fit, and nothing is
 * explained. Fetches .gitattributes files and no others; rejects with
 * BlobsUnavailable or TooComplex.
 */
export async function explainByBuilder(
  same: readonly ExpectedFile[],
  changed: readonly ExpectedFile[],
  evidence: Evidence,
): Promise<readonly Explanation[] | null> {
  const areWindows = changed.every((file) => isMadeBy(WINDOWS, file, evidence));
  const byKind = buildersByKind(changed, evidence);
  if (!areWindows && byKind === null) return null;
  await evidence.attributes.load(same.map(({ repositoryPath }) => repositoryPath));
  if (areWindows && same.every((file) => isKeptBy(WINDOWS, file, evidence))) {
    return changed.map(({ path }) => ({ path, ...describe('builder-line-endings') }));
  }
  if (byKind === null || !areKindsKept(byKind, same, evidence)) return null;
  return changed.map(({ path }) => ({ path, ...describe('builder-attributes') }));
}

/** A kind of files for which a machine may have attributes, and which builders explain the changed ones of it. */
type BuildersByKind = ReadonlyMap<string, readonly Builder[]>;

const SET: AttributeState = { kind: 'set' };
const LINE_ENDINGS: readonly (readonly [string, AttributeState])[][] = [
  [],
  [
    ['text', SET],
    ['eol', { kind: 'value', value: 'crlf' }],
  ],
  [
    ['text', { kind: 'value', value: 'auto' }],
    ['eol', { kind: 'value', value: 'crlf' }],
  ],
];

/** What the attributes of a machine can be proven to do. Encodings and filters are without number. */
const BUILDERS: readonly Builder[] = LINE_ENDINGS.flatMap((lineEndings): Builder[] => [
  { autoCrlf: 'input', attributes: new Map(lineEndings) },
  { autoCrlf: 'input', attributes: new Map([...lineEndings, ['ident', SET]]) },
]).slice(1);

/**
 * Finds the builders for each kind of changed files, or null when a file has
 * none. A single file with other line ends is no habit of a machine.
 */
function buildersByKind(changed: readonly ExpectedFile[], evidence: Evidence): BuildersByKind | null {
  const possible =
    changed.length > 1 ? BUILDERS : BUILDERS.filter(({ attributes }) => !attributes.has('eol'));
  const byKind = new Map<string, readonly Builder[]>();
  for (const file of changed) {
    const kind = kindOf(file.path);
    const left = (byKind.get(kind) ?? possible).filter((builder) => isMadeBy(builder, file, evidence));
    if (left.length === 0) return null;
    byKind.set(kind, left);
  }
  return byKind;
}

/** Tells whether for each kind one builder that explains its changed files keeps all others of the kind. */
function areKindsKept(byKind: BuildersByKind, same: readonly ExpectedFile[], evidence: Evidence): boolean {
  const sameByKind = new Map<string, ExpectedFile[]>();
  for (const file of same) {
    const kind = kindOf(file.path);
    const files = sameByKind.get(kind);
    if (files === undefined) sameByKind.set(kind, [file]);
    else files.push(file);
  }
  return [...byKind].every(([kind, builders]) =>
    builders.some((builder) =>
      (sameByKind.get(kind) ?? []).every((file) => isKeptBy(builder, file, evidence)),
    ),
  );
}

/** The extension, with its dot; for a file without one its name. */
function kindOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? name : name.slice(dot);
}

/** Tells whether a changed file is what a builder makes of upstream's blob. Needs no blob. */
function isMadeBy(
  builder: Builder,
  file: ExpectedFile,
  { attributes, manifest, readMirror }: Evidence,
): boolean {
  // The licence that a directory is lent is no file of the archive, and no machine converts it.
  if (file.isInjectedLicense) return false;
  const conversion = attributes.conversionOf(file.repositoryPath, builder);
  const mirroredBytes = readMirror(file.path);
  const blobBytes = recoverBlob(mirroredBytes, conversion, file.id, manifest.format);
  return blobBytes !== null && judgeForward(file, blobBytes, mirroredBytes, conversion).kind === 'explained';
}

/** Tells whether a file that equals its blob would have stayed so on a builder's machine. */
function isKeptBy(builder: Builder, file: ExpectedFile, { attributes, readMirror }: Evidence): boolean {
  if (file.isInjectedLicense) return true;
  const conversion = attributes.conversionOf(file.repositoryPath, builder);
  return archivedForms(readMirror(file.path), conversion, file.id).some(({ steps }) => steps.length === 0);
}
