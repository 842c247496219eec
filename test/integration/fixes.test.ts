import { execFileSync } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { CancellationToken, type WorkspaceEdit } from 'vscode-languageserver/node';
import { METHODS } from '../../server/src/protocol/index.ts';
import { afterAll, beforeAll, describe, expect, test } from '../kit.ts';
import { requirement } from '../requirement.ts';
import { FixedProject, type MirroredModule } from './fixedProject.ts';

/*
 * The go command judges what a fix writes: a project that it found good before
 * must be as good after. Nothing of the modules is ever run.
 */

const go = requirement('go');
const why = go.skip ? ` (${go.reason})` : '';

/** Starting the go command takes longer than most of what is tested. */
const MOST_MS = 120_000;

const BAD = 'bad.example/x v1.2.0';
const GOOD = 'good.example/x';

const copyOf = (path: string, version: string): MirroredModule => ({
  path,
  version,
  files: {
    'go.mod': `module ${path}\n\ngo 1.20\n`,
    'x.go': 'package x\n\nfunc Open() int { return 1 }\n',
    'sub/sub.go': 'package sub\n\nconst One = 1\n',
    'cmd/tool/main.go': 'package main\n\nfunc main() {}\n',
  },
});

const MODULES: readonly MirroredModule[] = [
  copyOf('gopkg.in/bad.v2', 'v2.1.0'),
  copyOf('good.example/x/v2', 'v2.2.0'),
  copyOf('bad.example/x', 'v1.1.0'),
  copyOf('bad.example/x', 'v1.2.0'),
  copyOf('bad.example/xy', 'v1.0.0'),
  copyOf('good.example/x', 'v1.1.0'),
  copyOf('good.example/x', 'v1.2.0'),
  copyOf('good.example/x', 'v1.3.0'),
  {
    path: 'bad.example/x/nested',
    version: 'v1.0.0',
    files: {
      'go.mod': 'module bad.example/x/nested\n\ngo 1.20\n',
      'n.go': 'package nested\n\nconst N = 1\n',
    },
  },
  {
    path: 'between.example/m',
    version: 'v1.0.0',
    files: {
      'go.mod': 'module between.example/m\n\ngo 1.20\n\nrequire bad.example/x v1.2.0\n',
      'm.go': 'package m\n\nimport "bad.example/x/sub"\n\nconst M = sub.One\n',
    },
  },
];

const goMod = (...lines: readonly string[]): string =>
  `module main.example/app\n\ngo 1.24\n\n${lines.map((line) => `${line}\n`).join('')}`;
const importing = (...paths: readonly string[]): string =>
  `package app\n\nimport (\n${paths.map((path) => `\t_ "${path}"\n`).join('')})\n`;

/** What a go.mod says: Go sorts lines and moves them between blocks, which a fix does not. */
const wordsOf = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim().replace(/^require /, ''))
    .filter((line) => !/^[()]?$/.test(line))
    .sort();

interface Project {
  readonly what: string;
  /** What is replaced by what; as of most projects when left out. */
  readonly module?: string;
  readonly to?: string;
  readonly files: Readonly<Record<string, string>>;
  /** The files that may be edited. */
  readonly edited: readonly string[];
  /** What the user is told; nothing when left out. */
  readonly told?: RegExp;
  /** Lines of go.sum are left that are needed no longer. */
  readonly isUntidy?: boolean;
}

const PROJECTS: readonly Project[] = [
  {
    what: 'a path with its major version, and a target with another number',
    module: 'gopkg.in/bad.v2 v2.1.0',
    to: 'good.example/x/v2',
    files: {
      'go.mod': goMod('require gopkg.in/bad.v2 v2.1.0'),
      'app.go': importing('gopkg.in/bad.v2', 'gopkg.in/bad.v2/sub'),
    },
    edited: ['app.go', 'go.mod', 'go.sum'],
    told: /^good\.example\/x\/v2 has no v2\.1\.0: its newest version, v2\.2\.0, was taken\.$/,
  },
  {
    what: 'files of every kind',
    files: {
      'go.mod': goMod('require bad.example/x v1.2.0'),
      'app.go': 'package app\n\nimport "bad.example/x"\n\nvar One = x.Open()\n',
      'crlf.go':
        '\ufeffpackage app\r\n\r\nimport named `bad.example/x` // why\r\n\r\nvar Two = named.Open()\r\n',
      'other_windows.go': importing('bad.example/x'),
      'tagged.go':
        '//go:build sometimes\n\npackage app\n\nimport . "bad.example/x"; import _ "bad.example/x/sub"\n\nvar Three = Open()',
      'app_test.go': 'package app_test\n\nimport "bad.example\\u002fx/sub"\n\nvar _ = sub.One\n',
      'cgo.go':
        '//go:build cgo\n\npackage app\n\n/*\n#include "bad.example/x"\nimport "bad.example/x"\n*/\nimport "C"\nimport _ "bad.example/x"\n',
      'said.go': 'package app\n\n// See bad.example/x.\nconst Said = `import "bad.example/x"`\n',
      'testdata/x.go': importing('bad.example/x'),
      '_left/x.go': importing('bad.example/x'),
      '.left/x.go': importing('bad.example/x'),
      '_left.go': importing('bad.example/x'),
      'nested/go.mod': 'module main.example/app/nested\n\ngo 1.24\n',
      'nested/x.go': importing('bad.example/x'),
      'README.md': 'bad.example/x\n',
    },
    edited: [
      'app.go',
      'app_test.go',
      'cgo.go',
      'crlf.go',
      'go.mod',
      'go.sum',
      'other_windows.go',
      'tagged.go',
    ],
  },
  {
    what: 'paths that begin alike, and a module that is nested in it',
    files: {
      'go.mod': goMod(
        'require (',
        '\tbad.example/x v1.2.0',
        '\tbad.example/x/nested v1.0.0',
        '\tbad.example/xy v1.0.0',
        ')',
      ),
      'app.go': importing('bad.example/x/sub', 'bad.example/x/nested', 'bad.example/xy/sub'),
    },
    edited: ['app.go', 'go.mod', 'go.sum'],
  },
  {
    what: 'tools',
    files: {
      'go.mod': goMod('tool bad.example/x/cmd/tool', '', 'require bad.example/x v1.2.0 // indirect'),
      'app.go': 'package app\n',
    },
    edited: ['go.mod', 'go.sum'],
  },
  {
    what: 'the other required already at a higher version',
    files: {
      'go.mod': goMod('require (', '\tbad.example/x v1.2.0 // ours', '\tgood.example/x v1.3.0', ')'),
      'app.go':
        'package app\n\nimport a "bad.example/x"\nimport b "good.example/x"\n\nvar Sum = a.Open() + b.Open()\n',
    },
    edited: ['app.go', 'go.mod', 'go.sum'],
  },
  {
    what: 'the other required already at a lower version',
    files: {
      'go.mod': goMod('require (', '\tbad.example/x v1.2.0', '\tgood.example/x v1.1.0', ')'),
      'app.go': importing('bad.example/x', 'good.example/x'),
    },
    edited: ['app.go', 'go.mod', 'go.sum'],
    isUntidy: true,
  },
  {
    what: 'another module that requires it as well',
    files: {
      'go.mod': goMod('require (', '\tbad.example/x v1.2.0', '\tbetween.example/m v1.0.0', ')'),
      'app.go': importing('bad.example/x', 'between.example/m'),
    },
    edited: ['app.go', 'go.mod', 'go.sum'],
    told: /^between\.example\/m requires bad\.example\/x as well/,
  },
  {
    what: 'another module alone that requires it',
    files: {
      'go.mod': goMod('require between.example/m v1.0.0', '', 'require bad.example/x v1.2.0 // indirect'),
      'app.go': importing('between.example/m'),
    },
    edited: [],
    told: /^between\.example\/m requires bad\.example\/x as well/,
  },
  {
    what: 'a folder of another module that requires it as well',
    files: {
      'go.mod': goMod(
        'replace local.example/l => ./local',
        '',
        'require (',
        '\tbad.example/x v1.2.0',
        '\tlocal.example/l v0.0.0',
        ')',
      ),
      'app.go': importing('bad.example/x', 'local.example/l'),
      'local/go.mod': 'module local.example/l\n\ngo 1.24\n\nrequire bad.example/x v1.1.0\n',
      'local/l.go': 'package l\n\nimport _ "bad.example/x"\n',
    },
    edited: ['app.go', 'go.mod', 'go.sum'],
    told: /^local\.example\/l requires bad\.example\/x as well/,
  },
  {
    what: 'a replacement that puts in another version of it',
    files: {
      'go.mod': goMod(
        'replace other.example/o => bad.example/x v1.1.0',
        '',
        'require (',
        '\tbad.example/x v1.2.0',
        '\tother.example/o v1.0.0',
        ')',
      ),
      'app.go': importing('bad.example/x', 'other.example/o'),
    },
    edited: ['app.go', 'go.mod', 'go.sum'],
  },
  {
    what: 'excluded, retracted and ignored things beside it',
    files: {
      'go.mod':
        `module main.example/app // ours\r\n\r\ngo 1.25\r\n\r\nignore ./bad.example/x\r\n\r\nexclude bad.example/x v1.1.0\r\n\r\nretract v1.0.0 // bad.example/x\r\n\r\nrequire bad.example/x v1.2.0 // why`.replaceAll(
          '\r\n',
          '\n',
        ),
      'app.go': importing('bad.example/x'),
    },
    edited: ['app.go', 'go.mod', 'go.sum'],
  },
  {
    what: 'a replacement of its own',
    files: {
      'go.mod': goMod('replace bad.example/x => ./own', '', 'require bad.example/x v1.2.0'),
      'app.go': importing('bad.example/x'),
      'own/go.mod': 'module bad.example/x\n',
      'own/x.go': 'package x\n',
    },
    edited: [],
    told: /^A "replace" decides/,
  },
];

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
