import { describeDifference, gainsPhrase } from '../../../server/src/gosource/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { sources } from './sources.ts';

// The samples are inert, as in attacks.test.ts: never compiled or run, and without a real address.

describe('what is hidden from a reader', () => {
  test('a file for one system only', () => {
    const gains = describeDifference(
      new Map(),
      sources({
        'open_windows.go':
          'package a\n\nimport "syscall"\n\nfunc init() { syscall.NewLazyDLL("x.dll").NewProc("Go").Call() }\n',
      }),
    );
    expect(gains.files).toEqual([
      {
        path: 'open_windows.go',
        status: 'added',
        kind: 'go',
        onlyComments: false,
        onlyOn: 'windows',
        generated: false,
      },
    ]);
    expect(gains.capabilities).toEqual(['plugin']);
    expect(gains.runsOnImport[0]?.acts).toEqual(['plugin']);
  });

  test.each([
    ['hexadecimal', 'b, _ := hex.DecodeString("687474703a2f2f3139322e302e322e312f78"); fetch(string(b))'],
    ['base64', 'b, _ := base64.StdEncoding.DecodeString("aHR0cDovLzE5Mi4wLjIuMS94"); fetch(string(b))'],
    [
      'bytes',
      'fetch(string([]byte{104, 0x74, 0x74, 112, 58, 47, 47, 49, 57, 50, 46, 48, 46, 50, 46, 49, 47, 120}))',
    ],
    [
      'runes',
      "fetch(string([]rune{'h', 't', 't', 'p', ':', '/', '/', '1', '9', '2', '.', '0', '.', '2', '.', '1', '/', 'x'}))",
    ],
    ['a replacer', 'fetch(strings.NewReplacer("!", "/", "#", ".").Replace("http:!!192#0#2#1!x"))'],
    [
      'appending',
      's := "ht"; s += "tp:"; s += "//"; s += "192"; s += ".0."; s += "2.1"; s += "/x"; fetch(s)',
    ],
    ['joining', 'fetch(strings.Join([]string{"htt", "p:/", "/19", "2.0", ".2.", "1/x"}, ""))'],
    ['constants of another file', 'fetch(strings.ReplaceAll(head, "_", "/") + tail)'],
  ])('a URL that is put together by %s', (_, code) => {
    const gains = describeDifference(
      sources({ 'a.go': 'package a\n' }),
      sources({
        'a.go': `package a\n\nimport (\n"encoding/base64"\n"encoding/hex"\n"strings"\n)\n\nfunc run() {\n${code}\n}\n`,
      }),
      { unchanged: sources({ 'b.go': 'package a\n\nconst head, tail = "http:__192.0.2.1", "/x"\n' }) },
    );
    expect(gains.strings).toContainEqual({
      kind: 'url',
      text: 'http://192.0.2.1/x',
      assembled: true,
      file: 'a.go',
      line: 9,
    });
  });

  test('elements of a list that are readable one by one', () => {
    const gains = describeDifference(
      new Map(),
      sources({
        'a.go':
          'package a\nvar p = []string{"lid/x", "example.inva", "http://"}\nfunc f() { fetch(p[2] + p[1] + p[0]) }\n',
      }),
    );
    expect(gains.strings).toContainEqual({
      kind: 'url',
      text: 'http://example.invalid/x',
      assembled: true,
      file: 'a.go',
      line: 2,
    });
  });

  test.each([
    [
      'pieces that meet inside a word',
      'var s = strings.Join([]string{"ht", "tp://up", "dates.example.invalid", "/x"}, "")',
      true,
    ],
    ['pieces that meet inside a number', 'var s = "http://19" + "2.0.2.1/x"', true],
    ['scheme and host', 'var s = "http://" + "example.invalid" + "/x"', false],
    ['a long path', 'var s = "http://example.invalid/a" + "b"', false],
    ['lines of prose', 'var s = "see the pages of " +\n"http://example.invalid/a for mo" + "re"', false],
  ])('%s', (_, code, assembled) => {
    const gains = describeDifference(
      new Map(),
      sources({ 'a.go': `package a\nimport "strings"\n${code}\n` }),
    );
    expect(gains.strings).toHaveLength(assembled ? 1 : gains.strings.length);
    expect(gains.strings.some((each) => each.assembled)).toBe(assembled);
    expect(gains.strings[0]?.kind).toBe('url');
  });

  test('a string that was written out and is now assembled is news, the other way round it is not', () => {
    const plain = sources({ 'a.go': 'package a\nvar s = "http://example.invalid/x"\n' });
    const hidden = sources({
      'a.go':
        'package a\nimport "strings"\nvar s = strings.ReplaceAll("http:__example.invalid_x", "_", "/")\n',
    });
    expect(describeDifference(plain, hidden).strings.map(({ assembled }) => assembled)).toEqual([true]);
    expect(describeDifference(hidden, plain).strings).toEqual([]);
  });

  test('the way in is told, not the function at its end', () => {
    const gains = describeDifference(
      sources({ 'a.go': 'package a\nfunc Open() {}\nfunc Shut() {}\n' }),
      sources({
        'a.go': 'package a\nfunc Open() { prepare() }\nfunc Shut() { tidy() }\nfunc tidy() {}\n',
        'b.go':
          'package a\nimport "net"\nfunc prepare() { connect() }\nfunc connect() { net.Dial("", "") }\n',
      }),
    );
    expect(gainsPhrase(gains)).toBe('gains network; prepare is called from Open');
  });

  test('an effect of an import that touches nothing is no news for the phrase', () => {
    const gains = describeDifference(
      sources({ 'a.go': 'package a\n' }),
      sources({ 'a.go': 'package a\nvar x = number()\nfunc number() int { return 1 }\n' }),
    );
    expect(gains.initAdded).toBe(true);
    expect(gainsPhrase(gains)).toBe('');
  });

  test('long encoded strings and byte escapes', () => {
    const base64 = 'QWxsIG9mIHRoaXMgaXMgaW5lcnQgdGV4dCB0aGF0IG5vYm9keSBldmVyIHJ1bnMgYXQgYWxsLiAwMTIz';
    const bytes = '\\xfc\\x48'.repeat(16);
    const gains = describeDifference(
      new Map(),
      sources({ 'a.go': `package a\n\nvar a = "${base64}"\nvar b = "${bytes}"\n` }),
    );
    expect(gains.strings).toEqual([
      { kind: 'encoded', text: base64, assembled: false, file: 'a.go', line: 2 },
      { kind: 'encoded', text: `"${bytes}"`, assembled: false, file: 'a.go', line: 3 },
    ]);
  });
});
