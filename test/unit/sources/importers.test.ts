import { UndiciHttp } from '../../../server/src/adapters/index.ts';
import { resolveGoSettings } from '../../../server/src/goenv/index.ts';
import { Importers, Patience } from '../../../server/src/sources/index.ts';
import { type Loopback, startLoopback } from '../../fake/loopback.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../../kit.ts';

const MODULE = { path: 'example.com/Owner/name', version: 'v1.2.0+incompatible' };

let server: Loopback;
let http: UndiciHttp;
let answer: { readonly status: number; readonly body: string };

beforeAll(async () => {
  http = new UndiciHttp({ environment: {}, userAgent: 'modproof/0.0.0-test' });
  server = await startLoopback((_, response) => {
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(answer.body);
  });
});
afterAll(async () => {
  await server.close();
  await http.close();
});
afterEach(() => {
  answer = {
    status: 200,
    body: '{"dependentCount": 12, "directDependentCount": 5, "indirectDependentCount": 9}',
  };
});

function importersOf(environment: Readonly<Record<string, string>> = {}, address = server.url): Importers {
  const settings = resolveGoSettings({
    environment,
    userFile: new Map(),
    gorootFile: new Map(),
    platform: 'linux',
  });
  const service = { address: new URL(address), namedBy: 'user' as const };
  return new Importers(http, settings, service, new Patience(1));
}

const count = (importers: Importers) => importers.count(MODULE, AbortSignal.timeout(20_000));

describe('who requires a module', () => {
  test('is counted, and the name is sent whole and escaped', async () => {
    answer = { status: 200, body: '{"dependentCount": 12, "directDependentCount": 5}' };
    expect(await count(importersOf())).toEqual({ state: 'counted', direct: 5, all: 12 });
    expect(server.asked.at(-1)).toBe(
      '/v3alpha/systems/go/packages/example.com%2FOwner%2Fname/versions/v1.2.0%2Bincompatible:dependents',
    );
  });

  test.each([
    ['a version that nobody knows', 404, '{}'],
    ['a limit', 429, ''],
    ['a page of a gateway', 200, '<html></html>'],
    ['a number that is none', 200, '{"dependentCount": "12", "directDependentCount": 5}'],
    ['a count below zero', 200, '{"dependentCount": 12, "directDependentCount": -5}'],
    ['nothing', 200, 'null'],
    ['half an answer', 200, '{"dependentCount": 12}'],
    [
      'an answer without end',
      200,
      `{"dependentCount": 12, "directDependentCount": 5, "x": "${'x'.repeat(70_000)}"}`,
    ],
  ])('%s leaves it undetermined', async (_, status, body) => {
    answer = { status, body };
    expect(await count(importersOf())).toMatchObject({ state: 'undetermined', reason: 'importers-unknown' });
  });

  test('nobody there leaves it undetermined', async () => {
    const gone = await startLoopback(() => undefined);
    await gone.close();
    expect(await count(importersOf({}, gone.url))).toMatchObject({ state: 'undetermined' });
  });

  test.each(['GOPRIVATE', 'GONOPROXY', 'GONOSUMDB'])('is not asked about what %s names', async (name) => {
    const before = server.asked.length;
    const answered = await count(importersOf({ [name]: 'example.com/Owner/*' }));
    expect(answered.state).toBe('not-applicable');
    expect(server.asked.length).toBe(before);
  });

  test('is asked of nobody when nobody is set', async () => {
    const settings = resolveGoSettings({
      environment: {},
      userFile: new Map(),
      gorootFile: new Map(),
      platform: 'linux',
    });
    const importers = new Importers(http, settings, null, new Patience(1));
    expect((await count(importers)).state).toBe('not-applicable');
  });
});
