import { parseModFile } from '../../../server/src/modfile/index.ts';
import { describe, expect, test } from '../../kit.ts';

describe('comments', () => {
  test.each([
    ['// indirect', true],
    ['//indirect', true],
    ['// indirect; why', true],
    ['// indirect why', false],
    ['// why; indirect', false],
    ['// Indirect', false],
    ['//// indirect', false],
    ['', false],
  ])('%j marks a requirement: %s', (comment, indirect) => {
    expect(parseModFile(`require a.b/c v1.0.0 ${comment}\n`).file.require[0]?.indirect).toBe(indirect);
  });

  test('a deprecation is a paragraph before or behind the module line', () => {
    const deprecated = (text: string) => parseModFile(text).file.module?.deprecated;
    expect(deprecated('// Deprecated: gone\n// for good.\n//\n// Bye.\nmodule a.b/c\n')).toBe(
      'gone\nfor good.',
    );
    expect(deprecated('// Hello.\n//\n// Deprecated:  gone\nmodule a.b/c\n')).toBe('gone');
    expect(deprecated('module a.b/c // Deprecated: gone')).toBe('gone');
    expect(deprecated('// Deprecated: gone\nmodule (\n\ta.b/c\n)\n')).toBe('gone');
    expect(deprecated('// Deprecated: gone\n\nmodule a.b/c\n')).toBe('');
    expect(deprecated('// Not Deprecated: yet\nmodule a.b/c\n')).toBe('');
  });

  test('a rationale is that of the line, else that of the block', () => {
    const text =
      '// Block.\nretract (\n\tv1.0.0\n\tv1.1.0 // Line.\n\n\tv1.2.0\n\t// Before.\n\tv1.3.0 // Behind.\n)\n';
    expect(parseModFile(text).file.retract.map(({ rationale }) => rationale)).toEqual([
      'Block.',
      'Line.',
      '',
      'Before.\nBehind.',
    ]);
  });
});
