import { Buffer } from 'node:buffer';
import { compareModule } from '../../../server/src/divergence/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { compare, crlf, entriesOf, inShort, judged, manifestOf, outcome, PLAIN, withFile } from './copies.ts';

describe('equal copies', () => {
  test('are the same, and nothing is fetched', async () => {
    const { comparison, asked } = await compare(PLAIN, PLAIN);
    expect(comparison).toEqual({ kind: 'same' });
    expect(asked).toEqual([]);
  });

  test('are the same whatever attributes say, and nothing is fetched', async () => {
    const copy = {
      ...PLAIN,
      '.gitattributes': '* text eol=crlf ident filter=lfs\n',
      'vendor/modules.txt': '#\n',
    };
    const { comparison, asked } = await compare(copy, copy);
    expect(comparison).toEqual({ kind: 'same' });
    expect(asked).toEqual([]);
  });

  test('are the same in SHA-256 repositories', async () => {
    expect(await outcome(PLAIN, PLAIN, { format: 'sha256' })).toBe('same');
  });

  test('are the same when upstream has what no zip holds', async () => {
    const upstream = {
      ...PLAIN,
      'link@': 'm.go',
      'sub%': 'commit',
      'nested/go.mod': 'module example.test/m/nested\n',
      'nested/x.go': 'package x\n',
      'vendor/example.test/a/a.go': 'package a\n',
      '.hg_archival.txt': 'repo: 1\n',
    };
    expect(await outcome(upstream, PLAIN)).toBe('same');
  });

  test('are the same for a module in a sub-directory, with the licence of the root', async () => {
    const upstream = {
      LICENSE: 'Do as you like.\n',
      'other.go': 'package x\n',
      'sub/go.mod': 'module m\n',
      'sub/m.go': 'package m\n',
    };
    const mirror = { 'go.mod': 'module m\n', 'm.go': 'package m\n', LICENSE: 'Do as you like.\n' };
    expect(await outcome(upstream, mirror, { directory: 'sub' })).toBe('same');
  });
});

describe('differences', () => {
  test('are listed by side, sorted', async () => {
    const mirror = {
      ...PLAIN,
      'm.go': 'package m\n\nfunc F() { evil() }\n',
      'z.go': 'package m\n',
      'a.go': 'package m\n',
    };
    const upstream = { ...PLAIN, 'gone.go': 'package m\n' };
    const { comparison, asked } = await compare(upstream, mirror);
    expect(comparison).toEqual({
      kind: 'differs',
      changed: ['m.go'],
      onlyMirror: ['a.go', 'z.go'],
      onlyUpstream: ['gone.go'],
      explained: [],
      hints: [],
      undecided: [],
    });
    expect(asked).toEqual([]);
  });

  test('in nothing but line ends are differences where no attribute asks for them', async () => {
    const mirror = { ...PLAIN, 'm.go': crlf('package m\n\nfunc F() {}\n') };
    expect(await outcome(PLAIN, mirror)).toEqual({ changed: ['m.go'] });
  });

  test('include files of a nested module, and vendored ones', async () => {
    const more = {
      'nested/go.mod': 'module n\n',
      'nested/x.go': 'package x\n',
      'vendor/example.test/a/a.go': 'package a\n',
    };
    expect(await outcome({ ...PLAIN, ...more }, { ...PLAIN, ...more })).toEqual({
      onlyMirror: Object.keys(more).sort(),
    });
  });

  test('throw when the manifest was made with another object format', async () => {
    const copies = {
      manifest: manifestOf(PLAIN, 'sha1'),
      entries: entriesOf(PLAIN, 'sha256'),
      directory: '',
    };
    const ways = {
      readMirror: () => new Uint8Array(),
      goVersionOf: () => null,
      readBlobs: async () => new Map(),
    };
    await expect(compareModule({ ...copies, ...ways })).rejects.toThrow(RangeError);
  });
});

describe('the vendor rule of other Go versions', () => {
  const newer = { 'go.mod': 'module m\n\ngo 1.24\n', 'm.go': 'package m\n' };
  const older = { ...newer, 'go.mod': 'module m\n\ngo 1.23\n' };
  const vendored = { 'vendor/modules.txt': '# m\n', 'p/vendor/x.go': 'package vendor\n' };

  test('follows the go line', async () => {
    expect(await outcome({ ...newer, ...vendored }, { ...newer, 'p/vendor/x.go': 'package vendor\n' })).toBe(
      'same',
    );
    expect(await outcome({ ...older, ...vendored }, { ...older, 'vendor/modules.txt': '# m\n' })).toBe(
      'same',
    );
  });

  test('explains a zip that follows it in every file', async () => {
    const causes = { 'vendor/modules.txt': 'vendor-rule', 'p/vendor/x.go': 'vendor-rule' };
    expect(await outcome({ ...newer, ...vendored }, { ...newer, 'vendor/modules.txt': '# m\n' })).toEqual(
      causes,
    );
    expect(
      await outcome({ ...older, ...vendored }, { ...older, 'p/vendor/x.go': 'package vendor\n' }),
    ).toEqual(causes);
  });

  test('explains nothing when the zip follows neither rule', async () => {
    expect(await outcome({ ...newer, ...vendored }, { ...newer, ...vendored })).toEqual({
      onlyMirror: ['vendor/modules.txt'],
    });
    expect(await outcome({ ...newer, ...vendored }, newer)).toEqual({ onlyUpstream: ['p/vendor/x.go'] });
  });

  test('explains no other content', async () => {
    const mirror = { ...newer, 'vendor/modules.txt': 'EVIL\n' };
    expect(await outcome({ ...newer, ...vendored }, mirror)).toMatchObject({
      changed: ['vendor/modules.txt'],
    });
  });

  test("is taken from upstream's go.mod where the mirror's differs", async () => {
    const mirror = { ...vendored, ...newer, 'go.mod': 'module m\n\ngo 1.20\n' };
    const { 'p/vendor/x.go': _, ...withoutIt } = mirror;
    const { comparison, asked } = await compare({ ...newer, ...vendored }, withoutIt);
    expect(inShort(comparison)).toMatchObject({
      changed: ['go.mod'],
      explained: [expect.any(String), expect.any(String)],
    });
    expect(asked).toEqual([['module m\n\ngo 1.24\n']]);
  });

  test('leaves the disputed files undecided when that go.mod is withheld', async () => {
    const mirror = { ...newer, 'go.mod': 'module m\n\ngo 1.20\n', 'vendor/modules.txt': '# m\n' };
    const withheld = { withheld: ['module m\n\ngo 1.24\n'] };
    expect(await outcome({ ...newer, ...vendored }, mirror, withheld)).toEqual({
      changed: ['go.mod'],
      undecided: ['p/vendor/x.go', 'vendor/modules.txt'],
    });
  });
});

describe('what cannot be learnt', () => {
  const attributes = 'file eol=crlf\n';

  test('makes the outcome undetermined', async () => {
    const one = await withFile(attributes, 'a\n', 'a\r\n', { withheld: [attributes] });
    expect(inShort(one.comparison)).toBe('undetermined: blobs-unavailable');
    const two = await withFile(attributes, 'a\r\nb\n', 'a\r\nb\r\n', { withheld: ['a\r\nb\n'] });
    expect(inShort(two.comparison)).toBe('undetermined: blobs-unavailable');
    expect(await judged('file working-tree-encoding=EBCDIC-US\n', 'a\n', 'b')).toBe(
      'undetermined: unknown-encoding',
    );
  });

  test('does not hide a certain difference', async () => {
    const upstream = { ...PLAIN, '.gitattributes': attributes, file: 'a\n' };
    const mirror = { ...upstream, file: 'a\r\n', 'evil.go': 'package m\n' };
    const withheld = { withheld: [attributes] };
    expect(await outcome(upstream, mirror, withheld)).toEqual({
      onlyMirror: ['evil.go'],
      undecided: ['file'],
    });
  });

  test('is too complex an attribute file, in bounded time, and does not hide a certain difference', async () => {
    // Each of these may stand for any number of directories: git itself takes for ever.
    const hostile = `${'**/a/'.repeat(20)}b -text\n`;
    const name = `${'a/'.repeat(60)}c`;
    const upstream = { ...PLAIN, '.gitattributes': hostile, [name]: 'a\n' };
    const mirror = { ...upstream, [name]: 'b\n' };
    expect(await outcome(upstream, mirror)).toBe('undetermined: attributes-too-complex');
    expect(await outcome({ ...upstream, 'gone.go': 'x' }, { ...mirror, 'evil.go': 'package m\n' })).toEqual({
      onlyMirror: ['evil.go'],
      onlyUpstream: ['gone.go'],
      undecided: [name],
    });
  });

  test('is a rejection of upstream, in its words', async () => {
    const upstream = { '.gitattributes': attributes, file: 'a\n' };
    const comparison = await compareModule({
      manifest: manifestOf({ '.gitattributes': attributes, file: 'a\r\n' }),
      entries: entriesOf(upstream),
      directory: '',
      readMirror: () => Buffer.from('a\r\n'),
      goVersionOf: () => null,
      readBlobs: () => Promise.reject(new Error('the server hung up')),
    });
    expect(comparison).toEqual({
      kind: 'undetermined',
      reason: 'blobs-unavailable',
      detail: 'the server hung up',
    });
  });
});

describe('a commit from which no zip can be built', () => {
  test('is said to be so, with the differences', async () => {
    const upstream = { ...PLAIN, 'a*b.txt': 'x\n', 'readme.MD': 'y\n' };
    expect(await outcome(upstream, PLAIN)).toEqual({
      onlyUpstream: ['a*b.txt', 'readme.MD'],
      reasons: ['a*b.txt invalid-path', 'readme.MD collision'],
    });
  });

  test('is the same all the same when the mirror holds exactly its files', async () => {
    const copy = { ...PLAIN, 'a*b.txt': 'x\n' };
    expect(await outcome(copy, copy)).toBe('same');
  });

  test('may be one at which git gives up', async () => {
    expect(await judged('file working-tree-encoding\n', 'a\n', 'b\n')).toEqual({
      changed: ['file'],
      reasons: ['file bad-encoding-attribute'],
    });
    const upstream = { ...PLAIN, 'other/.git/config': '[core]\n' };
    expect(await outcome(upstream, { ...PLAIN, 'm.go': 'package m\n' })).toMatchObject({
      reasons: ['other/.git/config forbidden-by-git'],
    });
  });
});
