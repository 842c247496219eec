import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '../kit.ts';
import { MODULES } from '../world/index.ts';
import { projectInWorld } from './project.ts';
import { sample } from './provenAudits.ts';

/* Which signatures tags and commits bear: told the same however upstream is read, and told for no more than it is. */

const project = projectInWorld();

const SIGNED = 'github.com/driftwood-shore/sundial v1.0.0';
const UNSIGNED = 'github.com/driftwood-shore/lampkeeper v0.3.0';
const LIGHTWEIGHT = 'github.com/marrowby/mantelpiece v1.1.1';
const PSEUDO = 'github.com/quayside/hedgerow v0.0.0-20230607081522-306906c298cc';
const PRIVATE = 'git.corp.example.test/platform/payroll v1.8.0';
const ALL = [SIGNED, UNSIGNED, LIGHTWEIGHT, PSEUDO, PRIVATE];

const TOLD = [
  { commit: 'none', tag: 'ssh' },
  { commit: 'none', tag: 'none' },
  { commit: 'none', tag: null },
  { commit: 'none', tag: null },
  { commit: 'unknown', tag: 'unknown' },
];

interface Report {
  readonly modules: readonly {
    readonly path: string;
    readonly version: string;
    readonly upstream: { readonly signatures: unknown };
    readonly gates: readonly { readonly gate: string; readonly state: string }[];
  }[];
  readonly findings: readonly { readonly code: string }[];
}

async function audit(
  modules: readonly string[],
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly store?: string;
    readonly isOffline?: boolean;
  } = {},
): Promise<Report> {
  const lines = modules.map((one) => `\t${one}\n`).join('');
  await project.file('go.mod', `module example.test/app\n\ngo 1.22\n\nrequire (\n${lines})\n`);
  const store = join(project.folder, options.store ?? 'store');
  const args = [
    'audit',
    '--format',
    'json',
    '--cache-dir',
    store,
    ...(options.isOffline ? ['--offline'] : []),
  ];
  const { out } = await project.go(args, options.env);
  return JSON.parse(out) as Report;
}

const signaturesIn = ({ modules }: Report, wanted: readonly string[]): readonly unknown[] =>
  wanted.map(
    (one) => modules.find(({ path, version }) => `${path} ${version}` === one)?.upstream.signatures ?? one,
  );

/** How often repositories were greeted: once each over the wire, and once for every run of git. */
const greetings = (): number =>
  project.world.requests.filter(({ server, path }) => server === 'upstream' && path.includes('/info/refs'))
    .length;

/** A setting that only the user's own git obeys. */
let byGit: Readonly<Record<string, string>>;
beforeEach(async () => {
  const config = join(project.folder, 'gitconfig');
  const own = project.world.env.GIT_CONFIG_GLOBAL ?? '';
  await project.file('gitconfig', `[include]\n\tpath = ${own}\n[http]\n\textraHeader = X-Note: by git\n`);
  byGit = { GIT_CONFIG_GLOBAL: config };
});

describe('signatures of tags and commits', () => {
  test('are told over the wire, by git processes, from the store, and offline', async () => {
    const before = greetings();
    expect(signaturesIn(await audit(ALL), ALL)).toEqual(TOLD);
    const overTheWire = greetings() - before;
    expect(signaturesIn(await audit(ALL), ALL)).toEqual(TOLD);
    expect(signaturesIn(await audit(ALL, { isOffline: true }), ALL)).toEqual(TOLD);

    const start = greetings();
    expect(signaturesIn(await audit(ALL, { env: byGit, store: 'another store' }), ALL)).toEqual(TOLD);
    expect(greetings() - start).toBeGreaterThan(overTheWire);
  });

  test('are told in words by check, with what they do not say', async () => {
    const told = async (module: string): Promise<string> => {
      const { out } = await project.go(['check', module.replace(' ', '@')]);
      return out.replace(/\s+/g, ' ');
    };
    expect(await told(SIGNED)).toContain(
      'signed the tag bears an SSH signature, the commit bears no signature; not verified: a key signed that ' +
        'object, which says neither whose key it is nor that the name always pointed there',
    );
    expect(await told(UNSIGNED)).toContain(
      'signed the tag bears no signature, the commit bears no signature',
    );
    expect(await told(LIGHTWEIGHT)).toContain('signed the commit bears no signature');
    expect(await told(PRIVATE)).not.toContain('signed ');
  });

  test('make no finding and pass no gate', async () => {
    expect((await audit([SIGNED, UNSIGNED])).findings).toEqual([]);
    await project.file('.modproof.json', '{ "gates": { "provenance": { "attestation": "require" } } }');
    const [signed] = (await audit([SIGNED])).modules;
    expect(signed?.gates.map(({ gate, state }) => [gate, state])).toEqual([['provenance', 'fail']]);
  });

  test('of a tag that was made again are not told from what was stored', async () => {
    await audit([SIGNED]);
    const module = MODULES.find(({ path, version }) => `${path} ${version}` === SIGNED);
    const directory = project.world.repositoryOf(sample(module));
    const git = (...args: string[]): string =>
      execFileSync('git', [`--git-dir=${directory}`, ...args], { stdio: 'pipe' })
        .toString()
        .trim();
    const was = git('rev-parse', 'refs/tags/v1.0.0');
    const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.test'];
    git(...identity, 'tag', '--force', '-m', 'unsigned', 'v1.0.0', 'v1.0.0^{commit}');
    try {
      expect(signaturesIn(await audit([SIGNED]), [SIGNED])).toEqual([{ commit: 'none', tag: 'unknown' }]);
    } finally {
      git('update-ref', 'refs/tags/v1.0.0', was);
    }
    expect(signaturesIn(await audit([SIGNED]), [SIGNED])).toEqual([{ commit: 'none', tag: 'ssh' }]);
  });
});
