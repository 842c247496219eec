import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchModule } from './mirrorFiles.ts';
import { eachOf, run, runWell } from './running.ts';

const PARALLEL = 8;

/**
 * The recipe that a person would follow without this program, 8 modules at a
 * time: `go mod download`, a clone of the tag alone (of everything for a commit
 * without a tag), and `diff -rq` of the two folders.
 *
 * Rejects unless every module is found equal and has the sum that go.sum says.
 */
export async function followRecipe(
  modules: readonly BenchModule[],
  user: { readonly home: string; readonly env: NodeJS.ProcessEnv },
): Promise<void> {
  const numbered = modules.map((module, index) => ({ module, clone: join(user.home, `clone-${index}`) }));
  await eachOf(numbered, PARALLEL, async ({ module, clone }) => {
    const { path, version, repository, tag, commit, directory } = module;
    const options = { env: user.env, cwd: user.home };
    const { stdout } = await runWell('go', ['mod', 'download', '-json', `${path}@${version}`], options);
    const { Dir, Sum } = JSON.parse(stdout) as { Dir: string; Sum: string };
    if (Sum !== module.h1) throw new Error(`go says ${Sum} of ${path}@${version}, and we say ${module.h1}`);
    if (tag === null) {
      await runWell('git', ['clone', '-q', repository, clone], options);
      await runWell('git', ['checkout', '-q', commit], { ...options, cwd: clone });
    } else {
      const name = tag.slice('refs/tags/'.length);
      await runWell('git', ['clone', '-q', '--depth', '1', '--branch', name, repository, clone], options);
    }
    await compareFolders(module, Dir, clone, join(clone, directory), options);
  });
}

async function compareFolders(
  module: BenchModule,
  downloaded: string,
  clone: string,
  checkout: string,
  options: Parameters<typeof run>[2],
): Promise<void> {
  const { stdout, code } = await run('diff', ['-rq', downloaded, checkout], options);
  if (code > 1) throw new Error(`diff cannot compare ${downloaded} with ${checkout}`);
  for (const line of stdout.split('\n').filter((each) => each !== '')) {
    const [, folder = '', name = ''] = /^Only in (.*): (.*)$/.exec(line) ?? [];
    const expected = folder.startsWith(downloaded)
      ? name === 'LICENSE' && (await sameBytes(join(folder, name), join(clone, 'LICENSE')))
      : folder !== '' && (await goLeavesOut(join(folder, name)));
    if (!expected) throw new Error(`the recipe finds ${module.path}@${module.version} different: ${line}`);
  }
}

/** Git's own folder, links, nested modules and folders that hold nothing else. */
async function goLeavesOut(path: string): Promise<boolean> {
  const kind = await lstat(path);
  if (kind.isSymbolicLink() || path.endsWith('/.git')) return true;
  if (!kind.isDirectory()) return false;
  const names = await readdir(path);
  if (names.includes('go.mod')) return true;
  for (const name of names) if (!(await goLeavesOut(join(path, name)))) return false;
  return true;
}

async function sameBytes(one: string, other: string): Promise<boolean> {
  return (await readFile(one)).equals(await readFile(other));
}
