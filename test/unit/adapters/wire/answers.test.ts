import { gzipSync } from 'node:zlib';
import { startLoopback } from '../../../fake/loopback.ts';
import { afterEach, describe, expect, test } from '../../../kit.ts';
import { idOf, PackWriter } from './packs.ts';
import { Closing, codeOf, comparable, limits, remotesOfOneRun } from './remotes.ts';

const closing = new Closing();
afterEach(() => closing.all());

const ABSENT = '1234567890'.repeat(4);

/** A server whose answers are given: to the discovery, and to every command. */
async function answering(
  discovery: string,
  answer: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
) {
  const { url, close } = await startLoopback((request, response) => {
    const isDiscovery = request.method === 'GET';
    const type = `application/x-git-upload-pack-${isDiscovery ? 'advertisement' : 'result'}`;
    response.writeHead(200, { 'content-type': type, ...(isDiscovery ? {} : headers) });
    response.end(isDiscovery ? discovery : answer);
  });
  closing.add(close);
  const [remote] = await remotesOfOneRun(url, ['r'], closing);
  if (remote === undefined) throw new Error('no remote');
  return remote;
}

const line = (text: string): string => `${(text.length + 5).toString(16).padStart(4, '0')}${text}\n`;
const VERSION_2 = `${['version 2', 'agent=x', 'ls-refs=unborn', 'fetch=shallow filter'].map(line).join('')}0000`;
const HEAD = `${line(`${ABSENT} HEAD symref-target:refs/heads/main`)}0000`;

describe('answers', () => {
  test('compressed ones are understood, with a limit of their own', async () => {
    const headers = { 'content-encoding': 'gzip' };
    const remote = await answering(VERSION_2, gzipSync(HEAD), headers);
    expect((await remote.listRefs('all', limits())).refs.get('HEAD')).toEqual({ id: ABSENT });
    const many = Array.from({ length: 20_000 }, (_, n) => line(`${ABSENT} refs/tags/v0.0.${n}`)).join('');
    const bomb = await answering(VERSION_2, gzipSync(`${many}0000`), headers);
    expect(gzipSync(many).length).toBeLessThan(200_000);
    expect(await codeOf(bomb.listRefs('all', limits(200_000)))).toBe('too-large');
    const broken = await answering(VERSION_2, gzipSync(HEAD).subarray(0, -12), headers);
    expect(await codeOf(broken.listRefs('all', limits()))).toBe('malformed');
  });

  test('some servers name the service first', async () => {
    const remote = await answering(`${line('# service=git-upload-pack')}0000${VERSION_2}`, HEAD);
    expect((await remote.listRefs('all', limits())).refs.size).toBe(1);
  });

  test.each([
    ['nothing', ''],
    ['no flush', line(`${ABSENT} HEAD`)],
    ['an id that is none', `${line('12345 HEAD')}0000`],
    ['an id of another format', `${line(`${'1'.repeat(64)} HEAD`)}0000`],
    ['a peeled id that is none', `${line(`${ABSENT} refs/tags/v1 peeled:xyz`)}0000`],
    ['an error', `${line('ERR no')}0000`],
    ['a length that is none', `00zz${HEAD}`],
    ['a length that is too small', `0003${HEAD}`],
    ['a length that is too large', `ffff${HEAD}`],
    ['an end too early', '0040abc'],
  ])('refs with %s', async (_, answer) => {
    const remote = await answering(VERSION_2, answer);
    expect(await codeOf(remote.listRefs('all', limits()))).toBe('malformed');
  });

  test.each([
    ['no pack', `${line('shallow-info')}0000`],
    ['no pack after the heading', `${line('packfile')}0000`],
    ['a complaint', `${line('packfile')}${line('\x03the disk is full')}0000`],
    ['an unknown band', `${line('packfile')}${line('\x04?')}0000`],
    ['something after the end', `${line('packfile')}0000${line('more')}`],
  ])('a fetch with %s', async (_, answer) => {
    const remote = await answering(VERSION_2, answer);
    expect(await codeOf(remote.readCommits([{ id: ABSENT, ref: null }], limits()))).toBe('malformed');
    expect(await codeOf(remote.readBlobs([ABSENT], limits()))).toBe('malformed');
  });

  test('other objects than the wanted ones are not taken for them', async () => {
    const writer = new PackWriter();
    writer.object('blob', 'something else');
    const pack = writer.finish();
    const part = (band: number, bytes: Uint8Array): Buffer =>
      Buffer.concat([Buffer.from((bytes.length + 5).toString(16).padStart(4, '0')), Buffer.of(band), bytes]);
    const remote = await answering(
      VERSION_2,
      Buffer.concat([
        Buffer.from(line('packfile')),
        part(2, Buffer.from('counting')),
        part(1, pack.subarray(0, 20)),
        part(1, pack.subarray(20)),
        Buffer.from('0000'),
      ]),
    );
    expect(await codeOf(remote.readBlobs([ABSENT], limits()))).toBe('missing-object');
    const [answer] = await remote.readCommits([{ id: ABSENT, ref: null }], limits());
    expect(answer === undefined ? '' : comparable(answer)).toBe('missing-object');
    const other = idOf('blob', 'something else');
    expect(Buffer.from((await remote.readBlobs([other], limits())).get(other) ?? []).toString()).toBe(
      'something else',
    );
  });
});
