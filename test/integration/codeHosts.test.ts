import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { OwnExaminations, type Question } from '../../server/src/examination/index.ts';
import type { ProtectionFact, ProvenanceFact } from '../../server/src/verdict/index.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../kit.ts';
import { startWorld, type World } from '../world/index.ts';
import { openServices, type TestServices } from './services.ts';

/* What code hosts say of attestations and tags, and that they are asked no more than is wanted. */

const ATTESTED = 'github.com/thistlewood/barometer v1.4.2';
const LOCKED = 'github.com/TamsinOakes/GlyphKit v1.0.1-RC2';
const RULED = 'github.com/oakwell/weathervane v0.9.0';
const MOVABLE = 'github.com/brambleworks/saltmarsh v2.3.0+incompatible';
const ALTERED = 'github.com/quayside/tidewater v1.0.0';
const AT_GITLAB = 'git.example.test/brambleworks/signpost v0.7.3';
const ELSEWHERE = 'gopkg.in/quillfeather.v2 v2.0.3';
const PSEUDO = 'github.com/quayside/hedgerow v0.0.0-20230607081522-306906c298cc';
const PRIVATE = 'git.corp.example.test/platform/payroll v1.8.0';
const ATTACK = 'github.com/boltdb-go/bolt v1.3.1';

const BOTH = { provenance: true, protection: true };

let world: World;
const opened: TestServices[] = [];
beforeAll(async () => {
  world = await startWorld();
});
afterEach(async () => {
  world.codeHosts.gitHub.setFault(null);
  world.codeHosts.gitLab.setFault(null);
  await Promise.all(opened.splice(0).map((services) => services.close()));
});
afterAll(() => world.stop());

interface Learnt {
  readonly provenance: ProvenanceFact;
  readonly protection: ProtectionFact;
}

let stores = 0;

async function learn(
  modules: readonly string[],
  options: {
    readonly wants?: Question['wants'];
    readonly store?: string;
    readonly offline?: boolean;
    readonly patience?: number;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Promise<readonly Learnt[]> {
  const { wants = BOTH, store = path.join(world.directory, `host-store-${++stores}`), ...rest } = options;
  const services = await openServices(world, { ...rest, store });
  opened.push(services);
  const learnt = new Map<string, Learnt>();
  const questions = modules.map((text): Question => {
    const [name = '', version = ''] = text.split(' ');
    return { module: { path: name, version }, expected: new Set(), wants };
  });
  const run = {
    offline: options.offline ?? false,
    concurrency: 4,
    ledgers: [],
    signal: AbortSignal.timeout(60_000),
  };
  await new OwnExaminations(services.services).examine(questions, run, (module, facts) => {
    learnt.set(`${module.path} ${module.version}`, facts);
  });
  return modules.map((text) => learnt.get(text) as Learnt);
}

const askedSince = (from: number): readonly string[] =>
  world.requests
    .slice(from)
    .filter(({ server }) => server === 'github-api' || server === 'gitlab-api')
    .map(({ path: asked }) => decodeURIComponent(asked));

describe('what a code host says', () => {
  test('is learnt for each version', async () => {
    const modules = [ATTESTED, LOCKED, RULED, MOVABLE, ALTERED, AT_GITLAB, ELSEWHERE, PSEUDO];
    const [attested, locked, ruled, movable, altered, gitLab, elsewhere, pseudo] = await learn(modules);
    expect(attested).toMatchObject({
      provenance: {
        state: 'attested',
        attestations: [
          {
            kind: 'provenance',
            repository: 'https://github.com/thistlewood/barometer',
            ref: 'refs/tags/v1.4.2',
          },
        ],
        refused: [],
      },
      protection: { state: 'movable', by: '' },
    });
    expect(locked).toMatchObject({
      provenance: { state: 'attested', attestations: [{ kind: 'release', ref: 'refs/tags/v1.0.1-RC2' }] },
      protection: { state: 'immutable', by: 'immutable release v1.0.1-RC2' },
    });
    expect(ruled).toMatchObject({
      provenance: { state: 'none-published', refused: [] },
      protection: { state: 'restricted', by: 'ruleset "release tags"' },
    });
    expect(movable).toMatchObject({
      provenance: { state: 'none-published', refused: [] },
      protection: { state: 'movable' },
    });
    expect(altered?.provenance).toMatchObject({
      state: 'none-published',
      refused: [{ reason: 'transparency-log' }],
    });
    expect(gitLab).toMatchObject({
      provenance: { state: 'undetermined', reason: 'no-host-service' },
      protection: { state: 'restricted', by: 'protected tag "v*"', mayMove: 'Maintainers' },
    });
    expect(elsewhere).toMatchObject({
      provenance: { state: 'undetermined', reason: 'no-host-service', detail: 'gopkg.in' },
      protection: { state: 'undetermined', reason: 'no-host-service' },
    });
    expect(pseudo).toMatchObject({
      provenance: { state: 'none-published' },
      protection: { state: 'not-applicable' },
    });
  });

  test('of an attack is that nothing is published and everything can be moved', async () => {
    const [attack] = await learn([ATTACK]);
    expect(attack).toMatchObject({
      provenance: { state: 'none-published', refused: [] },
      protection: { state: 'movable' },
    });
  });

  test('names the sources of what it says', async () => {
    const [ruled] = await learn([RULED]);
    const { url } = world.codeHosts.gitHub;
    expect(ruled?.protection).toMatchObject({
      sources: [
        `${url}/repos/oakwell/weathervane/rulesets?includes_parents=true&targets=tag&per_page=100`,
        `${url}/repos/oakwell/weathervane/rulesets/1`,
      ],
    });
  });
});

describe('nobody is asked', () => {
  test('where nothing is wanted', async () => {
    const from = world.requests.length;
    const [one] = await learn([ATTESTED], { wants: { provenance: false, protection: false } });
    expect(one).toMatchObject({
      provenance: { state: 'undetermined', reason: 'not-asked' },
      protection: { state: 'undetermined', reason: 'not-asked' },
    });
    expect(askedSince(from)).toEqual([]);
  });

  test('for what is not wanted of two', async () => {
    const from = world.requests.length;
    const [one] = await learn([ATTESTED], { wants: { provenance: true, protection: false } });
    expect(one).toMatchObject({ protection: { reason: 'not-asked' }, provenance: { state: 'attested' } });
    expect(askedSince(from).filter((asked) => /releases|rulesets/.test(asked))).toEqual([]);
  });

  test('about a private module, nor about one in a private repository', async () => {
    const from = world.requests.length;
    const [known, inPrivate] = await learn([PRIVATE, ATTESTED], {
      env: { GOPRIVATE: `${world.env.GOPRIVATE},github.com/thistlewood` },
    });
    expect(known).toMatchObject({
      provenance: { state: 'not-applicable' },
      protection: { state: 'not-applicable' },
    });
    expect(inPrivate).toMatchObject({ provenance: { state: 'not-applicable' } });
    expect(askedSince(from)).toEqual([]);
    expect(world.requests.slice(from).filter(({ path: asked }) => /payroll|barometer/.test(asked))).toEqual(
      [],
    );
  });

  test('offline, where what is kept is all there is', async () => {
    const store = path.join(world.directory, 'kept-store');
    await learn([ATTESTED], { store });
    const from = world.requests.length;
    const [kept] = await learn([ATTESTED], { store, offline: true });
    expect(kept).toMatchObject({ provenance: { state: 'attested' }, protection: { state: 'movable' } });
    const [other] = await learn([RULED], { store, offline: true });
    expect(other?.provenance).toMatchObject({ state: 'undetermined' });
    expect(askedSince(from)).toEqual([]);
  });

  test('again on the same day', async () => {
    const store = path.join(world.directory, 'daily-store');
    await learn([ATTESTED, LOCKED], { store });
    const from = world.requests.length;
    const [first, second] = await learn([ATTESTED, LOCKED], { store });
    expect(first?.provenance.state).toBe('attested');
    expect(second?.protection.state).toBe('immutable');
    expect(askedSince(from)).toEqual([]);
  });

  test('where the services are switched off', async () => {
    const from = world.requests.length;
    const off = { MODPROOF_GITHUB_API: 'off', MODPROOF_GITLAB_API: 'off' };
    const [one, other] = await learn([ATTESTED, AT_GITLAB], { env: off });
    expect(one?.provenance).toMatchObject({ state: 'undetermined', reason: 'no-host-service' });
    expect(other?.protection).toMatchObject({ state: 'undetermined', reason: 'no-host-service' });
    expect(askedSince(from)).toEqual([]);
  });
});

describe('a code host that gives no answer is no verdict', () => {
  const many = [ATTESTED, LOCKED, RULED, MOVABLE, ALTERED];

  test('and a limit ends all questions, and says until when', async () => {
    const from = world.requests.length;
    world.codeHosts.gitHub.setFault({ kind: 'rate-limit', resetAt: 1_800_000_000 });
    for (const one of await learn(many)) {
      for (const fact of [one.provenance, one.protection])
        expect(fact).toMatchObject({
          state: 'undetermined',
          reason: 'upstream-rate-limit',
          detail: expect.stringMatching(/may be asked again at 2027-01-15T08:00:00/),
        });
    }
    expect(askedSince(from)).toHaveLength(1);
  });

  test('and so does a time to wait', async () => {
    const from = world.requests.length;
    world.codeHosts.gitHub.setFault({ kind: 'retry-after', seconds: 90 });
    const [one] = await learn(many);
    expect(one?.protection).toMatchObject({
      reason: 'upstream-rate-limit',
      detail: expect.stringMatching(/again in 90 seconds/),
    });
    expect(askedSince(from)).toHaveLength(1);
  });

  test.each([
    ['a page of HTML', { kind: 'html' }, 'upstream-malformed'],
    ['a login that is asked for', { kind: 'status', status: 401 }, 'host-hides'],
    ['a refusal', { kind: 'status', status: 403 }, 'host-hides'],
    ['a repository that is not shown', { kind: 'status', status: 404 }, 'host-hides'],
    ['a fault', { kind: 'status', status: 503 }, 'upstream-error'],
    ['an answer without an end', { kind: 'endless' }, 'too-large'],
  ] as const)('with %s', async (_, fault, reason) => {
    world.codeHosts.gitHub.setFault(fault);
    const [one] = await learn([ATTESTED]);
    expect(one).toMatchObject({
      provenance: { state: 'undetermined', reason },
      protection: { state: 'undetermined', reason },
    });
  });

  test('with rules that GitLab shows to a project’s own people alone', async () => {
    world.codeHosts.gitLab.setFault({ kind: 'status', status: 403 });
    const [one] = await learn([AT_GITLAB]);
    expect(one?.protection).toMatchObject({ state: 'undetermined', reason: 'host-hides' });
  });

  test('with silence, of which a run hears no more than two', async () => {
    const from = world.requests.length;
    world.codeHosts.gitHub.setFault({ kind: 'hangs' });
    const learnt = await learn(many, { patience: 0.02 });
    for (const { provenance } of learnt)
      expect(provenance).toMatchObject({ state: 'undetermined', reason: 'upstream-unreachable' });
    expect(askedSince(from).length).toBeLessThanOrEqual(2);
  });
});

test('without a trusted root that can be read, what is published is neither good nor bad', async () => {
  const [attested, unpublished] = await learn([ATTESTED, RULED], {
    env: { MODPROOF_TRUSTED_ROOT: path.join(world.directory, 'no-such-file') },
  });
  expect(attested?.provenance).toMatchObject({ state: 'undetermined', reason: 'no-trusted-root' });
  expect(unpublished?.provenance).toMatchObject({ state: 'none-published' });
});

test('an attestation does not outlive the root that it was judged by', async () => {
  const root = path.join(world.directory, 'root-of-mine.jsonl');
  const store = path.join(world.directory, 'store-of-roots');
  await copyFile(world.env.MODPROOF_TRUSTED_ROOT ?? '', root);
  const judged = async () => {
    const [{ provenance } = {}] = await learn([ATTESTED], { store, env: { MODPROOF_TRUSTED_ROOT: root } });
    return provenance?.state;
  };
  expect(await judged()).toBe('attested');
  // The same file no longer holds the instance that signed.
  await copyFile('server/data/trusted-root.json', root);
  expect(await judged()).toBe('undetermined');
});

test('by the root that the product ships, the world is another instance', async () => {
  const [attested] = await learn([ATTESTED], { env: { MODPROOF_TRUSTED_ROOT: '' } });
  expect(attested?.provenance).toMatchObject({ state: 'undetermined', reason: 'no-trusted-root' });
});
