import { Random } from '../conformance/zipRandom.ts';

/* What an editor and a disk do, as plain data, in an order that a seed decides. */

/** A module of the world, as a go.mod requires it. */
export const MODULES = {
  attack: 'github.com/boltdb-go/bolt v1.3.1',
  moved: 'github.com/copperkettle/potholder v1.0.0',
  same: 'github.com/oakwell/weathervane v0.9.0',
  other: 'github.com/thistlewood/barometer v1.4.2',
  retracted: 'github.com/harbourlight/lantern v1.2.0',
  refused: 'github.com/harbourstreet/locksmith v0.4.0',
  private: 'git.corp.example.test/platform/payroll v1.8.0',
  /** A main module of the workspace, as long as go.work uses it. */
  own: 'example.test/own v1.0.0',
  /** Typed, and never saved. */
  typed: 'github.com/quayside/gazette v0.6.0',
  /** Required by the one file for which the user wants nobody to be asked. */
  silent: 'github.com/quayside/tidewater v1.0.0',
} as const;

/** The files of the project, by name. */
export const FILES = [
  'a/go.mod',
  'b/go.mod',
  'silent/go.mod',
  'own/go.mod',
  'go.work',
  'a/go.sum',
  'b/go.sum',
  '.modproof.json',
  'a/.modproof.json',
  'a/main.go',
] as const;

export type FileName = (typeof FILES)[number];

/** One thing that happens. What does not apply when its turn comes is passed over. */
export type Step =
  | { readonly kind: 'save' | 'close'; readonly file: FileName }
  /** With the text that lies on the disk; with another one where an editor comes back with what was not saved. */
  | { readonly kind: 'open'; readonly file: FileName; readonly text?: string }
  | { readonly kind: 'edit'; readonly file: FileName; readonly text: string }
  /** Somebody else writes a file, or removes it; the editor tells of it at once, or later. */
  | {
      readonly kind: 'disk';
      readonly file: FileName;
      readonly text: string | null;
      readonly isTold: boolean;
    }
  | { readonly kind: 'settings'; readonly network: 'on' | 'stored'; readonly goImports: boolean }
  | { readonly kind: 'environment'; readonly gowork: '' | 'off' }
  | { readonly kind: 'folders'; readonly names: readonly string[] }
  | { readonly kind: 'hold' | 'release' | 'fail' | 'kill' }
  | { readonly kind: 'cancel' | 'trust' | 'clear' | 'list' | 'audit' | 'pull' | 'tell' }
  /** So many milliseconds pass, or as long as it takes to come to rest. */
  | { readonly kind: 'pause'; readonly milliseconds: number | 'rest' };

/** How the editor is, and what lies on the disk when it starts. */
export interface Beginning {
  readonly pulls: boolean;
  readonly isTrusted: boolean;
  /** Examinations are made in a thread of their own. */
  readonly isFar: boolean;
  /** The settings come so many milliseconds after they were asked for, and no later answer waits for an earlier one. */
  readonly settingsTake: readonly number[];
  /** Reading a file takes up to so many milliseconds. */
  readonly readsTake: number;
  readonly disk: Readonly<Partial<Record<FileName, string>>>;
}

export interface Order {
  readonly seed: number;
  readonly beginning: Beginning;
  readonly steps: readonly Step[];
}

/** The order of things that a seed decides. */
export function orderOf(seed: number): Order {
  const random = new Random(seed);
  const disk: Partial<Record<FileName, string>> = {};
  for (const file of FILES)
    if (file.endsWith('go.mod') || random.onceIn(2)) disk[file] = textFor(file, random, true);
  const beginning: Beginning = {
    pulls: random.onceIn(3),
    isTrusted: !random.onceIn(6),
    isFar: random.onceIn(2),
    settingsTake: random.some(1, 4, [0, 0, 5, 30, 80]),
    readsTake: random.pick([0, 5, 30, 60]),
    disk,
  };
  const steps = Array.from({ length: 8 + random.below(30) }, () => stepOf(random));
  return { seed, beginning, steps };
}

/** Most is to be found where the same few files meet. */
const BUSY: readonly FileName[] = [
  ...FILES,
  'a/go.mod',
  'a/go.mod',
  'a/go.sum',
  'go.work',
  'go.work',
  'own/go.mod',
];

function stepOf(random: Random): Step {
  const file = random.pick(BUSY);
  switch (random.below(26)) {
    case 0:
    case 1:
    case 2:
      return { kind: 'open', file: random.pick(['a/go.mod', 'b/go.mod', 'go.work', file]) };
    case 3:
    case 4:
    case 5:
    case 6:
      return random.onceIn(5)
        ? { kind: 'open', file, text: textFor(file, random, false) }
        : { kind: 'open', file };
    case 7:
    case 8:
    case 9:
    case 10:
      return { kind: 'edit', file, text: textFor(file, random, false) };
    case 11:
    case 12:
    case 13:
      return { kind: 'save', file };
    case 14:
    case 15:
      return { kind: 'close', file };
    case 16:
    case 17:
    case 18: {
      const text = random.onceIn(4) ? null : textFor(file, random, true);
      return { kind: 'disk', file, text, isTold: !random.onceIn(4) };
    }
    case 19:
      return random.onceIn(3)
        ? { kind: 'environment', gowork: random.pick(['', 'off']) }
        : {
            kind: 'settings',
            network: random.onceIn(3) ? 'stored' : 'on',
            goImports: !random.onceIn(3),
          };
    case 20:
      return {
        kind: 'folders',
        names: random.pick([[''], ['a'], ['a', 'b'], ['b', 'own'], [], ['', 'a']]),
      };
    case 21:
      return { kind: random.pick(['hold', 'release', 'fail', 'kill']) };
    case 22:
      return { kind: random.pick(['cancel', 'clear', 'list', 'audit', 'pull', 'tell', 'trust']) };
    default:
      return { kind: 'pause', milliseconds: random.pick([0, 1, 3, 10, 35, 110, 'rest'] as const) };
  }
}

/** A text of a file. What is only ever `typed` stands in none that comes onto the disk by somebody else. */
function textFor(file: FileName, random: Random, isDisk: boolean): string {
  switch (file) {
    case 'go.work':
      return workText(random);
    case 'a/go.sum':
    case 'b/go.sum':
      return sumText(random);
    case '.modproof.json':
    case 'a/.modproof.json':
      return policyText(random);
    case 'a/main.go':
      return `package main\n\nimport (\n${random.some(0, 2, IMPORTS).join('')})\n`;
    case 'own/go.mod':
      return `module example.test/own\n\ngo 1.22\n${requirements(random.some(0, 2, [MODULES.same, MODULES.attack]))}`;
    case 'silent/go.mod':
      return `module example.test/silent\n\ngo 1.22\n${requirements([MODULES.silent])}`;
    default:
      return modText(file, random, isDisk);
  }
}

const PUBLIC = [
  MODULES.attack,
  MODULES.moved,
  MODULES.same,
  MODULES.other,
  MODULES.retracted,
  MODULES.refused,
  MODULES.private,
  MODULES.own,
];

function modText(file: FileName, random: Random, isDisk: boolean): string {
  const chosen: string[] = random.some(0, 4, PUBLIC);
  if (!isDisk && random.onceIn(3)) chosen.push(MODULES.typed);
  const replace = random.onceIn(6)
    ? `\nreplace ${pathOf(random.pick(PUBLIC))} => ${replacement(random)}\n`
    : '';
  const broken = random.onceIn(8) ? '\nrequire (\n\tgithub.com/quay' : '';
  return `module example.test/${file[0]}\n\ngo 1.22\n${requirements(chosen)}${replace}${broken}`;
}

function replacement(random: Random): string {
  return random.pick(['../own', MODULES.other, MODULES.moved]);
}

function requirements(chosen: readonly string[]): string {
  const once = [...new Set(chosen)];
  return once.length === 0 ? '' : `\nrequire (\n${once.map((one) => `\t${one}\n`).join('')})\n`;
}

function workText(random: Random): string {
  const uses = [...new Set(random.some(0, 4, ['./a', './b', './own', './silent']))];
  const replace = random.onceIn(4)
    ? `\nreplace ${pathOf(random.pick(PUBLIC))} => ${random.pick(['./own', MODULES.other])}\n`
    : '';
  return `go 1.22\n\n${uses.map((use) => `use ${use}\n`).join('')}${replace}`;
}

/** The hash that the mirror serves, and one that nobody does. */
const SUMS: readonly string[] = [
  `${MODULES.attack} h1:8wyjPmNRzZ+Yg8O4QDCAkNHHG1T7OrsL5uL4KDALiUI=\n`,
  `${MODULES.same} h1:T3QYWrNMR4qTgS6304rvAnfnFBFSzoMM26NUQKsl9kk=\n`,
  `${MODULES.other} h1:cNcvKs7406GPRmP42B+26A5WqpVOms6TdNQj/PQ0Np8=\n`,
  ...[MODULES.attack, MODULES.same, MODULES.other].map((one) => `${one} h1:${'B'.repeat(43)}=\n`),
  `${MODULES.same} h1:${'C'.repeat(43)}=\n`,
];

const sumText = (random: Random): string => random.some(0, 4, SUMS).join('');

const POLICIES: readonly string[] = [
  '{}\n',
  '{ "severity": { "squat/owner-affix": "off" } }\n',
  '{ "severity": { "origin/diverged": "hint", "version/retracted": "error" } }\n',
  '{ "severity": { \n',
];

const policyText = (random: Random): string => random.pick(POLICIES);

const IMPORTS: readonly string[] = [
  '\t"github.com/boltdb-go/bolt"\n',
  '\t"github.com/oakwell/weathervane"\n',
  '\t"github.com/julienschmidt-go/httprouter"\n',
];

export function pathOf(module: string): string {
  return module.split(' ')[0] ?? '';
}
