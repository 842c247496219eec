import { createHash } from 'node:crypto';
import { type RefTarget, repoSum, tagSum } from '../../../server/src/origin/index.ts';
import { describe, expect, test } from '../../kit.ts';

const id = (digit: string) => digit.repeat(40);

const REFS = new Map<string, RefTarget>([
  ['HEAD', { id: id('1') }],
  ['refs/heads/main', { id: id('1') }],
  ['refs/pull/1/head', { id: id('2') }],
  ['refs/tags/v1.0.0', { id: id('3'), peeled: id('4') }],
  ['refs/tags/v1.10.0', { id: id('5') }],
  ['refs/tags/v1.9.0', { id: id('6') }],
  ['refs/tags/v1', { id: id('7') }],
  ['refs/tags/v1.2.3+meta', { id: id('8') }],
  ['refs/tags/release', { id: id('9') }],
  ['refs/tags/v0.0.0-20200101000000-abcdefabcdef', { id: id('a') }],
  ['refs/tags/sub/v1.0.0', { id: id('b') }],
  ['refs/tags/sub/v1.0.0"x', { id: id('c') }],
  ['refs/tags/subs/v1.0.0', { id: id('d') }],
]);

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');

describe('tagSum', () => {
  test('versions at the root, peeled, in byte order', () => {
    const lines = [
      `"v1.0.0" ${id('4')}`,
      `"v1.10.0" ${id('5')}`,
      `"v1.2.3+meta" ${id('8')}`,
      `"v1.9.0" ${id('6')}`,
    ];
    expect(tagSum(REFS, '')).toBe(`t1:${sha256(`${lines.join('\n')}\n`)}`);
  });

  test('versions of a folder, under their whole name', () => {
    expect(tagSum(REFS, 'sub/')).toBe(`t1:${sha256(`"sub/v1.0.0" ${id('b')}\n`)}`);
  });

  test('a prefix of the version narrows the choice', () => {
    expect(tagSum(REFS, 'v1.1')).toBe(`t1:${sha256(`"v1.10.0" ${id('5')}\n`)}`);
  });

  test('no tag at all', () => {
    expect(tagSum(new Map(), '')).toBe('t1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
  });
});

describe('repoSum', () => {
  test('HEAD, branches and tags, in byte order', () => {
    const refs = new Map<string, RefTarget>([
      ['refs/tags/\u{1f600}', { id: id('1') }],
      ['refs/tags/\uff5e', { id: id('2') }],
      ['refs/tags/a\u00a0\u200b', { id: id('3') }],
      ['refs/heads/x', { id: id('4') }],
      ['refs/heads/"', { id: id('6') }],
      ['refs/notes/x', { id: id('5') }],
      ['HEAD', { id: id('4') }],
    ]);
    const lines = [
      `"HEAD" ${id('4')}`,
      `"refs/heads/\\"" ${id('6')}`,
      `"refs/heads/x" ${id('4')}`,
      `"refs/tags/a\\u00a0\\u200b" ${id('3')}`,
      `"refs/tags/\uff5e" ${id('2')}`,
      `"refs/tags/\u{1f600}" ${id('1')}`,
    ];
    expect(repoSum(refs)).toBe(`r1:${sha256(`${lines.join('\n')}\n`)}`);
  });
});
