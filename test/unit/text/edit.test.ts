import { applyEdits } from '../../../server/src/text/index.ts';
import { describe, expect, test } from '../../kit.ts';

const edit = (start: number, end: number, newText: string) => ({ span: { start, end }, newText });

describe('applyEdits', () => {
  test('applies edits in any order, all speaking of the old text', () => {
    expect(applyEdits('abcdef', [edit(4, 5, 'X'), edit(0, 1, ''), edit(2, 2, '__')])).toBe('b__cdXf');
  });

  test('keeps the order of two insertions at one place', () => {
    expect(applyEdits('ab', [edit(1, 1, '1'), edit(1, 1, '2')])).toBe('a12b');
  });

  test('puts an insertion before a replacement that starts there', () => {
    expect(applyEdits('ab', [edit(1, 2, 'B'), edit(1, 1, '1')])).toBe('a1B');
  });

  test.each([
    ['overlap', [edit(0, 2, ''), edit(1, 3, '')]],
    ['end before start', [edit(2, 1, '')]],
    ['lie behind the end', [edit(3, 7, '')]],
    ['lie before the start', [edit(-1, 0, '')]],
  ])('throws when edits %s', (_, edits) => {
    expect(() => applyEdits('abcdef', edits)).toThrow(RangeError);
  });
});
