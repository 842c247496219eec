import { parseModFile, parseWorkFile } from '../../../server/src/modfile/index.ts';
import { describe, expect, test } from '../../kit.ts';

/** The paths that are required, and the problems as kind and marked text. */
function read(text: string) {
  const { file, problems } = parseModFile(text);
  return {
    module: file.module?.path ?? null,
    require: file.require.map(({ path }) => path),
    problems: problems.map(({ kind, span }) => [kind, text.slice(span.start, span.end)]),
  };
}

describe('a broken line does not take the others with it', () => {
  test('a string without end', () => {
    expect(read('module "a.b/c\nrequire a.b/d v1.0.0\nrequire a.b/e "v1\n')).toEqual({
      module: null,
      require: ['a.b/d'],
      problems: [
        ['syntax', '"a.b/c'],
        ['syntax', '"v1'],
      ],
    });
  });

  test('a byte order mark, and what stands behind it', () => {
    expect(read('\ufeffmodule a.b/c\nrequire a.b/d v1.0.0\n')).toEqual({
      module: 'a.b/c',
      require: ['a.b/d'],
      problems: [['syntax', '\ufeff']],
    });
  });

  test('a byte order mark elsewhere breaks its line', () => {
    expect(read('require a.b/d \ufeffv1.0.0\nrequire a.b/e v1.0.0\n')).toEqual({
      module: null,
      require: ['a.b/e'],
      problems: [['syntax', '\ufeff']],
    });
  });

  test('a block keeps its meaning when the line that opens it is broken', () => {
    expect(read('require ( /* why */\n\ta.b/d v1.0.0\n)\nrequire a.b/e v1.0.0\n')).toEqual({
      module: null,
      require: ['a.b/d', 'a.b/e'],
      problems: [['syntax', '/*']],
    });
  });

  test('a block ends where the line that closes it is broken', () => {
    expect(read('require (\n\ta.b/d v1.0.0\n) /* why */\nmodule a.b/c\n')).toEqual({
      module: 'a.b/c',
      require: ['a.b/d'],
      problems: [['syntax', '/*']],
    });
  });

  test('a broken line inside a block', () => {
    expect(read('require (\n\ta.b/d v1.0.0\n\ta.b/\0x v1.0.0\n\ta.b/e v1.0.0\n)\n')).toEqual({
      module: null,
      require: ['a.b/d', 'a.b/e'],
      problems: [['syntax', '\0']],
    });
  });

  test('a block without end keeps its lines, and the problem stands at the end', () => {
    const text = 'module a.b/c\nrequire (\n\ta.b/d v1.0.0\n';
    const { file, problems } = parseModFile(text);
    expect(file.require.map(({ path }) => path)).toEqual(['a.b/d']);
    expect(problems).toEqual([
      {
        kind: 'syntax',
        span: { start: text.length, end: text.length },
        message: 'The block that require ( opens is not closed before the end of the file.',
      },
    ]);
  });

  test('words behind a closing parenthesis', () => {
    expect(read('require (\n\ta.b/d v1.0.0\n) a b // c\nmodule a.b/c\n')).toEqual({
      module: 'a.b/c',
      require: ['a.b/d'],
      problems: [['syntax', 'a b']],
    });
  });

  test('a line that makes no sense', () => {
    expect(
      read('require a.b/d\nrequire a.b/e vx\nrequire a.b/f v2.0.0\nfoo\nrequire a.b/g v1.0.0\n'),
    ).toEqual({
      module: null,
      require: ['a.b/g'],
      problems: [
        ['semantic', 'require a.b/d'],
        ['semantic', 'vx'],
        ['semantic', 'v2.0.0'],
        ['semantic', 'foo'],
      ],
    });
  });

  test('a go.work, too', () => {
    const { file, problems } = parseWorkFile('use "./a\nuse (\n\t./b\n\t\0\n)\nmodule x\n');
    expect(file.use.map(({ path }) => path)).toEqual(['./b']);
    expect(problems.map(({ kind }) => kind)).toEqual(['syntax', 'syntax', 'semantic']);
  });
});
