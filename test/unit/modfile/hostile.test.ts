import { MAX_PROBLEMS, parseModFile } from '../../../server/src/modfile/index.ts';
import { describe, expect, test } from '../../kit.ts';

// Anything but linear work would run into the time limit of the test runner, or out of memory.
describe('hostile texts', () => {
  test.each([
    ['opening parentheses', '('],
    ['blocks in blocks', 'require (\n'],
    ['strings over line ends', '"\\\n'],
    ['strings over line ends, with comments', 'x "\\\n" // indirect\n'],
    ['comments', '//\n'],
    ['control characters', '\0\n'],
    ['words', 'a '],
    ['starts of comments', '/*'],
    ['quotes', '`\n'],
  ])('many %s', (_, piece) => {
    const text = piece.repeat(3_000_000 / piece.length);
    const { file, problems } = parseModFile(text);
    expect(file.tokens.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(MAX_PROBLEMS);
  });

  test('many comments before a block with many lines', () => {
    const text = `${'// why\n'.repeat(50_000)}retract (\n${'v1.0.0\n'.repeat(20_000)})\n`;
    const { file } = parseModFile(text);
    expect(file.retract).toHaveLength(20_000);
    expect(file.retract.at(-1)?.rationale).toHaveLength('why\n'.length * 50_000 - 1);
  });

  test('no more problems are kept than anybody reads, and they are the first ones', () => {
    const { problems } = parseModFile('foo\n'.repeat(5000));
    expect(problems).toHaveLength(MAX_PROBLEMS);
    expect(problems[0]?.span).toEqual({ start: 0, end: 3 });
  });

  test('a message quotes little, and no control characters', () => {
    const { problems } = parseModFile(
      `${'a'.repeat(5000)}\nmodule "\\x1b[31m" "x"\nrequire a.b/c "\\x1b\\u202e"\n`,
    );
    expect(problems).toHaveLength(3);
    for (const { message } of problems) {
      expect(message.length).toBeLessThan(200);
      expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  });
});
