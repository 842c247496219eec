import { compareBytewise } from '../module/index.ts';
import { ZipError } from '../zip/index.ts';
import { explainByBuilder } from './builder.ts';
import type { Comparison, Differences, Explanation } from './comparison.ts';
import {
  type BothSelections,
  differenceOf,
  follows,
  isEmpty,
  type RawDifference,
  selectBoth,
} from './difference.ts';
import { type Evidence, judge, judgeWithBlob, missingHint, vendorExplanation } from './explain.ts';
import { Findings, obstacleOf } from './findings.ts';
import { readGoVersion } from './goVersion.ts';
import type { Manifest } from './manifest.ts';
import type { ExpectedFile, Selection } from './select.ts';
import { formatOf, type UpstreamEntry } from './tree.ts';
import { TreeAttributes } from './treeAttributes.ts';
import { type ReadBlobs, UpstreamBlobs } from './upstreamBlobs.ts';
import { type VendorRule, vendorRule } from './vendor.ts';

/** The two copies of a module, and the ways to look closer. */
export interface ComparedModule {
  /** The mirror's zip in hashes, made with the object format of the repository. */
  readonly manifest: Manifest;
  /** Reads a file of the mirror's zip by its path in the module; asked only for paths of the manifest. */
  readonly readMirror: (path: string) => Uint8Array;
  /** The whole tree of upstream's commit, flattened, in git's order. */
  readonly entries: readonly UpstreamEntry[];
  /** Where the module is in the repository; `''` for the root. */
  readonly directory: string;
  /** Reads the version of the `go` line, forgivingly, from the text of a go.mod; null when there is none. */
  readonly goVersionOf: (goModText: string) => string | null;
  /** Fetches blobs by id, as stored. Asked only for what decides, as much at once as is known. */
  readonly readBlobs: ReadBlobs;
}

/**
 * Compares the mirror's copy of a module with upstream's commit.
 *
 * Where nothing differs, nothing is fetched, except go.mod when `vendor`
 * directories make the Go version matter and the mirror's go.mod is another.
 * What cannot be learnt makes the outcome undetermined, unless some difference
 * is certain without it. Rejects with RangeError when the manifest's format is
 * not the repository's, and for faults of this program or of `goVersionOf`. All paths in the outcome are attacker-controlled.
 */
export async function compareModule(module: ComparedModule): Promise<Comparison> {
  try {
    return await compare(module);
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    return { kind: 'undetermined', reason: 'broken-zip', detail: error.message };
  }
}

async function compare(module: ComparedModule): Promise<Comparison> {
  const { manifest, entries, directory } = module;
  if ((formatOf(entries) ?? manifest.format) !== manifest.format) {
    throw new RangeError('the manifest was made with another object format than the repository has');
  }
  const blobs = new UpstreamBlobs(module.readBlobs);
  const attributes = new TreeAttributes(entries, blobs);
  const evidence: Evidence = { manifest, attributes, blobs, readMirror: module.readMirror };
  const both = selectBoth(entries, directory);
  const found = new Findings();
  const applied = await chooseRule(module, both, evidence, found);
  const selection = both.selections[applied];
  const files = [...selection.files, ...selection.invalid];
  const raw = withoutUndecided(differenceOf(manifest, files), found);
  if (!isEmpty(raw)) await judgeAll(files, raw, evidence, found);
  return outcome(selection, raw, found);
}

function outcome(selection: Selection, raw: RawDifference, found: Findings): Comparison {
  const differences: Differences = {
    changed: found.differs.sort(compareBytewise),
    onlyMirror: raw.onlyMirror,
    onlyUpstream: raw.onlyUpstream.map(({ path }) => path),
    explained: found.explained,
    hints: found.hints,
    undecided: [...found.undecided].sort(compareBytewise),
  };
  const { changed, onlyMirror, onlyUpstream, explained, undecided } = differences;
  const isCertain = changed.length + onlyMirror.length + onlyUpstream.length > 0;
  const reasons = [...selection.unbuildable, ...found.unbuildable];
  if (reasons.length > 0 && (isCertain || undecided.length > 0)) {
    return { kind: 'unbuildable', reasons, ...differences };
  }
  if (isCertain) return { kind: 'differs', ...differences };
  if (found.obstacle !== null) return { kind: 'undetermined', ...found.obstacle };
  return explained.length > 0 ? { kind: 'explained', causes: explained } : { kind: 'same' };
}

/**
 * Finds the vendor rule that the mirror's zip is to be measured by: the one that
 * upstream's go.mod asks for, unless the zip follows the other one in every
 * single file that the two rules dispute, which explains these files.
 */
async function chooseRule(
  module: ComparedModule,
  { disputed, isRuleNeeded }: BothSelections,
  evidence: Evidence,
  found: Findings,
): Promise<VendorRule> {
  if (!isRuleNeeded) return 'before';
  let rule: VendorRule;
  try {
    rule = vendorRule(await readGoVersion(module, evidence));
  } catch (error) {
    found.giveUp(disputed.keys(), error);
    return 'before';
  }
  const other = rule === 'before' ? 'go1.24' : 'before';
  if (follows(rule, disputed, module.manifest) || !follows(other, disputed, module.manifest)) return rule;
  for (const path of disputed.keys()) found.explained.push(vendorExplanation(path));
  return other;
}

function withoutUndecided(raw: RawDifference, { undecided }: Findings): RawDifference {
  if (undecided.size === 0) return raw;
  return {
    changed: raw.changed.filter(({ path }) => !undecided.has(path)),
    onlyMirror: raw.onlyMirror.filter((path) => !undecided.has(path)),
    onlyUpstream: raw.onlyUpstream.filter(({ path }) => !undecided.has(path)),
  };
}

async function judgeAll(
  files: readonly ExpectedFile[],
  raw: RawDifference,
  evidence: Evidence,
  found: Findings,
): Promise<void> {
  try {
    await evidence.attributes.load(
      [...raw.changed, ...raw.onlyUpstream].map(({ repositoryPath }) => repositoryPath),
    );
  } catch (error) {
    found.giveUp(
      raw.changed.map(({ path }) => path),
      error,
    );
    return;
  }
  await judgeChanged(raw.changed, evidence, found);
  const isOnlyChanged = raw.onlyMirror.length + raw.onlyUpstream.length === 0;
  const isBuildable = found.unbuildable.length === 0;
  if (isOnlyChanged && isBuildable && found.differs.length > 0 && found.undecided.size === 0) {
    const explained = await tryBuilder(files, raw.changed, evidence, found);
    if (explained === null) return;
    found.explained.push(...explained);
    found.differs.length = 0;
    found.hints.length = 0;
  }
  addMissingHints(raw.onlyUpstream, evidence, found);
}

async function judgeChanged(
  changed: readonly ExpectedFile[],
  evidence: Evidence,
  found: Findings,
): Promise<void> {
  const open: ExpectedFile[] = [];
  for (const file of changed) {
    try {
      const judgement = judge(file, evidence);
      if (judgement.kind === 'needs-blob') open.push(file);
      else found.note(file, judgement);
    } catch (error) {
      found.giveUp([file.path], error);
    }
  }
  try {
    await evidence.blobs.fetch(open.map(({ id }) => id));
    for (const file of open) found.note(file, judgeWithBlob(file, evidence));
  } catch (error) {
    found.giveUp(
      open.map(({ path }) => path).filter((path) => !found.differs.includes(path)),
      error,
    );
  }
}

/** Names the cause of missing files where it is easily had. Failing to do so changes nothing. */
function addMissingHints(missing: readonly ExpectedFile[], evidence: Evidence, found: Findings): void {
  try {
    for (const file of missing) {
      const hint = missingHint(file, evidence.attributes);
      if (hint !== null) found.hints.push(hint);
    }
  } catch (error) {
    if (obstacleOf(error) === null) throw error;
  }
}

/** As {@link explainByBuilder}, for the files that nothing else explains; what keeps that from being judged explains nothing. */
async function tryBuilder(
  files: readonly ExpectedFile[],
  changed: readonly ExpectedFile[],
  evidence: Evidence,
  { differs }: Findings,
): Promise<readonly Explanation[] | null> {
  const paths = new Set(differs);
  const unexplained = changed.filter(({ path }) => paths.has(path));
  const same = new Set(files);
  for (const file of changed) same.delete(file);
  try {
    return await explainByBuilder([...same], unexplained, evidence);
  } catch (error) {
    if (obstacleOf(error) === null) throw error;
    return null;
  }
}
