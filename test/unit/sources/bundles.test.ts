import { UndiciHttp } from '../../../server/src/adapters/index.ts';
import { attestationsOf, codeHosts, HostService, Patience } from '../../../server/src/sources/index.ts';
import { type Loopback, startLoopback } from '../../fake/loopback.ts';
import { afterEach, describe, expect, test } from '../../kit.ts';
import { packBlock } from '../../world/snappyBlock.ts';

/* Bundles that stand at an address of their own, as a code host packs them. */

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** What is read of a bundle whose address answers with these bytes. */
async function read(bytes: Uint8Array, type = 'application/x-snappy'): Promise<unknown> {
  const host: Loopback = await startLoopback((request, response) =>
    request.url === '/bundle'
      ? response.writeHead(200, { 'content-type': type }).end(bytes)
      : response.end(JSON.stringify({ attestations: [{ bundle: null, bundle_url: `${host.url}/bundle` }] })),
  );
  const http = new UndiciHttp({ environment: {}, userAgent: 'modproof/test' });
  closers.push(host.close, () => http.close());
  const [service] = codeHosts({ MODPROOF_GITHUB_API: `github.com=${host.url}`, MODPROOF_GITLAB_API: 'off' });
  if (service === undefined) throw new Error('there is no host');
  const asked = new HostService(service, http, new Patience(1));
  const bundles = await attestationsOf(asked, 'o/r', 'a'.repeat(40), AbortSignal.timeout(20_000));
  return 'state' in bundles ? bundles : bundles[0];
}

const BUNDLE = { mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json', text: 'ä'.repeat(200) };
const JSON_BYTES = Buffer.from(JSON.stringify(BUNDLE));
const PACKED = packBlock(JSON_BYTES);

describe('a bundle at an address of its own is read', () => {
  test.each([
    ['packed', PACKED, 'application/x-snappy'],
    ['packed, whatever the server calls it', PACKED, 'application/json'],
    ['as JSON', JSON_BYTES, 'application/json'],
    ['as JSON, whatever the server calls it', JSON_BYTES, 'application/x-snappy'],
  ])('%s', async (_, bytes, type) => {
    expect(await read(bytes, type)).toEqual({ bundle: BUNDLE });
  });

  test('up to four mebibytes', async () => {
    const large = { text: 'x'.repeat((4 << 20) - 11) };
    expect(await read(packBlock(Buffer.from(JSON.stringify(large))))).toEqual({ bundle: large });
  });
});

describe('a bundle is neither good nor bad', () => {
  const larger = Buffer.from(JSON.stringify({ text: 'x'.repeat(4 << 20) }));
  test.each([
    ['that ends early', PACKED.subarray(0, -1), 'upstream-malformed'],
    ['with something behind it', Buffer.concat([PACKED, PACKED]), 'upstream-malformed'],
    ['packed twice', packBlock(PACKED), 'upstream-malformed'],
    ['that is packed and no JSON', packBlock(Buffer.from('<html>')), 'upstream-malformed'],
    ['that is a page', Buffer.from('<!doctype html><title>Sign in</title>'), 'upstream-malformed'],
    ['that is nothing', Buffer.alloc(0), 'upstream-malformed'],
    ['that unpacks to more than is read', packBlock(larger), 'too-large'],
    ['that says it unpacks to gigabytes', Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f, 0]), 'too-large'],
    ['that is larger than is read', larger, 'too-large'],
  ])('%s', async (_, bytes, reason) => {
    expect(await read(bytes)).toMatchObject({ state: 'undetermined', reason });
  });
});
