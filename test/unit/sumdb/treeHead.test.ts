import { openTreeHead, parseTree } from '../../../server/src/sumdb/treeHead.ts';
import { parseVerifierKey } from '../../../server/src/sumdb/verifierKey.ts';
import { describe, expect, test } from '../../kit.ts';
import { newSigner } from './syntheticLog.ts';

const ROOT = 'nND/nri/U0xuHUrYSy0HtMeal2vzD9V4k/BO79C+QeI=';
const EMPTY = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

describe('parseTree', () => {
  test.each([
    [`go.sum database tree\n2\n${ROOT}\n`, 2],
    [`go.sum database tree\n9007199254740991\n${ROOT}\n`, 2 ** 53 - 1],
    [`go.sum database tree\n0\n${EMPTY}\n`, 0],
    [`go.sum database tree\n2\n${ROOT}\nmore\n\nlines\n`, 2],
    [`go.sum database tree\n2\n${ROOT}\nno end`, 2],
  ])('reads %j', (text, size) => {
    const tree = parseTree(text);
    expect(tree?.size).toBe(size);
    expect(Buffer.from(tree?.rootBytes ?? []).toString('base64')).toBe(text.split('\n')[2]);
  });

  test.each([
    '',
    'go.sum database tree',
    `go.sum database tree\n2\n${ROOT}`,
    `go.sum database tree v2\n2\n${ROOT}\n`,
    `\ngo.sum database tree\n2\n${ROOT}\n`,
    `go.sum database tree\n02\n${ROOT}\n`,
    `go.sum database tree\n+2\n${ROOT}\n`,
    `go.sum database tree\n-2\n${ROOT}\n`,
    `go.sum database tree\n 2\n${ROOT}\n`,
    `go.sum database tree\n2.0\n${ROOT}\n`,
    `go.sum database tree\n2e3\n${ROOT}\n`,
    `go.sum database tree\n\n${ROOT}\n`,
    `go.sum database tree\n9007199254740992\n${ROOT}\n`,
    `go.sum database tree\n99999999999999999999\n${ROOT}\n`,
    `go.sum database tree\n2\n${ROOT.slice(4)}\n`,
    `go.sum database tree\n2\n${ROOT}AAAA\n`,
    `go.sum database tree\n2\n${ROOT.replace('=', '')}\n`,
    `go.sum database tree\n2\n${ROOT} \n`,
    `go.sum database tree\n2\n\n`,
    `go.sum database tree\n0\n${ROOT}\n`,
  ])('refuses %j', (text) => {
    expect(parseTree(text)).toBeNull();
  });
});

describe('openTreeHead', () => {
  const signer = newSigner('sum.example.com');
  const key = parseVerifierKey(signer.verifierText);
  if (key === null) throw new Error('no key');

  test('keeps the note verbatim', () => {
    const noteBytes = Buffer.from(signer.note(`go.sum database tree\n2\n${ROOT}\n`));
    expect(openTreeHead(noteBytes, key)).toMatchObject({ kind: 'head', size: 2, noteBytes });
  });

  test.each([
    [signer.note('go.sum database tree\n2\n'), 'note'],
    [signer.note('something else\n'), 'note'],
    [signer.note(`go.sum database tree\n2\n${ROOT}\n${'x'.repeat(1_000_000)}\n`), 'note'],
    ['', 'note'],
    [newSigner('sum.example.com').note(`go.sum database tree\n2\n${ROOT}\n`), 'signature'],
  ])('refuses signed notes that are no heads, and heads that are not signed', (note, problem) => {
    expect(openTreeHead(Buffer.from(note), key)).toMatchObject({ kind: 'rejected', problem });
  });
});
