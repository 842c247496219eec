import { openNote } from '../../../server/src/sumdb/note.ts';
import { parseVerifierKey, type VerifierKey } from '../../../server/src/sumdb/verifierKey.ts';
import { describe, expect, test } from '../../kit.ts';
import { newSigner } from './syntheticLog.ts';

const signer = newSigner('sum.example.com');
const other = newSigner('other.example.com');
const namesake = newSigner('sum.example.com');
const TEXT = 'a text\n\nof three lines\n';
const LINE = signer.line(TEXT);

function key(): VerifierKey {
  const parsed = parseVerifierKey(signer.verifierText);
  if (parsed === null) throw new Error('no key');
  return parsed;
}

/** What opening gives: the text, or the problem. */
function open(note: string | Uint8Array): string {
  const opened = openNote(typeof note === 'string' ? Buffer.from(note) : note, key());
  return opened.kind === 'opened' ? opened.text : opened.problem;
}

describe('openNote', () => {
  test.each([
    ['signed once', `${TEXT}\n${LINE}`],
    ['signed twice by the same', `${TEXT}\n${LINE}${LINE}`],
    ['also signed by others', `${TEXT}\n${other.line(TEXT)}${LINE}${namesake.line(TEXT)}`],
    ['also signed by the same with a wrong second signature', `${TEXT}\n${LINE}${signer.line('x\n')}`],
    ['with 100 signatures', `${TEXT}\n${other.line(TEXT).repeat(99)}${LINE}`],
  ])('opens a note %s', (_what, note) => {
    expect(open(note)).toBe(TEXT);
  });

  test('opens texts that only look broken', () => {
    for (const text of ['\n', 'é\u007f\ufffd\ufeff\n', '\ufeffa\n', '\n\n\n', '— a b\n']) {
      expect(open(signer.note(text))).toBe(text);
    }
  });

  test.each([
    ['nothing', ''],
    ['no signatures', TEXT],
    ['no signature lines', `${TEXT}\n`],
    ['a last line without its end', `${TEXT}\n${LINE}`.slice(0, -1)],
    ['an empty line behind', `${TEXT}\n${LINE}\n`],
    ['a hyphen for the dash', `${TEXT}\n${LINE.replace('—', '-')}`],
    ['no blank behind the dash', `${TEXT}\n${LINE.replace('— ', '—')}`],
    ['no name', `${TEXT}\n${LINE.replace('sum.example.com', '')}`],
    ['a plus in the name', `${TEXT}\n${LINE.replace('sum.', 'sum+')}`],
    ['a third field', `${TEXT}\n${LINE.replace('\n', ' x\n')}`],
    ['no signature', `${TEXT}\n— sum.example.com\n`],
    ['an empty signature', `${TEXT}\n— sum.example.com \n`],
    ['a signature of 4 bytes', `${TEXT}\n— sum.example.com AAAAAA==\n`],
    ['bad base64', `${TEXT}\n${LINE.replace('\n', '=\n')}`],
    ['101 signatures', `${TEXT}\n${LINE}${other.line(TEXT).repeat(100)}`],
    ['a tab', signer.note('a\tb\n')],
    ['a carriage return', signer.note('a\r\n')],
    ['a zero byte', signer.note('a\0\n')],
    ['a malformed line behind a good one', `${TEXT}\n${LINE}x\n`],
  ])('refuses a note with %s as malformed', (_what, note) => {
    expect(open(note)).toBe('note');
  });

  test('refuses invalid UTF-8 as malformed, in the text and in the signatures', () => {
    for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]]) {
      expect(open(Buffer.concat([Buffer.from(bytes), Buffer.from(`\n${TEXT}\n${LINE}`)]))).toBe('note');
      const line = Buffer.concat([Buffer.from('— a'), Buffer.from(bytes), Buffer.from(' AAAAAAAA\n')]);
      expect(open(Buffer.concat([Buffer.from(`${TEXT}\n${LINE}`), line]))).toBe('note');
    }
  });

  test.each([
    ['by others alone', other.note(TEXT)],
    ['by another key of the same name', namesake.note(TEXT)],
    ['under another name', signer.note(TEXT).replace('sum.example.com', 'sum.example.org')],
    ['over another text', `${TEXT}x\n\n${LINE}`],
    ['over the text without its last line feed', `${TEXT}\n${signer.line(TEXT.slice(0, -1))}`],
    ['wrongly first', `${TEXT}\n${signer.line('x\n')}${LINE}`],
  ])('refuses a note signed %s', (_what, note) => {
    expect(open(note)).toBe('signature');
  });

  // The last digit of 68 bytes in base64 has two bits that stand for nothing; Go takes no notice of them either.
  test('no bit of a note that stands for something can be changed', () => {
    const right = Buffer.from(signer.note('go.sum database tree\n7\n'));
    const last = right.length - '?=\n'.length;
    for (let offset = 0; offset < right.length; offset++) {
      for (let bit = 0; bit < 8; bit++) {
        const wrong = Buffer.from(right);
        wrong[offset] = (wrong[offset] ?? 0) ^ (1 << bit);
        if (offset === last && Buffer.compare(signatureOf(wrong), signatureOf(right)) === 0) continue;
        expect(open(wrong), `byte ${offset}, bit ${bit}`).toMatch(/^(?:note|signature)$/);
      }
    }
  });

  test('reads a hostile note in linear time', () => {
    expect(open('\n'.repeat(1_000_000))).toBe('note');
    expect(open(`a\n\n${'— a AAAAAAAA\n'.repeat(70_000)}`)).toBe('note');
    expect(open(`a\n\n— ${'a'.repeat(1_000_000)} AAAAAAAA\n`)).toBe('signature');
  });
});

/** The bytes that the last signature line stands for. */
function signatureOf(note: Buffer): Buffer {
  return Buffer.from(note.toString().trimEnd().split(' ').at(-1) ?? '', 'base64');
}
