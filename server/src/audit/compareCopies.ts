import { isPrivate } from '../goenv/index.ts';
import { describeDifference, type Gains } from '../gosource/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { ModuleProxy } from '../sources/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import {
  type Explanation,
  type NotApplicable,
  notApplicable,
  type Undetermined,
  undetermined,
} from '../verdict/index.ts';
import type { ModuleZip } from '../zip/index.ts';
import { Examiner } from './examiner.ts';
import { manifestOf, readCopy } from './moduleCopy.ts';
import { ModuleCache } from './pending.ts';
import type { AuditServices } from './services.ts';

/** How two copies of a module, or two modules, differ. Paths are inside the modules and attacker-controlled. */
export type CopyDifference = { readonly left: string; readonly right: string } & (
  | { readonly state: 'same'; readonly explanations: readonly Explanation[] }
  | {
      readonly state: 'differs';
      readonly changed: readonly string[];
      readonly onlyLeft: readonly string[];
      readonly onlyRight: readonly string[];
      readonly explanations: readonly Explanation[];
      /** What the left copy gains; null when there was too much to look into. */
      readonly gains: Gains | null;
    }
  | Undetermined
  | NotApplicable
);

/** More Go source than this is not looked into, in bytes. */
const MAX_SOURCE_BYTES = 64 << 20;

/** Compares the mirror's copy of `module` with upstream's commit, or with the mirror's copy of `against`. */
export async function compareCopies(
  module: ModuleVersion,
  against: ModuleVersion | null,
  services: AuditServices,
  options: { readonly offline: boolean; readonly signal: AbortSignal },
): Promise<CopyDifference> {
  const left = `the mirror's ${module.path}@${module.version}`;
  if (against === null) return { left, ...(await withUpstream(module, services, options)) };
  const right = `the mirror's ${against.path}@${against.version}`;
  if (options.offline) return { left, right, ...undetermined('offline') };
  return { left, right, ...(await withOther(module, against, services, options.signal)) };
}

async function withUpstream(
  module: ModuleVersion,
  services: AuditServices,
  options: { readonly offline: boolean; readonly signal: AbortSignal },
): Promise<Distribute<CopyDifference, 'left'>> {
  const examiner = await Examiner.open(services, { ...options, concurrency: 4, ledgers: [] });
  try {
    const { facts } = await examiner.copiesOf(module);
    const { content, upstream } = facts;
    const commit = upstream.commit === null ? '' : ` at ${upstream.commit.slice(0, 12)}`;
    const right = `upstream's ${upstream.ref?.replace(/^refs\/tags\//, 'tag ') ?? 'commit'}${commit}`;
    switch (content.state) {
      case 'match':
        return { right, state: 'same', explanations: [] };
      case 'match-explained':
        return { right, state: 'same', explanations: content.explanations };
      case 'diverged':
        return {
          right,
          state: 'differs',
          changed: content.changed,
          onlyLeft: content.onlyMirror,
          onlyRight: content.onlyUpstream,
          explanations: content.explanations,
          gains: content.gains,
        };
      default:
        return { right, ...content };
    }
  } finally {
    await examiner.close();
  }
}

async function withOther(
  module: ModuleVersion,
  against: ModuleVersion,
  services: AuditServices,
  signal: AbortSignal,
): Promise<Distribute<CopyDifference, 'left' | 'right'>> {
  if (isPrivate(module.path, services.settings) || isPrivate(against.path, services.settings)) {
    return notApplicable('a private module is not asked for');
  }
  const { http, files, settings, patience } = services;
  const sources = {
    cache: new ModuleCache(files, settings.GOMODCACHE.value),
    proxy: new ModuleProxy(http, files, settings, patience),
  };
  const left = await readCopy(module, sources, signal);
  if (left.kind === 'undetermined') return left.fact;
  const right = await readCopy(against, sources, signal);
  if (right.kind === 'undetermined') return right.fact;
  const leftFiles = manifestOf(left.copy, 'sha1');
  if ('state' in leftFiles) return leftFiles;
  const rightFiles = manifestOf(right.copy, 'sha1');
  if ('state' in rightFiles) return rightFiles;

  const changed: string[] = [];
  const onlyLeft: string[] = [];
  for (const [path, file] of leftFiles.files) {
    const other = rightFiles.files.get(path);
    if (other === undefined) onlyLeft.push(path);
    else if (other.sha256 !== file.sha256) changed.push(path);
  }
  const onlyRight = [...rightFiles.files.keys()].filter((path) => !leftFiles.files.has(path));
  if (changed.length + onlyLeft.length + onlyRight.length === 0) return { state: 'same', explanations: [] };
  const after = sourcesOf(left.copy.zip, [...changed, ...onlyLeft]);
  const before = sourcesOf(right.copy.zip, [...changed, ...onlyRight]);
  const gains =
    after === null || before === null
      ? null
      : describeDifference(before, after, { beforeModule: against.path, afterModule: module.path });
  return { state: 'differs', changed, onlyLeft, onlyRight, explanations: [], gains };
}

function sourcesOf(zip: ModuleZip, paths: readonly string[]): ReadonlyMap<string, string> | null {
  const texts = new Map<string, string>();
  let total = 0;
  for (const path of paths) {
    const file = zip.find(path);
    if (file === null) continue;
    total += file.sizeBytes;
    if (total > MAX_SOURCE_BYTES) return null;
    texts.set(path, decodeUtf8(zip.read(file)));
  }
  return texts;
}

/** `Omit` that keeps the members of a union apart. */
type Distribute<Union, Key extends keyof Union> = Union extends unknown ? Omit<Union, Key> : never;
