import { readdirSync, readFileSync } from 'node:fs';
import { COMMANDS, FORMATS, parseArguments } from '../../../server/src/cli/args.ts';
import { helpFor } from '../../../server/src/cli/help.ts';
import { EXIT } from '../../../server/src/cli/index.ts';
import { GO_SETTING_NAMES } from '../../../server/src/goenv/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { codeSpansOf, readDocs, sectionOf, sectionsOf, unwrapped } from './pages.ts';

const page = readDocs('command-line.md');
/** Told once for all commands. */
const COMMON = ['--help', '--no-color', '--version'];

describe('docs/command-line.md', () => {
  test('has a section for each command, in their order', () => {
    const commands = sectionsOf(page).flatMap(({ heading }) => /^modproof (\w+)$/.exec(heading)?.[1] ?? []);
    expect(commands).toEqual(COMMANDS);
  });

  test.each(COMMANDS)('names the options of %s, and no other', (command) => {
    const known = optionsIn(page).filter((option) => accepts(command, option));
    const told = optionsIn(sectionOf(page, `modproof ${command}`));
    expect(unique([...told, ...COMMON])).toEqual(unique(known));
    // What the help of the command tells, the program accepts, and so does the page.
    for (const option of optionsIn(helpFor(command))) expect(known).toContain(option);
  });

  test('describes each option once', () => {
    const items = [...sectionOf(page, 'Options').matchAll(/^\* (.*?):\s/gm)].map(([, head = '']) => head);
    const described = items.flatMap(optionsIn);
    expect(described.slice().sort()).toEqual(unique(optionsIn(page)));
    for (const short of items.flatMap((head) => head.match(/`-[a-z]`/g) ?? [])) {
      expect(accepts('audit', short.slice(1, -1)), short).toBe(true);
    }
  });

  test('names the formats', () => {
    expect(codeSpansOf(page)).toContain(`--format ${FORMATS.join('|')}`);
  });

  test('tells every exit code', () => {
    const told = [...sectionOf(page, 'Exit codes').matchAll(/^\* (\d):/gm)].map(([, code]) => Number(code));
    expect(told).toEqual(Object.values(EXIT));
  });

  test('names every variable that the program reads or hands to git', () => {
    const names = [...GO_SETTING_NAMES, ...variablesOfSource()];
    expect(names).toEqual(
      expect.arrayContaining(['GOROOT', 'PATH', 'MODPROOF_DEBUG', 'SSL_CERT_FILE', 'CI']),
    );
    const told = new Set(unwrapped(page).match(/[A-Z][A-Z0-9_]+/g));
    expect(names.filter((name) => !told.has(name))).toEqual([]);
  });
});

/** Tells whether a command takes an option, with some value that suits it or without. */
function accepts(command: string, option: string): boolean {
  const values = [[], ['text'], ['error'], ['pass'], ['1'], ['FILE']];
  return values.some((value) => {
    const parsed = parseArguments([command, option, ...value]);
    return !('mistake' in parsed);
  });
}

function optionsIn(text: string): readonly string[] {
  return text.match(/(?<![\w-])--[a-z][a-z-]*/g) ?? [];
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

/** Names of environment variables in the program's own source, in upper case. */
function variablesOfSource(): readonly string[] {
  const names = new Set<string>();
  for (const name of readdirSync('server/src', { recursive: true }) as string[]) {
    if (!name.endsWith('.ts')) continue;
    const text = readFileSync(`server/src/${name}`, 'utf8');
    for (const [, variable = ''] of text.matchAll(/\benvironment\.([A-Za-z_]+)/g)) names.add(variable);
    for (const [, list = ''] of text.matchAll(/\{([^{}]*)\} = [\w.]*environment;/g)) {
      for (const variable of list.split(',')) names.add(variable.trim());
    }
    if (name.replaceAll('\\', '/') !== 'adapters/git/environment.ts') continue;
    const passedOn = /PASSED_ON = new Set\(\[([^\]]*)\]/.exec(text)?.[1] ?? '';
    for (const [, variable = ''] of passedOn.matchAll(/'([A-Z_]+)'/g)) names.add(variable);
  }
  // `ts` comes from file names in imports.
  names.delete('ts');
  return [...names].map((variable) => variable.toUpperCase());
}
