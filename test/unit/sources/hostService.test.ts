import { UndiciHttp } from '../../../server/src/adapters/index.ts';
import {
  attestationsOf,
  codeHosts,
  HostService,
  Patience,
  presentName,
  tagProtection,
} from '../../../server/src/sources/index.ts';
import { type Loopback, startLoopback } from '../../fake/loopback.ts';
import { afterEach, describe, expect, test } from '../../kit.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function server(answer: Parameters<typeof startLoopback>[0]): Promise<Loopback> {
  const loopback = await startLoopback(answer);
  closers.push(loopback.close);
  return loopback;
}

function serviceAt(url: string, token: string): HostService {
  const http = new UndiciHttp({ environment: {}, userAgent: 'modproof/test' });
  closers.push(() => http.close());
  const [host] = codeHosts({
    MODPROOF_GITHUB_API: `github.com=${url}`,
    MODPROOF_GITLAB_API: 'off',
    MODPROOF_GITHUB_TOKEN: token,
  });
  if (host === undefined) throw new Error('there is no host');
  return new HostService(host, http, new Patience(0.2));
}

const signal = () => AbortSignal.timeout(20_000);

describe('a token', () => {
  test('is sent to the service, and not to where a bundle lies', async () => {
    const elsewhere = await server((_, response) => response.end('{"mediaType":"x"}'));
    const service = await server((_, response) =>
      response.end(
        JSON.stringify({ attestations: [{ bundle: null, bundle_url: `${elsewhere.url}/bundle` }] }),
      ),
    );
    const bundles = await attestationsOf(serviceAt(service.url, 'secret'), 'o/r', 'a'.repeat(40), signal());
    expect(service.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer secret']);
    // It is a stranger's address inside this network, and is not asked at all.
    expect(elsewhere.requests).toEqual([]);
    expect(bundles).toMatchObject([{ state: 'undetermined', reason: 'address-not-allowed' }]);
  });

  test('is not sent to an address of the service itself that an answer names', async () => {
    const own: Loopback = await server((request, response) =>
      response.end(
        request.url === '/bundle'
          ? '{"mediaType":"x"}'
          : JSON.stringify({ attestations: [{ bundle_url: `${own.url}/bundle` }] }),
      ),
    );
    const bundles = await attestationsOf(serviceAt(own.url, 'secret'), 'o/r', 'a'.repeat(40), signal());
    expect(bundles).toEqual([{ bundle: { mediaType: 'x' } }]);
    expect(own.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer secret', undefined]);
  });

  test('in the address is sent, and stands in no fact', async () => {
    const service = await server((request, response) =>
      response.writeHead(request.url?.includes('/releases/') ? 404 : 200).end('[]'),
    );
    const url = service.url.replace('http://', 'http://reader:secret@');
    const fact = await tagProtection(serviceAt(url, ''), 'o/r', 'v1', signal());
    expect(service.requests.map(({ headers }) => headers.authorization)).toContain(
      `Basic ${Buffer.from('reader:secret').toString('base64')}`,
    );
    expect(JSON.stringify(fact)).not.toContain('secret');
  });

  test('that is refused ends all questions, and stands in no answer', async () => {
    const service = await server((_, response) => response.writeHead(401).end('{}'));
    const asked = serviceAt(service.url, 'secret');
    const answers = [await asked.ask('repos/o/r', signal()), await asked.ask('repos/o/other', signal())];
    expect(answers).toMatchObject([{ reason: 'host-hides' }, { reason: 'host-hides' }]);
    expect(JSON.stringify(answers)).toMatch(/refuses the token/);
    expect(JSON.stringify(answers)).not.toMatch(/secret/);
    expect(service.asked).toEqual(['/repos/o/r']);
  });
});

describe('what is published', () => {
  const cases: readonly (readonly [string, string, object])[] = [
    ['in a form that is not read', '\u0001snappy', { state: 'undetermined', reason: 'upstream-malformed' }],
    ['as no list', '{"attestations":7}', { state: 'undetermined', reason: 'upstream-malformed' }],
    [
      'as a list of nothing',
      '{"attestations":[null]}',
      { state: 'undetermined', reason: 'upstream-malformed' },
    ],
    [
      'in more pieces than one page holds',
      JSON.stringify({ attestations: Array(30).fill({ bundle: {} }) }),
      { state: 'undetermined', reason: 'too-large' },
    ],
  ];
  test.each(cases)('%s is neither good nor bad', async (_, body, fact) => {
    const service = await server((_, response) => response.end(body));
    expect(await attestationsOf(serviceAt(service.url, ''), 'o/r', 'a'.repeat(40), signal())).toMatchObject(
      fact,
    );
  });

  test('by nobody is an empty list, where the repository is shown', async () => {
    const service = await server((request, response) =>
      response.writeHead(request.url?.includes('attestations') ? 404 : 200).end('{}'),
    );
    expect(await attestationsOf(serviceAt(service.url, ''), 'o/r', 'a'.repeat(40), signal())).toEqual([]);
    expect(service.asked).toEqual([
      `/repos/o/r/attestations/sha1:${'a'.repeat(40)}?per_page=30`,
      '/repos/o/r',
    ]);
  });
});

test('each thing is asked once, and one at a time', async () => {
  let open = 0;
  let most = 0;
  const service = await server((_, response) => {
    most = Math.max(most, ++open);
    setImmediate(() => {
      open--;
      response.end('{}');
    });
  });
  const asked = serviceAt(service.url, '');
  await Promise.all(['a', 'b', 'a', 'c', 'b'].map((name) => asked.ask(`repos/o/${name}`, signal())));
  expect(service.asked).toEqual(['/repos/o/a', '/repos/o/b', '/repos/o/c']);
  expect(most).toBe(1);
});

describe('what a repository is called today', () => {
  const called = async (status: number, text: string) => {
    const service = await server((_, response) => response.writeHead(status).end(text));
    return presentName(serviceAt(service.url, 'secret'), 'Old/name', signal());
  };

  test('is what the service says, and nothing where that is what was asked for', async () => {
    expect(await called(200, '{"full_name":"new/name"}')).toBe('new/name');
    expect(await called(200, '{"full_name":"old/Name"}')).toBeNull();
  });

  test.each([
    [403, '{}', 'host-hides'],
    [404, '{}', 'host-hides'],
    [429, '{}', 'upstream-rate-limit'],
    [502, '', 'upstream-error'],
    [200, '<html>Sign in to this network</html>', 'upstream-malformed'],
    [200, '{"full_name":"../../x"}', 'upstream-malformed'],
  ])('is not known where it answers %i with %s', async (status, text, reason) => {
    expect(await called(status, text)).toMatchObject({ state: 'undetermined', reason });
  });
});
