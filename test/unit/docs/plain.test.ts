import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { COMMANDS, parseArguments } from '../../../server/src/cli/args.ts';
import { helpFor } from '../../../server/src/cli/help.ts';
import { isFindingCode } from '../../../server/src/finding/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { codeBlocksOf, codeSpansOf, readDocs } from './pages.ts';

// Pages of figures are tables, and are not for the terminal.
const PAGES = (readdirSync('docs', { recursive: true }) as string[])
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.md') && !name.startsWith('benchmarks/'))
  .sort();

const WIDTH = 80;

test('there are pages', () => {
  expect(PAGES).toEqual(expect.arrayContaining(['command-line.md', 'policy.md', 'states.md']));
});

describe.each(PAGES.map((name) => [name] as const))('%s', (name) => {
  const page = readDocs(name);

  test('can be read in a terminal', () => {
    const lines = page.split('\n');
    expect(lines.filter((line) => [...line].length > WIDTH)).toEqual([]);
    expect(lines.filter((line) => line !== line.trimEnd() || line.includes('\t'))).toEqual([]);
    expect(page.match(/<\/?[A-Za-z][^>]*>|<!--|&[a-z]+;|^```/gm) ?? []).toEqual([]);
    expect(page.endsWith('\n') && !page.endsWith('\n\n')).toBe(true);
  });

  test('shows command lines that exist', () => {
    for (const line of commandLinesOf(page)) expect(mistakeIn(line), line).toBeNull();
  });

  test('names options that exist', () => {
    const known = new Set([null, ...COMMANDS].flatMap((command) => optionsIn(helpFor(command))));
    const spans = codeSpansOf(page).filter((code) => code.startsWith('--'));
    for (const option of spans.flatMap(optionsIn)) expect(known, option).toContain(option);
  });

  test('links to files that exist', () => {
    const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = '']) => target);
    expect(links.filter((target) => !existsSync(join('docs', dirname(name), target)))).toEqual([]);
  });
});

describe('a command line that does not exist is found', () => {
  test.each([
    ['modproof adit', 'There is no command'],
    ['modproof audit --ofline', 'ofline'],
    ['modproof env --policy FILE', 'has no option'],
    ['modproof explain squat/nothing', 'no finding code'],
    ['modproof audit --undetermined maybe', 'undetermined'],
  ])('%s', (line, words) => {
    expect(mistakeIn(line)).toContain(words);
  });
});

/** Command lines of Modproof in code blocks and in the running text. */
function commandLinesOf(page: string): readonly string[] {
  const lines = codeBlocksOf(page).flatMap((block) => block.split('\n'));
  return [...lines, ...codeSpansOf(page)]
    .map((line) => line.replace(/^\$ /, ''))
    .filter((line) => /^modproof \S/.test(line));
}

/** What is wrong with a command line; null when the program would run it. */
function mistakeIn(line: string): string | null {
  const [, ...argv] = line.split(' ');
  const parsed = parseArguments(argv);
  if ('mistake' in parsed) return parsed.mistake;
  const [first] = parsed.operands;
  return parsed.command === 'explain' && first !== undefined && !isFindingCode(first)
    ? `no finding code ${first}`
    : null;
}

/** Long options; the go command and others have short ones of their own. */
function optionsIn(text: string): readonly string[] {
  return text.match(/(?<![\w-])--[a-z][a-z-]*/g) ?? [];
}
