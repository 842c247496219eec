import { archivedForms, type ConversionStep, recoverBlob } from './archive.ts';
import type { Explanation, HarmlessCause, Hint, Unbuildable } from './comparison.ts';
import { type Conversion, isIdentity } from './conversion.ts';
import { looksSubstituted } from './exportSubst.ts';
import { isLfsPointerId, pointsTo } from './lfs.ts';
import type { Manifest } from './manifest.ts';
import type { ExpectedFile } from './select.ts';
import type { TreeAttributes } from './treeAttributes.ts';
import type { UpstreamBlobs } from './upstreamBlobs.ts';

/** What is known about one file that differs from its blob. */
export type Judgement =
  | { readonly kind: 'explained'; readonly explanation: Explanation }
  | { readonly kind: 'differs'; readonly hint: Hint | null }
  | { readonly kind: 'unknown-encoding' }
  | { readonly kind: 'unbuildable'; readonly reason: Unbuildable }
  /** Only the blob itself can tell. */
  | { readonly kind: 'needs-blob' };

/** What all judgements of one comparison share. */
export interface Evidence {
  readonly manifest: Manifest;
  readonly attributes: TreeAttributes;
  readonly blobs: UpstreamBlobs;
  readonly readMirror: (path: string) => Uint8Array;
}

/**
 * Judges one file whose blob id differs, from the mirror's bytes alone.
 *
 * The conversion that upstream's attributes ask for is taken back, the blob is
 * recognised by its id, and the conversion is then run forward: only an equal
 * result explains the difference.
 */
export function judge(file: ExpectedFile, evidence: Evidence): Judgement {
  if (file.isInjectedLicense) return { kind: 'differs', hint: null };
  const { manifest, attributes, blobs } = evidence;
  const mirrored = manifest.files.get(file.path);
  if (mirrored === undefined) return { kind: 'differs', hint: null };
  const conversion = attributes.conversionOf(file.repositoryPath);
  if (conversion.isFatal) return { kind: 'unbuildable', reason: badEncoding(file) };
  if (conversion.filter === 'lfs') {
    const { sha256, sizeBytes } = mirrored;
    return isLfsPointerId(file.id, sha256, sizeBytes, manifest.format)
      ? lfsContent(file)
      : { kind: 'needs-blob' };
  }
  if (hasExportSubst(file, attributes)) return { kind: 'needs-blob' };
  if (isIdentity(conversion)) return { kind: 'differs', hint: filterHint(file, conversion) };
  const mirroredBytes = evidence.readMirror(file.path);
  const recovered = recoverBlob(mirroredBytes, conversion, file.id, manifest.format);
  if (recovered !== null) {
    blobs.learn(file.id, recovered);
    return judgeForward(file, recovered, mirroredBytes, conversion);
  }
  if (conversion.encoding === 'unknown') return { kind: 'unknown-encoding' };
  if (mayComeFromAnotherBlob(mirroredBytes, conversion, file.id)) return { kind: 'needs-blob' };
  return { kind: 'differs', hint: filterHint(file, conversion) };
}

/** Judges one file whose blob has been fetched. */
export function judgeWithBlob(file: ExpectedFile, evidence: Evidence): Judgement {
  const { manifest, attributes, blobs } = evidence;
  const mirrored = manifest.files.get(file.path);
  if (mirrored === undefined) return { kind: 'differs', hint: null };
  const conversion = attributes.conversionOf(file.repositoryPath);
  const blobBytes = blobs.get(file.id);
  if (conversion.filter === 'lfs' && pointsTo(blobBytes, mirrored.sha256, mirrored.sizeBytes))
    return lfsContent(file);
  const mirroredBytes = evidence.readMirror(file.path);
  const judgement = judgeForward(file, blobBytes, mirroredBytes, conversion);
  if (judgement.kind !== 'differs' || !hasExportSubst(file, attributes)) return judgement;
  const forms = archivedForms(blobBytes, conversion, file.id);
  const isSubstituted = forms.some(({ contentBytes }) => looksSubstituted(contentBytes, mirroredBytes));
  return { kind: 'differs', hint: isSubstituted ? substHint(file) : judgement.hint };
}

/** The hint for a file that is missing from the mirror: its own or a directory's `export-ignore`. */
export function missingHint(file: ExpectedFile, attributes: TreeAttributes): Hint | null {
  let path = file.repositoryPath;
  for (let isDirectory = false; path !== ''; isDirectory = true) {
    if (attributes.asWritten(path, isDirectory).get('export-ignore')?.kind === 'set') {
      const sentence =
        'Upstream marks the file with export-ignore, which the go command does not obey: the zip was built in another way.';
      return { path: file.path, cause: 'export-ignore', sentence };
    }
    path = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  }
  return null;
}

/** An explanation that the vendor rule of the other Go versions was applied. */
export function vendorExplanation(path: string): Explanation {
  return { path, ...describe('vendor-rule') };
}

/**
 * Judges the mirror's bytes of a file by running a conversion forward on its
 * blob: only an equal result explains a difference.
 */
export function judgeForward(
  file: ExpectedFile,
  blobBytes: Uint8Array,
  mirroredBytes: Uint8Array,
  conversion: Conversion,
): Judgement {
  const forms = archivedForms(blobBytes, conversion, file.id);
  if (forms.length === 0) return { kind: 'unknown-encoding' };
  const form = forms.find(({ contentBytes }) => equalBytes(contentBytes, mirroredBytes));
  if (form === undefined) return { kind: 'differs', hint: filterHint(file, conversion) };
  return { kind: 'explained', explanation: { path: file.path, ...describe(causeOf(form.steps)) } };
}

/**
 * Tells whether the mirror's bytes could be the outcome of a conversion although
 * taking it back did not lead to the blob: a blob with both kinds of line ends,
 * or with an old id in `$Id$`, is not found that way. Keeps hostile zips from
 * causing downloads.
 */
function mayComeFromAnotherBlob(mirroredBytes: Uint8Array, conversion: Conversion, id: string): boolean {
  if (conversion.encoding !== null) return true;
  const content = Buffer.from(mirroredBytes.buffer, mirroredBytes.byteOffset, mirroredBytes.byteLength);
  if (conversion.ident && content.includes(`$Id: ${id} $`)) return true;
  if (conversion.lineEndings !== 'always' || !content.includes('\r\n')) return false;
  for (let at = content.indexOf(10); at >= 0; at = content.indexOf(10, at + 1)) {
    if (content[at - 1] !== 13) return false;
  }
  return true;
}

function causeOf(steps: readonly ConversionStep[]): HarmlessCause {
  return steps.length === 1 && steps[0] !== undefined ? steps[0] : 'attributes';
}

const SENTENCES: Readonly<Record<HarmlessCause, string>> = {
  'line-endings':
    "Upstream's .gitattributes asks for CRLF line ends in this file; with them, upstream's file is the mirror's, byte for byte.",
  ident:
    "Upstream's .gitattributes asks git to write the file's blob id into $Id$; with it, upstream's file is the mirror's, byte for byte.",
  encoding:
    "Upstream's .gitattributes asks for another text encoding in this file; in it, upstream's file is the mirror's, byte for byte.",
  attributes:
    "Upstream's .gitattributes asks for several conversions of this file; with them, upstream's file is the mirror's, byte for byte.",
  'vendor-rule':
    'Go versions before 1.24 and from 1.24 on disagree on which files of vendor directories belong into a zip; this zip follows the other rule throughout.',
  'lfs-content':
    "Upstream keeps the file in Git LFS; the mirror holds the very content that upstream's pointer names by SHA-256 and size.",
  'builder-line-endings':
    "Every text file of the zip has CRLF line ends, as git on Windows writes them; but for these, the file is upstream's, byte for byte.",
  'builder-attributes':
    "All files of this kind have CRLF line ends or the blob id in $Id$, as git attributes of the machine that built the zip can ask for; but for these, the file is upstream's, byte for byte.",
};

/** A cause with the sentence that a person needs. */
export function describe(cause: HarmlessCause): Omit<Explanation, 'path'> {
  return { cause, sentence: SENTENCES[cause] };
}

function lfsContent(file: ExpectedFile): Judgement {
  return { kind: 'explained', explanation: { path: file.path, ...describe('lfs-content') } };
}

function hasExportSubst(file: ExpectedFile, attributes: TreeAttributes): boolean {
  return attributes.asWritten(file.repositoryPath, false).get('export-subst')?.kind === 'set';
}

function substHint(file: ExpectedFile): Hint {
  const sentence =
    'The $Format:…$ placeholders were replaced as export-subst asks, which the go command does not do: the zip was built in another way.';
  return { path: file.path, cause: 'export-subst', sentence };
}

function filterHint(file: ExpectedFile, { filter }: Conversion): Hint | null {
  if (filter === null) return null;
  const sentence =
    'Upstream runs the file through a filter program; a machine that has it may have built the zip, but this cannot be proven.';
  return { path: file.path, cause: 'filter', sentence };
}

function badEncoding(file: ExpectedFile): Unbuildable {
  const detail = 'a working-tree-encoding without a value, at which git gives up';
  return { path: file.path, code: 'bad-encoding-attribute', detail };
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}
