import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AuditResult, auditFiles, discover } from '../../server/src/audit/index.ts';
import { OwnExaminations } from '../../server/src/examination/index.ts';
import type { Finding } from '../../server/src/finding/index.ts';
import { DEFAULT_POLICY } from '../../server/src/policy/index.ts';
import type { Explanation } from '../../server/src/verdict/index.ts';
import { afterAll, beforeAll, describe, expect, test } from '../kit.ts';
import { MODULES, startWorld, type World } from '../world/index.ts';
import { openServices, type TestServices } from './services.ts';

/** One audit of every module of the world, judged against what each module's description expects. */
let world: World;
let opened: TestServices;
let result: AuditResult;

beforeAll(async () => {
  world = await startWorld();
  // The silent servers of the world are given six seconds, not a minute.
  opened = await openServices(world, { patience: 0.1 });
  const folder = join(world.directory, 'project');
  await mkdir(folder);
  const lines = MODULES.map(({ path, version }) => `\t${path} ${version}\n`);
  await writeFile(
    join(folder, 'go.mod'),
    `module example.test/all\n\ngo 1.22\n\nrequire (\n${lines.join('')})\n`,
  );
  const signal = AbortSignal.timeout(120_000);
  const discovery = await discover([folder], opened.files, opened.path, '', signal);
  result = await auditFiles(discovery, opened.services, new OwnExaminations(opened.services), {
    policyFor: () => DEFAULT_POLICY,
    offline: false,
    concurrency: 8,
    ledgers: [],
    signal,
    progress: () => undefined,
  });
}, 150_000);

afterAll(async () => {
  await opened?.close();
  await world?.stop();
});

describe.each(MODULES.map((module) => [module.name, module] as const))('%s', (_, module) => {
  const { expected } = module;
  const audited = () => {
    const found = result.modules.find(
      ({ required }) => required.path === module.path && required.version === module.version,
    );
    if (found === undefined) throw new Error(`${module.path} was not audited`);
    return found.facts;
  };
  const findings = (): readonly Finding[] =>
    result.findings.filter((one) => one.module === module.path && one.version === module.version);

  test(`content ${expected.content.state}, upstream ${expected.upstream}`, () => {
    const { content, upstream } = audited();
    expect({
      content: content.state,
      upstream: upstream.state,
      why: 'detail' in content ? content.detail : '',
    }).toEqual({
      content: expected.content.state,
      upstream: expected.upstream,
      why: expect.any(String),
    });
    const { state: _state, explained, reason, equals, ...more } = expected.content;
    if (content.state === 'match-explained') expect(causesOf(content.explanations)).toEqual(explained);
    if (content.state === 'undetermined' && reason !== undefined) expect(content.reason).toBe(reason);
    if (content.state !== 'diverged') return;
    if (equals !== undefined) {
      expect(content.equals?.commit ?? null).toBe(equals === null ? null : world.commitId(module, equals));
    }
    const seen = {
      changed: content.changed,
      onlyMirror: content.onlyMirror,
      onlyUpstream: content.onlyUpstream,
      capabilitiesGained: content.gains?.capabilities ?? [],
      initAdded: content.gains?.initAdded ?? false,
    };
    expect(seen).toMatchObject(more);
  });

  test(`findings: ${expected.findings.map(({ code, severity }) => `${code} ${severity}`).join(', ') || 'none'}`, () => {
    const seen = findings().map(({ code, severity }) => ({ code, severity }));
    expect(seen).toEqual(expect.arrayContaining([...expected.findings]));
    const allowed = new Set([...expected.findings.map(({ code }) => code), ...(expected.mayAlso ?? [])]);
    // That somebody else's module has the same name is told of honest ones as well, as a hint.
    const alarms = seen.filter(({ code, severity }) => code !== 'squat/other-owner' || severity !== 'hint');
    expect(alarms.filter(({ code }) => !allowed.has(code))).toEqual([]);
  });
});

function causesOf(explanations: readonly Explanation[]): Readonly<Record<string, string>> {
  return Object.fromEntries(explanations.map(({ path, cause }) => [path, cause]));
}

test('no server ever hears the name of a private module', () => {
  const privateModules = MODULES.filter(({ kind }) => kind === 'private');
  expect(privateModules.length).toBeGreaterThan(0);
  expect(world.requests.length).toBeGreaterThan(MODULES.length);
  const heard = world.requests.filter(({ path }) => /corp/.test(path));
  expect(heard).toEqual([]);
});
