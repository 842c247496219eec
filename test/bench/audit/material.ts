import { join } from 'node:path';
import { allDone } from '../../world/allDone.ts';
import { makeBareRepository } from './bareRepository.ts';
import { makeHistory } from './history.ts';
import { type BenchModule, writeMirrorFiles } from './mirrorFiles.ts';
import type { RepositoryShape } from './shape.ts';

/** The two folders that the servers serve. */
export interface MaterialFolders {
  /** Bare repositories by `github.com/owner/name`. */
  readonly upstream: string;
  /** Laid out as the GOPROXY protocol has it. */
  readonly mirror: string;
}

const PARALLEL = 2;

/** Makes repositories and what a mirror has of their modules. Resolves to the modules, in order of the shapes. */
export async function makeMaterial(
  shapes: readonly RepositoryShape[],
  folders: MaterialFolders,
): Promise<readonly BenchModule[]> {
  const made: BenchModule[][] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < shapes.length; index = next++) {
      made[index] = await makeOne(shapes[index]!, index, folders);
    }
  };
  await allDone(Array.from({ length: PARALLEL }, worker));
  return made.flat();
}

async function makeOne(
  shape: RepositoryShape,
  index: number,
  { upstream, mirror }: MaterialFolders,
): Promise<BenchModule[]> {
  const place = `github.com/${shape.owner}/${shape.name}`;
  const history = makeHistory(shape);
  const ids = await makeBareRepository(join(upstream, ...place.split('/')), history);
  const modules: BenchModule[] = [];
  for (const wanted of history.wanted) {
    const commit = { id: ids[wanted.commit] ?? '', at: history.commits[wanted.commit]?.at ?? 0 };
    modules.push(await writeMirrorFiles(mirror, `https://${place}`, wanted, commit, index));
  }
  return modules;
}
