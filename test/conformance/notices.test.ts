import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MemoryStore, NodeFiles, UndiciHttp } from '../../server/src/adapters/index.ts';
import { Notices } from '../../server/src/examination/notices.ts';
import { Turns } from '../../server/src/examination/turns.ts';
import { resolveGoSettings } from '../../server/src/goenv/index.ts';
import { ModuleCache, ModuleProxy, Patience } from '../../server/src/sources/index.ts';
import type { NoticeFact } from '../../server/src/verdict/index.ts';
import { afterAll, beforeAll, describe, expect, test } from '../kit.ts';
import { requirement } from '../requirement.ts';

const go = requirement('go');

/** A module at a mirror: its go.mod files by version, what `@latest` says, and the version that is required. */
interface Case {
  readonly name: string;
  readonly required: string;
  readonly mods: Readonly<Record<string, string>>;
  /** Left out of the list, as mirrors leave pseudo-versions out; the newest of them is `@latest`. */
  readonly unlisted?: readonly string[];
}

/** What the go command says of a module. */
interface Told {
  readonly Retracted?: readonly string[];
  readonly Deprecated?: string;
}

const PSEUDO = 'v0.0.0-20240102030405-0123456789ab';
const mod = (name: string, rest = '', before = ''): string =>
  `${before}module notices.example/${name}\n\ngo 1.21\n\n${rest}\n`;
const CASES: readonly Case[] = [
  { name: 'plain', required: 'v1.0.0', mods: { 'v1.0.0': mod('plain'), 'v1.1.0': mod('plain') } },
  {
    name: 'retracted',
    required: 'v1.0.0',
    mods: { 'v1.0.0': mod('retracted'), 'v1.1.0': mod('retracted', 'retract v1.0.0 // It loses data.') },
  },
  {
    name: 'range',
    required: 'v1.1.5',
    mods: { 'v1.1.5': mod('range'), 'v1.2.0': mod('range', '// Two of a kind.\nretract [v1.1.0, v1.1.9]') },
  },
  {
    name: 'outside',
    required: 'v1.1.5',
    mods: { 'v1.1.5': mod('outside'), 'v1.2.0': mod('outside', 'retract [v1.1.0, v1.1.4]') },
  },
  {
    name: 'itself',
    required: 'v1.2.0',
    mods: { 'v1.2.0': mod('itself', 'retract v1.2.0 // Published by mistake.') },
  },
  {
    name: 'older',
    required: 'v1.0.0',
    // Only the newest one has a say.
    mods: { 'v1.0.0': mod('older'), 'v1.1.0': mod('older', 'retract v1.0.0'), 'v1.2.0': mod('older') },
  },
  {
    name: 'prerelease',
    required: 'v1.0.0',
    // A release outranks a later pre-release.
    mods: { 'v1.0.0': mod('prerelease'), 'v1.1.0-rc.1': mod('prerelease', 'retract v1.0.0') },
  },
  {
    name: 'prereleases',
    required: 'v1.0.0-rc.1',
    mods: {
      'v1.0.0-rc.1': mod('prereleases'),
      'v1.0.0-rc.2': mod('prereleases', 'retract v1.0.0-rc.1 // Worse.'),
    },
  },
  {
    name: 'incompatible',
    required: 'v1.0.0',
    mods: {
      'v1.0.0': mod('incompatible', 'retract v1.0.0 // Of long ago.'),
      'v2.0.0+incompatible': 'module notices.example/incompatible\n',
    },
  },
  {
    name: 'pseudo',
    required: PSEUDO,
    mods: {
      [PSEUDO]: mod('pseudo'),
      'v0.1.0': mod('pseudo', 'retract [v0.0.0-0, v0.0.9] // Before the first.'),
    },
    unlisted: [PSEUDO],
  },
  {
    name: 'commits',
    required: PSEUDO,
    mods: { [PSEUDO]: mod('commits', '', '// Deprecated: nobody keeps it.\n') },
    unlisted: [PSEUDO],
  },
  {
    name: 'deprecated',
    required: 'v1.0.0',
    mods: {
      'v1.0.0': mod('deprecated'),
      'v1.1.0': mod(
        'deprecated',
        '',
        '// A module.\n//\n// Deprecated: use notices.example/plain.\n// It is better.\n//\n// More.\n',
      ),
    },
  },
  {
    name: 'undeprecated',
    required: 'v1.0.0',
    mods: { 'v1.0.0': mod('undeprecated', '', '// Deprecated: not kept.\n'), 'v1.1.0': mod('undeprecated') },
  },
];

describe(`what the newest go.mod says, beside go list -m -u -retracted (${go.reason})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'modproof-notices-'));
  const mirror = join(folder, 'mirror');
  const told = new Map<string, Told>();

  beforeAll(() => {
    for (const { name, mods, unlisted = [] } of CASES) {
      const at = join(mirror, 'notices.example', name, '@v');
      mkdirSync(at, { recursive: true });
      const versions = Object.keys(mods);
      for (const version of versions) {
        const info = JSON.stringify({ Version: version, Time: '2024-01-02T03:04:05Z' });
        writeFileSync(join(at, `${version}.mod`), mods[version] ?? '');
        writeFileSync(join(at, `${version}.info`), info);
        if (unlisted.includes(version)) writeFileSync(join(at, '..', '@latest'), info);
      }
      const listed = versions.filter((version) => !unlisted.includes(version));
      writeFileSync(join(at, 'list'), listed.map((version) => `${version}\n`).join(''));
    }
    if (go.skip) return;
    const requires = CASES.map(({ name, required }) => `\tnotices.example/${name} ${required}\n`).join('');
    writeFileSync(join(folder, 'go.mod'), `module main.example/main\n\ngo 1.21\n\nrequire (\n${requires})\n`);
    const env = {
      ...process.env,
      GOPROXY: pathToFileURL(mirror).href,
      GOFLAGS: '-mod=mod -modcacherw',
      GONOSUMDB: '*',
      GOSUMDB: 'off',
      GOPRIVATE: '',
      GONOPROXY: 'none',
      GOTOOLCHAIN: 'local',
      GOWORK: 'off',
      GOENV: 'off',
      GOMODCACHE: join(folder, 'cache'),
    };
    const out = execFileSync('go', ['list', '-m', '-u', '-retracted', '-json', 'all'], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    for (const text of out.split(/^(?=\{)/m)) {
      if (text.trim() === '') continue;
      const module = JSON.parse(text) as Told & { readonly Path: string };
      told.set(module.Path, module);
    }
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function noticeOf(path: string, version: string): Promise<NoticeFact> {
    const http = new UndiciHttp({ environment: {}, userAgent: 'modproof/0.0.0-test' });
    const settings = resolveGoSettings({
      environment: { GOPROXY: pathToFileURL(mirror).href },
      userFile: new Map(),
      gorootFile: new Map(),
      platform: process.platform,
    });
    const files = new NodeFiles();
    const log = { debug: () => undefined, warn: () => undefined };
    const notices = new Notices(
      {
        cache: new ModuleCache(files, '', log),
        proxy: new ModuleProxy(http, files, settings, new Patience(1)),
        store: new MemoryStore(1 << 20),
        clock: { now: () => 0 },
        proxyList: '',
        asking: new Turns(1),
      },
      AbortSignal.timeout(30_000),
    );
    try {
      return await notices.about({ path, version });
    } finally {
      await http.close();
    }
  }

  test.skipIf(go.skip).each(CASES)('$name', async ({ name, required }) => {
    const path = `notices.example/${name}`;
    const ours = await noticeOf(path, required);
    const theirs = told.get(path);
    expect(theirs).toBeDefined();
    const given = ours.state === 'given' ? ours : null;
    expect(ours.state).toMatch(/^(?:none|given)$/);
    expect((given?.retracted ?? []).map(({ rationale }) => rationale)).toEqual(theirs?.Retracted ?? []);
    expect(given?.deprecated ?? '').toBe(theirs?.Deprecated ?? '');
  });
});
