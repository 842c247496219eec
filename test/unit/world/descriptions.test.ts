import { isFindingCode } from '../../../server/src/finding/index.ts';
import { afterAll, beforeAll, describe, expect, test } from '../../kit.ts';
import { MODULES, startWorld, type World } from '../../world/index.ts';

describe('the descriptions', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  test('have names, versions and repositories of their own', () => {
    const names = MODULES.map(({ name }) => name);
    const versions = MODULES.map(({ path, version }) => `${path}@${version}`);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(versions).size).toBe(versions.length);
    const described = new Map(MODULES.map(({ repository }) => [repository?.url, repository]));
    for (const { repository } of MODULES) {
      expect(described.get(repository?.url)).toBe(repository);
    }
  });

  test('name pseudo-versions after their commits', () => {
    const pseudo = MODULES.filter(({ version }) => /\d{14}-/.test(version));
    expect(pseudo.map(({ name }) => name)).toEqual([
      'pseudo-version',
      'pseudo-version-on-branch',
      'pseudo-version-base-deleted',
      'pseudo-version-tagged-since',
      'pseudo-version-base-moved',
      'attack-below-a-tag',
    ]);
    for (const module of pseudo) {
      const [, time, id] = /(\d{14})-([0-9a-f]{12})$/.exec(module.version) ?? [];
      const commit = module.repository!.commits.find(({ label }) => label === module.cached!.commit)!;
      expect(world.commitId(module, commit.label).slice(0, 12)).toBe(id);
      expect(commit.date.replace(/\D/g, '')).toBe(time);
    }
  });

  test('expect codes that there are', () => {
    for (const { expected } of MODULES) {
      expect(expected.findings.filter(({ code }) => !isFindingCode(code))).toEqual([]);
    }
  });

  test('expect commits that there are, and name why where something differs', () => {
    for (const { name, kind, repository, expected } of MODULES) {
      const { equals, state, explained, reason } = expected.content;
      const labels = repository?.commits.map(({ label }) => label) ?? [];
      if (typeof equals === 'string') expect(labels, name).toContain(equals);
      if (equals !== undefined) expect([name, state]).toEqual([name, 'diverged']);
      if (reason !== undefined) expect([name, state]).toEqual([name, 'undetermined']);
      expect([name, explained !== undefined]).toEqual([name, state === 'match-explained']);
      if (kind === 'attack' && repository !== null) {
        const errors = expected.findings.filter(({ severity }) => severity === 'error');
        expect([name, errors.length > 0]).toEqual([name, true]);
        expect([name, errors.some(({ code }) => code === 'origin/diverged')]).toEqual([
          name,
          state === 'diverged',
        ]);
      }
    }
  });

  test('expect nothing of honest modules, and of all others something', () => {
    for (const { name, kind, expected } of MODULES) {
      const quiet = kind === 'honest' || kind === 'private';
      expect([name, expected.findings.length === 0]).toEqual([name, quiet]);
      expect([name, expected.mayAlso === undefined || !quiet]).toEqual([name, true]);
    }
  });

  test('accuse no fork', () => {
    const forks = MODULES.filter(({ kind }) => kind === 'fork');
    expect(forks.length).toBeGreaterThan(0);
    for (const { name, expected } of forks) {
      expect([name, expected.findings.map(({ severity }) => severity)]).toEqual([name, ['information']]);
    }
  });

  test('cover what upstream can do, each at least once', () => {
    const states = (kind: string) =>
      new Set(MODULES.filter((m) => m.kind === kind).map((m) => m.expected.upstream));
    expect(states('honest')).toEqual(new Set(['present']));
    expect(new Set(MODULES.map(({ expected }) => expected.upstream))).toEqual(
      new Set([
        'present',
        'tag-moved',
        'tag-missing',
        'repository-gone',
        'owner-changed',
        'undetermined',
        'not-applicable',
      ]),
    );
  });
});
