import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NodeFiles } from '../../../server/src/adapters/index.ts';
import { readGoMod } from '../../../server/src/audit/auditFile.ts';
import type { Workspace } from '../../../server/src/audit/dependency.ts';
import { unnamedImports } from '../../../server/src/audit/unnamedImports.ts';
import { afterEach, beforeEach, describe, expect, test } from '../../kit.ts';

const GO_MOD = `module example.test/app

require (
	github.com/asked/for v1.0.0
	github.com/asked/versioned/v2 v2.0.0
)

replace github.com/replaced/thing => ../thing
`;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'modproof-imports-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
}

function find(workspace: Workspace | null = null, goMod = GO_MOD) {
  const file = readGoMod('app/go.mod', folder, goMod, null);
  return unnamedImports(file, workspace, new NodeFiles(), path, AbortSignal.timeout(20_000));
}

const importing = (...paths: readonly string[]): string =>
  `package a\n\nimport (\n${paths.map((one) => `\t${JSON.stringify(one)}\n`).join('')})\n`;

describe('imports that no go.mod names', () => {
  test('are those of no requirement, replacement, package of its own or the standard library', async () => {
    await write({
      'a.go': importing(
        'fmt',
        'net/http',
        'example.test/app/inner',
        'github.com/asked/for/sub',
        'github.com/asked/versioned/v2',
        'github.com/replaced/thing',
        'github.com/asked/form',
        'github.com/asked/versioned',
        './near',
      ),
    });
    const { imports } = await find();
    expect(imports.map((one) => one.path)).toEqual(['github.com/asked/form', 'github.com/asked/versioned']);
  });

  test('stand where they are first written, and are counted by file', async () => {
    await write({
      'b/c.go': importing('fmt', 'github.com/new/one'),
      'b/d.go': importing('github.com/new/one'),
    });
    const { imports, files } = await find();
    expect(imports).toHaveLength(1);
    const [one] = imports;
    const text = files.find((file) => file.path === one?.at.path)?.text ?? '';
    expect(one).toMatchObject({ at: { path: 'app/b/c.go' }, files: 2 });
    expect(text.slice(one?.at.span.start, one?.at.span.end)).toBe('github.com/new/one');
    expect(files.map((file) => file.path)).toEqual(['app/b/c.go']);
  });

  test('of tests count, those in folders that the go command leaves out do not', async () => {
    await write({
      'a_test.go': importing('github.com/in/test'),
      'testdata/a.go': importing('github.com/in/testdata'),
      'vendor/github.com/x/y/a.go': importing('github.com/in/vendor'),
      '_off/a.go': importing('github.com/in/underscore'),
      '.git/a.go': importing('github.com/in/dot'),
      'nested/go.mod': 'module example.test/nested\n',
      'nested/deep/a.go': importing('github.com/in/nested'),
      '_a.go': importing('github.com/in/underscorefile'),
      'a.txt': importing('github.com/in/text'),
    });
    await symlink(path.join(folder, 'nested'), path.join(folder, 'linked'));
    expect((await find()).imports.map((one) => one.path)).toEqual(['github.com/in/test']);
  });

  test('of other modules of the workspace are none', async () => {
    await write({ 'a.go': importing('example.test/other/x', 'example.test/third') });
    const workspace = { modules: new Set(['example.test/other']), replace: [] } as unknown as Workspace;
    expect((await find(workspace)).imports.map((one) => one.path)).toEqual(['example.test/third']);
  });

  test('are none where no main module is known', async () => {
    await write({ 'a.go': importing('github.com/new/one') });
    expect((await find(null, 'go 1.22\n')).imports).toEqual([]);
  });

  test('are read from files that are broken behind their imports', async () => {
    await write({ 'a.go': `${importing('github.com/new/one')}\nfunc { ${'{'.repeat(100_000)}` });
    expect((await find()).imports).toHaveLength(1);
  });

  test('in a file of five million bytes are told as unread', async () => {
    await write({ 'a.go': `${importing('github.com/new/one')}// ${'x'.repeat(5_000_000)}\n` });
    expect(await find()).toMatchObject({ imports: [], unread: 1 });
  });
});
