import type { MirroredModule } from './fixedProject.ts';

/** What most projects have replaced, and what by. */
export const BAD = 'bad.example/x v1.2.0';
export const GOOD = 'good.example/x';

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

/** What the mirror has. */
export const MODULES: readonly MirroredModule[] = [
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

export const goMod = (...lines: readonly string[]): string =>
  `module main.example/app\n\ngo 1.24\n\n${lines.map((line) => `${line}\n`).join('')}`;
export const importing = (...paths: readonly string[]): string =>
  `package app\n\nimport (\n${paths.map((path) => `\t_ "${path}"\n`).join('')})\n`;

/** A project, and what is to come of it. */
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

/** Projects that the go command finds good before and after. */
export const PROJECTS: readonly Project[] = [
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
