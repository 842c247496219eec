import { identityOf } from '../../../server/src/identity/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { COPY, identify, ORIGINAL, README } from './tidewatch.ts';

// Each would take minutes, all memory or the whole stack if something were
// quadratic, unbounded or recursive.
describe('hostile texts', () => {
  test.each<[string, string]>([
    ['one line of three megabytes', 'a'.repeat(3 << 20)],
    ['one word of slashes', 'a.b/'.repeat(5e5)],
    ['many addresses', 'https://github.com/a/tidewatch '.repeat(5e4)],
    ['many owners', Array.from({ length: 5e4 }, (_, i) => `github.com/o${i}/tidewatch`).join('\n')],
    ['open brackets', '['.repeat(1e6)],
    ['labels', '[a]: https://github.com/a/b\n'.repeat(5e4)],
    ['phrases', 'fork of '.repeat(1e5)],
    ['phrases and labels', 'this is a fork [a] '.repeat(1e5)],
    ['words for a fork', `this is a ${'very-'.repeat(1e5)}fork`],
    ['blanks', ' '.repeat(1e6)],
    ['nothing but NUL', '\0'.repeat(1e6)],
    ['lone surrogates', '\ud800\udfff'.repeat(1e5)],
    ['percent signs', `https://app.fossa.com/${'%2F'.repeat(1e5)}`],
  ])('%s: read in time, and nobody is named other', (_, text) => {
    const files = { 'README.md': text, 'a.go': `// ${text.slice(0, 1e5)}\npackage a\n`, 'go.mod': text };
    expect(identify(COPY, files).candidates.length).toBeLessThanOrEqual(3);
    expect(identify(COPY, files).state).not.toBe('other');
  });

  test('no more than three candidates and eight places are given', () => {
    const text = Array.from({ length: 50 }, (_, i) => `go get github.com/o${i % 5}/tidewatch\n`).join('');
    const found = identify(COPY, { 'README.md': text });
    expect(found.candidates).toHaveLength(3);
    expect(found.candidates.every(({ places }) => places.length === 8)).toBe(true);
  });

  test('a text behind a byte order mark, with line ends of its own and broken bytes, is read', () => {
    const bytes = new Uint8Array([
      0xef,
      0xbb,
      0xbf,
      ...new TextEncoder().encode(README.replaceAll('\n', '\r\n')),
      0xff,
      0xfe,
    ]);
    const found = identityOf({
      modulePath: COPY,
      files: [{ path: 'README', sizeBytes: bytes.length, read: () => bytes }],
    });
    expect(found.candidates.map(({ path }) => path)).toEqual([ORIGINAL]);
  });

  test('a quote is cut', () => {
    const found = identify(COPY, {
      'README.md': `${'x '.repeat(500)}go get ${ORIGINAL} ${'y '.repeat(500)}`,
    });
    expect(found.candidates[0]?.places[0]?.text.length).toBeLessThanOrEqual(200);
    expect(found.candidates[0]?.places[0]?.text).toContain(ORIGINAL);
  });

  test('a text that cannot be read leaves the identity unclear', () => {
    const unreadable = {
      path: 'README.md',
      sizeBytes: 10,
      read: (): Uint8Array => {
        throw new Error('the checksum is wrong');
      },
    };
    const declaring = new TextEncoder().encode(`Fork of ${ORIGINAL}.\n`);
    const other = { path: 'doc.go', sizeBytes: declaring.length, read: () => declaring };
    expect(identityOf({ modulePath: COPY, files: [unreadable] }).state).toBe('unclear');
    expect(identityOf({ modulePath: COPY, files: [unreadable, other] }).state).toBe('unclear');
  });

  test('only so many files are read', () => {
    let reads = 0;
    const bytes = new TextEncoder().encode('package a\n');
    const read = (): Uint8Array => {
      reads++;
      return bytes;
    };
    const files = Array.from({ length: 5000 }, (_, i) => ({ path: `d${i}/a.go`, sizeBytes: 10, read }));
    identityOf({ modulePath: COPY, files });
    expect(reads).toBeLessThanOrEqual(300);
    reads = 0;
    identityOf({ modulePath: COPY, files }, { maxGoFiles: 7 });
    expect(reads).toBe(7);
  });

  test.each([
    '',
    '/',
    'a',
    'github.com',
    'github.com/a',
    `github.com/${'a/'.repeat(1e5)}b`,
    '\0',
    'x'.repeat(1e6),
  ])('a module path that nobody can publish names nobody (%#)', (path) => {
    expect(identify(path, { 'README.md': README }).state).toBe('unclear');
  });
});
