import { isEscapedBytes, notesOf } from '../../../server/src/gosource/sourceStrings.ts';
import { describe, expect, test } from '../../kit.ts';

describe('notesOf', () => {
  test.each([
    ['see http://example.invalid/a?b=c. Then', 'url', 'http://example.invalid/a?b=c.'],
    ['tcp://192.0.2.1:80', 'url', 'tcp://192.0.2.1:80'],
    ['http://%s/x', 'url', 'http://%s/x'],
    ['https://localhost.example.invalid/', 'url', 'https://localhost.example.invalid/'],
    ['http://127.0.0.1.example.invalid/', 'url', 'http://127.0.0.1.example.invalid/'],
    ['http://127.0.0.1:1@example.invalid/', 'url', 'http://127.0.0.1:1@example.invalid/'],
    ['192.0.2.1', 'address', '192.0.2.1'],
    ['to 192.0.2.1:4443, now', 'address', '192.0.2.1:4443'],
    ['[2001:db8::1]:80', 'address', '[2001:db8::1]:80'],
    ['2001:db8::1', 'address', '2001:db8::1'],
    ['c2.example.invalid:4443', 'address', 'c2.example.invalid:4443'],
    ['0123456789abcdef'.repeat(4), 'encoded', '0123456789abcdef'.repeat(4)],
  ])('%s', (text, kind, note) => {
    expect(notesOf(text)).toEqual([{ kind, text: note }]);
  });

  test.each([
    'nothing of note',
    '://',
    'http://',
    'http://localhost:8080/x',
    'http://127.0.0.1/',
    'http://[::1]:80/',
    '127.0.0.1:80',
    '0.0.0.0',
    '255.255.255.0',
    '300.1.2.3',
    '1.2.3',
    '1.2.3.4.5',
    'v1.2.3.4',
    '::1',
    '::',
    'main.go:12',
    'std::vector',
    '12:30:00',
    'github.com/owner/name/with/a/very/long/path/that/has/more/than/sixty/four/letters',
    'a'.repeat(100),
  ])('%s is nothing of note', (text) => {
    expect(notesOf(text)).toEqual([]);
  });

  test('lists every URL of a text', () => {
    expect(notesOf('http://a.invalid/ and http://b.invalid/').map(({ text }) => text)).toEqual([
      'http://a.invalid/',
      'http://b.invalid/',
    ]);
  });

  test('counts byte escapes in interpreted literals alone', () => {
    expect(isEscapedBytes(`"${'\\x90'.repeat(16)}"`)).toBe(true);
    expect(isEscapedBytes(`"${'\\x90'.repeat(15)}"`)).toBe(false);
    expect(isEscapedBytes(`\`${'\\x90'.repeat(16)}\``)).toBe(false);
  });
});
