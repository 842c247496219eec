import { type Comparison, compareModule, type Manifest } from '../divergence/index.ts';
import { goVersionOf } from '../modfile/index.ts';
import type { ModuleCopy } from './moduleCopy.ts';
import type { UpstreamCopy } from './upstreamCopy.ts';

/** A copy of a module, and the commit that it is held against. */
export interface ComparedCopies {
  readonly copy: ModuleCopy;
  readonly manifest: Manifest;
  readonly upstream: UpstreamCopy;
  /** Where the module is in the repository; empty for the root. */
  readonly directory: string;
}

/** Compares a copy with what a commit gives for the module. Rejects with GitError. */
export function compareCopy({ copy, manifest, upstream, directory }: ComparedCopies): Promise<Comparison> {
  return compareModule({
    manifest,
    readMirror: (path) => {
      const file = copy.zip.find(path);
      if (file === null) throw new Error(`not in the zip: ${path}`);
      return copy.zip.read(file);
    },
    entries: upstream.commit.entries,
    directory,
    goVersionOf,
    readBlobs: (ids) => upstream.readBlobs(ids),
  });
}
