import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type AttestationWanted, loadBundleJudge } from '../../../server/src/provenance/index.ts';
import { provenanceRequest, releaseRequest } from '../../world/sigstore/statements.ts';
import { ATTESTED, COMMIT, REPOSITORY, TAG_OBJECT, type Trusted, trusted, WANTED } from './bundles.ts';

let open: Trusted;
let host: Trusted;
let provenance: object;
let release: object;
beforeAll(async () => {
  open = await trusted({ kind: 'public' });
  host = await trusted({ kind: 'private' });
  provenance = await open.instance.sign(provenanceRequest(ATTESTED));
  release = await host.instance.sign(releaseRequest(ATTESTED));
});
afterEach(() => vi.useRealTimers());

describe('a bundle', () => {
  test('of a workflow of the repository attests the commit', () => {
    expect(open.judge.judge(provenance, WANTED)).toMatchObject({
      state: 'verified',
      attestation: {
        kind: 'provenance',
        identity: `${REPOSITORY}/.github/workflows/release.yml@refs/tags/v1.2.3`,
        issuer: WANTED.issuer,
        repository: REPOSITORY,
        commit: COMMIT,
        ref: 'refs/tags/v1.2.3',
      },
    });
  });

  test('of a release of the code host attests the commit', () => {
    expect(host.judge.judge(release, WANTED)).toMatchObject({
      state: 'verified',
      attestation: { kind: 'release', commit: COMMIT, ref: 'refs/tags/v1.2.3' },
    });
  });

  test('may be about the annotated tag', async () => {
    const about = { ...ATTESTED, subject: TAG_OBJECT };
    const wanted = { ...WANTED, tagObject: TAG_OBJECT };
    const [built, released] = await Promise.all([
      open.instance.sign(provenanceRequest(about)),
      host.instance.sign(releaseRequest(about)),
    ]);
    expect(open.judge.judge(built, wanted).state).toBe('verified');
    expect(host.judge.judge(released, wanted).state).toBe('verified');
    expect(open.judge.judge(built, WANTED)).toMatchObject({ refused: { reason: 'commit' } });
    expect(host.judge.judge(released, WANTED)).toMatchObject({ refused: { reason: 'commit' } });
  });

  test.each([-1, 1])(
    'is judged by the time of its signature, with a clock that is wrong by %i year',
    (years) => {
      vi.useFakeTimers({ now: Date.now() + years * 366 * 24 * 3600 * 1000, toFake: ['Date'] });
      expect(open.judge.judge(provenance, WANTED).state).toBe('verified');
      expect(host.judge.judge(release, WANTED).state).toBe('verified');
    },
  );

  test('of the name that the repository has now attests the commit as well', async () => {
    const renamed = { ...WANTED, repository: 'https://github.com/Before/name', renamedTo: REPOSITORY };
    expect(open.judge.judge(provenance, renamed).state).toBe('verified');
    expect(host.judge.judge(release, renamed).state).toBe('verified');
    const other = { ...renamed, renamedTo: 'https://github.com/Owner/name2' };
    expect(open.judge.judge(provenance, other)).toMatchObject({ refused: { reason: 'repository' } });
    expect(host.judge.judge(release, other)).toMatchObject({ refused: { reason: 'repository' } });
  });

  test('of an instance without a trusted root is neither verified nor refused', async () => {
    const other = await shipped();
    expect(other.judge(provenance, WANTED).state).toBe('unknown-root');
  });

  test('of another instance of the same name is refused', async () => {
    const other = await trusted({ kind: 'public' });
    expect(other.judge.judge(provenance, WANTED)).toMatchObject({ refused: { reason: 'timestamp' } });
  });

  test('that says nothing of sources is unrelated, once it is verified', async () => {
    const request = provenanceRequest(ATTESTED);
    const statement = { ...request.statement, predicateType: 'https://spdx.dev/Document/v2.3' };
    const bundle = await open.instance.sign({ ...request, statement });
    expect(open.judge.judge(bundle, WANTED)).toEqual({ state: 'unrelated' });
  });

  test.each([null, 7, 'text', [], {}, { mediaType: 'application/json' }, { dsseEnvelope: {} }])(
    'that is %j cannot be read',
    (value) => {
      expect(open.judge.judge(value, WANTED).state).toBe('unreadable');
    },
  );
});

/** The public instance's root, which the product ships. */
async function shipped() {
  const { readFileSync } = await import('node:fs');
  return loadBundleJudge({ text: readFileSync('server/data/trusted-root.json', 'utf8'), isUsers: false });
}

describe('a verified signature attests nothing when', () => {
  const wanted: readonly (readonly [string, Partial<AttestationWanted>, string])[] = [
    ['it was made for another commit', { commit: '3'.repeat(40) }, 'commit'],
    ['it was made for another repository', { repository: 'https://github.com/Owner/other' }, 'repository'],
    ['it was made for a longer name', { repository: `${REPOSITORY}-2` }, 'repository'],
    ['somebody else vouches for the identity', { issuer: 'https://issuer.example' }, 'issuer'],
    ['the issuer is a part of another name', { issuer: `${WANTED.issuer}.example` }, 'issuer'],
    ['the host is another', { repository: 'https://git.example/Owner/name' }, 'identity'],
  ];
  test.each(wanted)('%s', (_, change, reason) => {
    expect(open.judge.judge(provenance, { ...WANTED, ...change })).toMatchObject({ refused: { reason } });
  });

  const request = provenanceRequest(ATTESTED);
  const { predicate, ...rest } = request.statement as Record<string, unknown>;
  const claims: readonly (readonly [string, object, string])[] = [
    [
      'the identity is not the one that signed',
      { identity: 'https://github.com/Evil/x@refs/tags/v1' },
      'identity',
    ],
    ['the certificate names no repository', { claims: { ...request.claims, 12: '' } }, 'repository'],
    ['the certificate names another commit', { claims: { ...request.claims, 13: '4'.repeat(40) } }, 'commit'],
    ['the issuer only looks alike', { claims: { ...request.claims, 8: `${WANTED.issuer}/` } }, 'issuer'],
    ['it is no statement', { statement: { _type: 'x' } }, 'statement'],
    ['it is about nothing', { statement: { ...rest, predicate, subject: [] } }, 'statement'],
    ['the payload has another type', { payloadType: 'text/plain' }, 'statement'],
    ['it names no source', { statement: { ...rest, predicate: {} } }, 'repository'],
    [
      'its source is another commit',
      {
        statement: {
          ...rest,
          predicate: {
            buildDefinition: {
              resolvedDependencies: [{ uri: `git+${REPOSITORY}`, digest: { gitCommit: '5'.repeat(40) } }],
            },
          },
        },
      },
      'commit',
    ],
  ];
  test.each(claims)('%s', async (_, change, reason) => {
    const bundle = await open.instance.sign({ ...request, ...change });
    expect(open.judge.judge(bundle, WANTED)).toMatchObject({ state: 'refused', refused: { reason } });
  });

  const releases: readonly (readonly [string, Partial<AttestationWanted>, string])[] = [
    ['a release is of another tag', { tag: 'v1.2.4' }, 'statement'],
    ['a release is of another repository', { repository: 'https://github.com/Owner/other' }, 'repository'],
    ['a release was locked to another commit', { commit: '6'.repeat(40) }, 'commit'],
    ['a release is signed by another host', { releaseIdentity: 'https://x.releases.github.com' }, 'identity'],
    ['nobody may sign releases', { releaseIdentity: null }, 'identity'],
  ];
  test.each(releases)('%s', (_, change, reason) => {
    expect(host.judge.judge(release, { ...WANTED, ...change })).toMatchObject({ refused: { reason } });
  });

  test('a release is signed by an instance that the user did not name', async () => {
    const judge = await loadBundleJudge({ text: host.instance.trustedRoot, isUsers: false });
    expect(judge.judge(release, WANTED)).toMatchObject({ refused: { reason: 'identity' } });
  });
});

test('SLSA provenance of version 0.2 is read as well', async () => {
  const request = provenanceRequest(ATTESTED);
  const source = { uri: `git+${REPOSITORY}@refs/tags/v1.2.3`, digest: { sha1: COMMIT } };
  const statement = {
    ...request.statement,
    _type: 'https://in-toto.io/Statement/v0.1',
    predicateType: 'https://slsa.dev/provenance/v0.2',
    predicate: { invocation: { configSource: source }, materials: [source] },
  };
  const bundle = await open.instance.sign({ ...request, statement });
  expect(open.judge.judge(bundle, WANTED)).toMatchObject({ state: 'verified' });
});

describe('a trusted root', () => {
  test('is read from a file with one on each line', async () => {
    const text = `${open.instance.trustedRoot}\n${host.instance.trustedRoot}\n`;
    const judge = await loadBundleJudge({ text, isUsers: true });
    expect(judge.judge(provenance, WANTED).state).toBe('verified');
    expect(judge.judge(release, WANTED).state).toBe('verified');
  });

  test.each(['', '{}', 'no JSON', '[]', '{"certificateAuthorities":[]}'])(
    'is not read from %j',
    async (text) => {
      await expect(loadBundleJudge({ text, isUsers: true })).rejects.toThrow();
    },
  );

  test('that the product ships can be read', async () => {
    await expect(shipped()).resolves.toBeDefined();
  });
});
