import { execFileSync } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { CancellationToken, type WorkspaceEdit } from 'vscode-languageserver/node';
import { METHODS } from '../../server/src/protocol/index.ts';
import { afterAll, beforeAll, describe, expect, test } from '../kit.ts';
import { requirement } from '../requirement.ts';
import { FixedProject } from './fixedProject.ts';
import { BAD, GOOD, goMod, importing, MODULES, PROJECTS } from './fixedProjects.ts';

/*
 * The go command judges what a fix writes: a project that it found good before
 * must be as good after. Nothing of the modules is ever run.
 */

const go = requirement('go');
const why = go.skip ? ` (${go.reason})` : '';

/** Starting the go command takes longer than most of what is tested. */
const MOST_MS = 120_000;

/** What a go.mod says: Go sorts lines and moves them between blocks, which a fix does not. */
const wordsOf = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim().replace(/^require /, ''))
    .filter((line) => !/^[()]?$/.test(line))
    .sort();

describe('a project in which a module was replaced', () => {
  let project: FixedProject;

  beforeAll(async () => {
    if (go.skip) return;
    const cache = execFileSync('go', ['env', 'GOCACHE'], { encoding: 'utf8' }).trim();
    project = await FixedProject.make(MODULES, cache);
  }, MOST_MS);
  afterAll(() => (go.skip ? undefined : project.end()));

  test.skipIf(go.skip).each(PROJECTS)(
    `$what: builds as before${why}`,
    async ({ files, edited, told, isUntidy, module = BAD, to = GOOD }) => {
      await project.begin(files);
      // The go command's own idea of these files.
      await project.go('mod', 'tidy');
      await project.go('vet', './...');
      const before = await project.texts();
      const client = await project.open();
      const fixed = await project.replace(client, module, to);
      expect(fixed.edited).toEqual(edited);
      if (told === undefined) expect(fixed.told).toEqual([]);
      else expect(fixed.told.join('\n')).toMatch(told);
      const after = await project.texts();
      const differs = Object.keys(after).filter((name) => after[name] !== before[name]);
      expect(differs).toEqual([...edited].sort());
      await project.go('vet', './...');
      await project.go('mod', 'verify');
      await project.go('mod', 'tidy');
      const tidy = await project.texts();
      expect(wordsOf(tidy['go.mod'])).toEqual(wordsOf(after['go.mod']));
      if (isUntidy !== true) expect(tidy['go.sum']).toBe(after['go.sum']);
      // Line ends, comments and everything else are as before.
      const lost = (name: string): string =>
        (before[name] ?? '')
          .replaceAll('gopkg.in/bad.v2', to)
          .replaceAll(/bad\.example(?:\/|\\u002f)x(?![\w/]*nested|y)/g, GOOD);
      for (const name of edited.filter((one) => one.endsWith('.go') && one !== 'cgo.go'))
        expect(after[name], name).toBe(lost(name));
    },
    MOST_MS,
  );

  describe.skipIf(go.skip)('is told what is left to be done', () => {
    const REQUIRES = {
      'go.mod': goMod('require bad.example/x v1.2.0'),
      'app.go': importing('bad.example/x'),
    };

    /** What is said after the replacement. */
    const toldOf = async (
      files: Readonly<Record<string, string>>,
      module = BAD,
      to = GOOD,
    ): Promise<string> => {
      await project.begin(files);
      const client = await project.open();
      return (await project.replace(client, module, to)).told.join('\n');
    };

    test('in a vendor folder', async () => {
      const files = { ...REQUIRES, 'go.sum': '', 'vendor/modules.txt': '# bad.example/x v1.2.0\n' };
      expect(await toldOf(files)).toBe('The vendor folder is as before. Run "go mod vendor".');
    });

    test('in lines for the linker and for go generate', async () => {
      const lines = '\n//go:generate go run bad.example/x/cmd/tool\n\n// bad.example/x\n';
      const files = {
        ...REQUIRES,
        'go.sum': '',
        'gen.go': `package app\n${lines}`,
        'doc.go': '// bad.example/x\npackage app\n',
      };
      expect(await toldOf(files)).toMatch(
        /^Lines with "\/\/go:" still name bad\.example\/x \(\S*gen\.go\)\.$/,
      );
    });

    test('in go.sum, where there is none and where nothing was proven', async () => {
      expect(await toldOf(REQUIRES)).toMatch(
        /^What go\.sum should say of good\.example\/x could not be proven\./,
      );
    });

    test('in a file that is too long to be read', async () => {
      const files = { ...REQUIRES, 'go.sum': '', 'long.go': `package app\n//${' '.repeat(17 << 20)}` };
      expect(await toldOf(files)).toMatch(
        /^1 file was not read \(\S*long\.go\): look there for bad\.example\/x\.$/,
      );
    });

    test('behind a link, unless it leads to what is edited anyway', async () => {
      const outside = {
        'app/go.mod': REQUIRES['go.mod'],
        'app/go.sum': '',
        'app/app.go': importing('bad.example/x'),
        'shared.go': importing('bad.example/x'),
      };
      for (const target of ['../shared.go', 'app.go']) {
        await project.begin(outside);
        await symlink(target, join(project.folder, 'app/link.go'));
        const client = await project.open('app/go.mod');
        const { told, edited } = await project.replace(client, BAD, GOOD, 'app/go.mod');
        expect(edited).toEqual(['app/app.go', 'app/go.mod', 'app/go.sum']);
        if (target === 'app.go') expect(told).toEqual([]);
        else expect(told.join()).toMatch(/^Links to files elsewhere were not followed \(\S*link\.go\)\.$/);
      }
    });

    test('where no version of the other module is known', async () => {
      expect(await toldOf({ ...REQUIRES, 'go.sum': '' }, BAD, 'none.example/x/v2')).toBe(
        'Which versions none.example/x/v2 has could not be determined: nothing was changed.',
      );
    });
  });

  test.skipIf(go.skip)(
    `beside another main module that requires it, the sums and replacements of the workspace stay${why}`,
    async () => {
      const own = goMod('require bad.example/x v1.2.0');
      await project.begin({
        'go.work': 'go 1.24\n\nuse (\n\t./a\n\t./b\n)\n',
        'a/go.mod': own,
        'a/app.go': importing('bad.example/x'),
        'b/go.mod': own.replace('/app', '/b').replace('v1.2.0', 'v1.1.0'),
        'b/app.go': importing('bad.example/x'),
      });
      await project.go('-C', 'a', 'mod', 'tidy');
      await project.go('work', 'sync');
      // The workspace takes from one of them what the other one does not have.
      await project.write('b/go.sum', '');
      await project.go('vet', './a', './b');
      const client = await project.open('a/go.mod', 2);
      const { edited, told } = await project.replace(client, BAD, GOOD, 'a/go.mod');
      expect(edited).toEqual(['a/app.go', 'a/go.mod', 'a/go.sum']);
      expect(told).toEqual([]);
      expect(await project.read('a/go.mod')).toBe(own.replace('bad', 'good'));
      await project.go('vet', './a', './b');
    },
    MOST_MS,
  );

  test.skipIf(go.skip)(
    `a replacement in go.work that leads to it is mended, whoever requires what it replaces${why}`,
    async () => {
      await project.begin({
        'go.work': 'go 1.24\n\nuse ./a\n\nreplace good.example/x => bad.example/x v1.2.0 // why\n',
        'a/go.mod': goMod('require good.example/x v1.1.0'),
        'a/app.go': importing('good.example/x'),
      });
      await project.go('-C', 'a', 'mod', 'tidy');
      await project.go('vet', './a');
      const client = await project.open('go.work');
      const { edited } = await project.replace(client, BAD, GOOD, 'go.work');
      expect(edited).toContain('go.work');
      expect(await project.read('go.work')).toContain(
        'replace good.example/x => good.example/x v1.2.0 // why\n',
      );
      await project.go('vet', './a');
      expect(await project.go('list', '-m', 'all')).not.toContain('bad.example');
    },
    MOST_MS,
  );

  test.skipIf(go.skip).each([
    [
      'a replacement that was added',
      { does: 'direct', module: 'bad.example/x', version: 'v1.2.0', to: GOOD },
      'replace bad.example/x => good.example/x v1.2.0\n',
    ],
    [
      'an upgrade',
      { does: 'upgrade', module: 'bad.example/x', version: 'v1.1.0' },
      'require bad.example/x v1.2.0\n',
    ],
  ])(
    `%s brings its lines of go.sum along: builds as before${why}`,
    async (title, action, line) => {
      await project.begin({
        'go.mod': goMod(`require bad.example/x ${action.version}`),
        'app.go': importing('bad.example/x/sub'),
      });
      await project.go('mod', 'tidy');
      const client = await project.open();
      const data = { ...action, uri: project.uri('go.mod') };
      const { edit } = await client.resolve({ title, kind: 'quickfix', data });
      expect((await project.apply(edit ?? null, client)).edited).toEqual(['go.mod', 'go.sum']);
      expect(await project.read('go.mod')).toContain(line);
      await project.go('vet', './...');
      await project.go('mod', 'verify');
    },
    MOST_MS,
  );

  test.skipIf(go.skip)(`what was typed and not saved is what is edited${why}`, async () => {
    await project.begin({
      'go.mod': goMod('require bad.example/x v1.2.0'),
      'app.go': importing('bad.example/x'),
      'go.sum': '',
    });
    const client = await project.open();
    await client.open(project.uri('app.go'), `// typed\n${importing('bad.example/x')}`, 7, 'go');
    await client.open(project.uri('new.go'), importing('bad.example/x/sub'), 1, 'go');
    const params = { uri: project.uri('go.mod'), module: 'bad.example/x', version: 'v1.2.0', to: GOOD };
    const edit = await client.request<WorkspaceEdit>(METHODS.replace, params, CancellationToken.None);
    expect(edit.documentChanges).toContainEqual(
      expect.objectContaining({
        textDocument: { uri: project.uri('app.go'), version: 7 },
        edits: [
          expect.objectContaining({
            range: { start: { line: 4, character: 4 }, end: { line: 4, character: 17 } },
          }),
        ],
      }),
    );
    expect(edit.documentChanges).toContainEqual(
      expect.objectContaining({ textDocument: { uri: project.uri('new.go'), version: 1 } }),
    );
  });

  test.skipIf(go.skip)(`what is typed while a fix is made out is not edited${why}`, async () => {
    await project.begin({
      'go.mod': goMod('require bad.example/x v1.2.0'),
      'app.go': importing('bad.example/x'),
    });
    const client = await project.open();
    project.asked = async () => {
      await client.change(project.uri('go.mod'), 2, {
        text: `// typed\n${goMod('require bad.example/x v1.2.0')}`,
      });
      await client.pull(project.uri('go.mod'));
    };
    try {
      expect(await project.replace(client, BAD, GOOD)).toEqual({
        edited: [],
        told: ['A file was edited meanwhile, so nothing was changed. Choose the fix again.'],
      });
    } finally {
      project.asked = async () => undefined;
    }
  });

  test.skipIf(go.skip)(`what is not required any more is not silently left alone${why}`, async () => {
    await project.begin({
      'go.work': 'go 1.24\n\nuse ./a\n',
      'a/go.mod': goMod('require bad.example/x v1.2.0'),
    });
    const client = await project.open('go.work');
    const data = {
      does: 'replace',
      module: 'gone.example/x',
      version: 'v1.0.0',
      to: GOOD,
      uri: project.uri('go.work'),
    };
    const { edit } = await client.resolve({ title: 'gone', kind: 'quickfix', data });
    expect(edit).toBeUndefined();
    expect(client.popped).toEqual(['gone.example/x is not required there any more.']);
  });
});
