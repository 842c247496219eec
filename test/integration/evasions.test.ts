import { afterEach, expect, test } from '../kit.ts';
import type { ModuleDescription } from '../world/index.ts';
import { MODULES, startWorld, type World } from '../world/index.ts';
import { type Run, run } from './run.ts';

/**
 * Ways to hide a moved tag from whoever compares: the commit that the tag is
 * moved to is made such that it cannot be compared in the plain way.
 */
let world: World | null = null;
afterEach(async () => {
  await world?.stop();
  world = null;
});

const found = MODULES.find(({ kind }) => kind === 'attack');
if (found?.repository?.refsNow === undefined || found.repository === null)
  throw new Error('the world has no attack');
const attack: ModuleDescription = found;
const repository = found.repository;

/** Audits the attack of the world with the tree of the clean commit changed. */
async function audit(
  change: (tree: Record<string, unknown>) => Record<string, unknown>,
  more: Partial<ModuleDescription> = {},
): Promise<Run> {
  const last = repository.commits.length - 1;
  const commits = repository.commits.map((commit, index) =>
    index === last ? { ...commit, tree: change({ ...commit.tree }) as typeof commit.tree } : commit,
  );
  const module: ModuleDescription = { ...attack, repository: { ...repository, commits }, ...more };
  world = await startWorld({ modules: [module] });
  return run(['check', `${attack.path}@${attack.version}`], { cwd: world.directory, env: world.env });
}

test('the plain attack, to compare with', async () => {
  const { code, out } = await audit((tree) => tree);
  expect(code).toBe(1);
  expect(out).toContain('origin/diverged');
});

test('a file whose name no zip may hold does not hide the difference', async () => {
  const { code, out } = await audit((tree) => ({ ...tree, 'con.txt': 'a device\n', 'a:b': 'a colon\n' }));
  expect(code).toBe(1);
  expect(out).toMatch(/error +origin\/diverged/);
});

test('a go.mod for another major version does not hide the difference', async () => {
  const { code, out } = await audit((tree) => ({ ...tree, 'go.mod': `module ${attack.path}/v2\n` }));
  expect(code).toBe(1);
  expect(out).toMatch(/error +origin\/diverged/);
});

test('an encoding that nobody knows does not make it silent', async () => {
  const { code, out } = await audit((tree) => ({
    ...tree,
    '.gitattributes': '*.go working-tree-encoding=IBM-NOBODY\n',
  }));
  expect(code).toBe(1);
  expect(out).toMatch(/origin\/tag-moved/);
  expect(out.replace(/\s+/g, ' ')).toContain('whether its code differs could not be determined');
  expect(out).not.toMatch(/none of which|no code/);
  expect(out).toMatch(/undecided +.*db\.go/);
});

test('attributes that would leave the files out do not hide the difference', async () => {
  const { code, out } = await audit((tree) => ({
    ...tree,
    '.gitattributes': '*.go export-ignore export-subst ident text eol=crlf filter=lfs\n',
  }));
  expect(code).toBe(1);
  expect(out).toMatch(/error +origin\/diverged/);
});

test('a go.mod beside the zip that is not upstream`s is a divergence', async () => {
  const cached = attack.cached;
  if (cached === null) throw new Error('nothing is cached');
  const { code, out } = await audit((tree) => tree, {
    cached: { ...cached, mod: `${cached.mod}require example.test/other v1.0.0\n` },
  });
  expect(code).toBe(1);
  expect(out).toContain(`${attack.version}.mod`);
});

test('an embedded file that differs counts as code', async () => {
  const honest = MODULES.find(
    ({ kind, repository: one, cached }) =>
      kind === 'honest' && one !== null && cached !== null && 'go.mod' in cached.zip,
  );
  if (honest?.cached == null) throw new Error('the world has no honest module');
  const go = Object.keys(honest.cached.zip).find((path) => /^[^/]+\.go$/.test(path)) ?? '';
  const source = `${honest.cached.zip[go]}\n//go:embed page.html\nvar page string\n`;
  const upstream = honest.repository;
  if (upstream === null) throw new Error('no repository');
  const commits = upstream.commits.map((commit) => ({
    ...commit,
    tree:
      commit.label === honest.cached?.commit
        ? { ...commit.tree, [go]: source, 'page.html': 'clean\n' }
        : commit.tree,
  }));
  const module: ModuleDescription = {
    ...honest,
    repository: { ...upstream, commits },
    cached: { ...honest.cached, zip: { ...honest.cached.zip, [go]: source, 'page.html': 'not so clean\n' } },
  };
  world = await startWorld({ modules: [module] });
  const { out } = await run(['check', `${module.path}@${module.version}`], {
    cwd: world.directory,
    env: world.env,
  });
  expect(out).toMatch(/error +origin\/diverged/);
  expect(out).toContain('page.html');
});
