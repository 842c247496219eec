/**
 * The rooms of the house and who may know whom.
 *
 * This table is the only place where directions are decided. The table in
 * `ARCHITECTURE.md` and the import rules in `biome.layers.json` are written from it by
 * `npm run layers`, and the tests in this folder hold the source against it.
 */

/** Whether a room knows, fetches, judges or shows. */
export type RoomKind = 'knowledge' | 'access' | 'judgement' | 'face';

/** What one room may import, and nothing else. Type imports count like all others. */
export interface Room {
  readonly kind: RoomKind;
  /** Other rooms, each through its `index.ts`. */
  readonly rooms: readonly string[];
  /** Packages, by name; a package's subpaths go with it. */
  readonly packages: readonly string[];
  /** Modules of Node, with `node:`. */
  readonly node: readonly string[] | 'any';
  /** Whether the room may read a clock, chance, the environment, a file or a socket. */
  readonly effects: boolean;
}

const knowledge = (
  rooms: readonly string[],
  packages: readonly string[] = [],
  node: readonly string[] = [],
): Room => ({ kind: 'knowledge', rooms, packages, node, effects: false });

const KNOWLEDGE: Readonly<Record<string, Room>> = {
  text: knowledge([]),
  semver: knowledge([]),
  module: knowledge(['semver']),
  modfile: knowledge(['text', 'semver', 'module']),
  gosum: knowledge(['text', 'module']),
  age: knowledge([]),
  goenv: knowledge(['module', 'proxy', 'sumdb']),
  dirhash: knowledge([], [], ['node:crypto']),
  sumdb: knowledge(['module'], [], ['node:crypto']),
  zip: knowledge(['module'], [], ['node:zlib']),
  snappy: knowledge([]),
  proxy: knowledge(['semver', 'module']),
  origin: knowledge(['semver', 'module'], [], ['node:crypto']),
  typosquat: knowledge(['module'], ['fastest-levenshtein']),
  gosource: knowledge(['text']),
  behaviour: knowledge(['text', 'gosource']),
  patch: knowledge([], ['diff']),
  likeness: knowledge(['text', 'module', 'gosource', 'patch'], [], ['node:crypto']),
  identity: knowledge(['text', 'module', 'gosource', 'typosquat']),
  divergence: knowledge(['module', 'zip', 'dirhash']),
  vulndb: knowledge(['semver', 'module']),
  vendored: knowledge(['semver', 'module', 'gosource']),
  provenance: knowledge(
    [],
    ['@sigstore/bundle', '@sigstore/protobuf-specs', '@sigstore/verify'],
    ['node:crypto'],
  ),
  protection: knowledge([]),
  verdict: knowledge(['module', 'gosource', 'typosquat', 'behaviour', 'identity', 'provenance', 'vulndb']),
  ledger: knowledge([]),
  finding: knowledge(['text', 'module'], [], ['node:crypto']),
};

const POLICY: Room = {
  kind: 'judgement',
  rooms: ['text', 'module', 'finding'],
  packages: ['jsonc-parser'],
  node: [],
  effects: false,
};

const GATE: Room = {
  kind: 'judgement',
  rooms: ['verdict', 'policy'],
  packages: [],
  node: [],
  effects: false,
};

const FIX: Room = {
  kind: 'judgement',
  rooms: ['text', 'semver', 'module', 'modfile', 'gosum', 'gosource', 'patch', 'finding', 'policy'],
  packages: ['jsonc-parser'],
  node: [],
  effects: false,
};

/** Every room by name. `client` is `client/src`; all others are folders of `server/src`. */
export const ROOMS: Readonly<Record<string, Room>> = {
  ...KNOWLEDGE,
  policy: POLICY,
  gate: GATE,
  fix: FIX,
  ports: { kind: 'access', rooms: [], packages: [], node: [], effects: false },
  protocol: { kind: 'face', rooms: [], packages: [], node: [], effects: false },
  sources: {
    kind: 'access',
    rooms: [
      'proxy',
      'origin',
      'goenv',
      'age',
      'zip',
      'dirhash',
      'divergence',
      'modfile',
      'module',
      'semver',
      'sumdb',
      'verdict',
      'text',
      'ledger',
      'protection',
      'vulndb',
      'snappy',
      'ports',
    ],
    packages: [],
    node: [],
    effects: false,
  },
  examination: {
    kind: 'judgement',
    rooms: [...Object.keys(KNOWLEDGE).filter((room) => room !== 'finding'), 'sources', 'ports'],
    packages: [],
    node: [],
    effects: false,
  },
  audit: {
    kind: 'judgement',
    rooms: [...Object.keys(KNOWLEDGE), 'policy', 'gate', 'examination', 'sources', 'ports'],
    packages: [],
    node: [],
    effects: false,
  },
  learning: {
    kind: 'judgement',
    rooms: ['module', 'verdict', 'examination', 'ports'],
    packages: [],
    node: [],
    effects: false,
  },
  adapters: {
    kind: 'access',
    rooms: ['goenv', 'module', 'ports'],
    packages: ['undici', 'lru-cache'],
    node: 'any',
    effects: true,
  },
  report: {
    kind: 'face',
    rooms: [
      'audit',
      'examination',
      'verdict',
      'gosource',
      'patch',
      'finding',
      'policy',
      'goenv',
      'modfile',
      'module',
      'text',
    ],
    packages: [],
    node: [],
    effects: false,
  },
  cli: {
    kind: 'face',
    rooms: [
      'audit',
      'examination',
      'verdict',
      'gosource',
      'patch',
      'finding',
      'policy',
      'goenv',
      'modfile',
      'module',
      'text',
      'ports',
      'report',
    ],
    packages: [],
    node: ['node:util'],
    effects: false,
  },
  lsp: {
    kind: 'face',
    rooms: [
      ...Object.keys(KNOWLEDGE),
      'fix',
      'policy',
      'examination',
      'audit',
      'learning',
      'protocol',
      'ports',
      'report',
    ],
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument', 'vscode-uri'],
    node: [],
    effects: false,
  },
  main: {
    kind: 'face',
    rooms: [
      ...Object.keys(KNOWLEDGE),
      'policy',
      'ports',
      'sources',
      'examination',
      'audit',
      'adapters',
      'report',
      'cli',
      'lsp',
      'learning',
      'protocol',
    ],
    packages: ['vscode-languageserver'],
    node: 'any',
    effects: true,
  },
  client: {
    kind: 'face',
    rooms: ['protocol'],
    packages: ['vscode', 'vscode-languageclient'],
    node: [],
    effects: false,
  },
};

/** The folder that holds a room, with a slash at the end. */
export function folderOf(room: string): string {
  return room === 'client' ? 'client/src/' : `server/src/${room}/`;
}

/** The room that holds a file, by its path from the root; null for files outside every room. */
export function roomOf(path: string): string | null {
  if (path.startsWith('client/src/')) return 'client';
  return /^server\/src\/([^/]+)\//.exec(path)?.[1] ?? null;
}
