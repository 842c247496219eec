import { examine, MAX_DOCUMENT_BYTES } from '../../../server/src/lsp/examine.ts';
import type { OpenDocument } from '../../../server/src/lsp/session.ts';
import { describe, expect, test } from '../../kit.ts';
import { BROKEN_NAMES, goMod, NAMES } from './documents.ts';

const codesOf = (document: OpenDocument): unknown => {
  const examination = examine(document, { names: NAMES });
  if (examination.kind !== 'examined') return examination.kind;
  return [...examination.problems.map(({ kind }) => kind), ...examination.findings.map(({ code }) => code)];
};

describe('a go.mod is examined by its text alone', () => {
  test.each([
    ['module example.test/m\n\ngo 1.22\n', []],
    ['module example.test/m\n\nrequire github.com/hedgehog/burrow v1.0.0\n', []],
    ['module example.test/m\n\nrequire github.com/hedgehog-go/burrow v1.0.0\n', ['squat/owner-affix']],
    ['module example.test/m\n\nrequire github.com/grey-whale/krill v1.0.0\n', ['squat/case-variant']],
    ['module example.test/m // \u202e\n', ['squat/hidden-characters']],
    ['module example.test/m\n\nrequire (\n', ['syntax']],
    ['module example.test/m\n\nrequire example.test/x nonsense\n', ['semantic']],
  ])('%j', (text, codes) => {
    expect(codesOf(goMod(text))).toEqual(codes);
  });

  test.each([
    ['./own', []],
    ['./own v1.0.0', ['semantic', 'squat/owner-affix']],
    ['"./\u200bown"', ['squat/hidden-characters']],
    ['example.test/own v1.0.0', []],
    ['github.com/hedgehog-go/burrow v1.0.1', ['squat/owner-affix']],
  ])('what replaces it is judged in its place: %j', (replacement, codes) => {
    const text = `require github.com/hedgehog-go/burrow v1.0.0\nreplace github.com/hedgehog-go/burrow => ${replacement}\n`;
    expect(codesOf(goMod(`module example.test/m\n\n${text}`))).toEqual(codes);
  });
});

test('a go.work is read as one', () => {
  const document = { ...goMod('go 1.22\n\nuse ./a // \u200b\n'), uri: 'file:///go.work' };
  expect(codesOf({ ...document, kind: 'go.work' })).toEqual(['squat/hidden-characters']);
  expect(codesOf({ ...document, kind: 'go.mod' })).toEqual(['semantic', 'squat/hidden-characters']);
});

test('what fails while it judges is left to the caller', () => {
  const document = goMod('module example.test/m\n\nrequire example.test/x v1.0.0\n');
  expect(() => examine(document, { names: BROKEN_NAMES })).toThrow('the index is broken');
});

describe('a document may have 16 MiB of UTF-8', () => {
  const of = (bytes: number, character: string): string => {
    const start = 'module example.test/m\n//';
    const width = new TextEncoder().encode(character).length;
    const count = Math.floor((bytes - start.length) / width);
    return start + character.repeat(count) + 'x'.repeat(bytes - start.length - count * width);
  };

  test.each(['x', 'é', '語', '😀'])('%s', (character) => {
    expect(examine(goMod(of(MAX_DOCUMENT_BYTES, character)), { names: NAMES })).toMatchObject({
      kind: 'examined',
      problems: [],
    });
    expect(examine(goMod(of(MAX_DOCUMENT_BYTES + 1, character)), { names: NAMES })).toEqual({
      kind: 'too-large',
    });
  });
});
