import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AttributeTree, Effort, type PathAttributes } from '../../server/src/divergence/index.ts';
import { describe, expect, test } from '../kit.ts';
import { gitEnvironment, type MadeFile, makeRepository } from './zipGit.ts';
import { Random } from './zipRandom.ts';

/** Git itself as the judge of .gitattributes files: made-up files and paths, asked through `git check-attr`. */
const TREES = Number(process.env.MODPROOF_ATTRIBUTES_TREES ?? 150);

const NAMES = [
  'text',
  'eol',
  'ident',
  'crlf',
  'filter',
  'working-tree-encoding',
  'export-ignore',
  'mac',
  'diff',
  'x.y-z_1',
];

const PATHS = [
  'a',
  'b.go',
  'ab.go',
  'a.b.go',
  'dir/a',
  'dir/b.go',
  'dir/sub/a',
  'dir/sub/deep/b.go',
  'dir2/dir/b.go',
  'x/dir/sub/a',
  'foo[1].txt',
  'back\\slash.go',
  'star*.go',
  'spaced name.go',
  'tab\there.go',
  'quote".go',
  'größe.go',
  '世/界.go',
  '-dash.go',
  '#hash.go',
  '!bang.go',
  '[attr]x',
  'UPPER.GO',
  'a^b',
  'a-b',
  'a]b',
];

const ATOMS = [
  'a',
  'b',
  'dir',
  'sub',
  '*',
  '**',
  '?',
  '/',
  '/',
  '.go',
  '.',
  '[a-c]',
  '[!a]',
  '[^b]',
  '[]-]',
  '[a',
  '[[:alpha:]]',
  '[[:nope:]]',
  '[\\]]',
  '\\*',
  '\\',
  '\\\\',
  'ö',
  '\\303',
  '-',
  ']',
  '[a-',
  '[--a]',
  '[b-a]',
  '***',
  '/**/',
  '**/',
  'x',
];

const WHOLE = [
  '*',
  '**',
  '*.go',
  '/a',
  'dir/',
  'dir/*',
  'dir/**',
  '**/a',
  '/**/b.go',
  'a**/b.go',
  'dir/**/b.go',
  'd*/b.go',
  '"spaced name.go"',
  '"gr\\303\\266\\303\\237e.go"',
  '"tab\\there.go"',
  '"quote\\".go"',
  '"unfinished',
  '"bad\\q"',
  '"a"',
  '!bang.go',
  '\\!bang.go',
  '#hash.go',
  '\\#hash.go',
  '[attr]x',
  '[attr]',
  '"[attr]x"',
  'größe.go',
  'back\\\\slash.go',
];

const WORDS = [
  'text',
  '-text',
  '!text',
  'text=auto',
  'eol=crlf',
  '-eol',
  'ident',
  '-ident',
  '!ident',
  'binary',
  '-binary',
  '!binary',
  'mac',
  '-mac',
  '!mac',
  'mac=1',
  'deep',
  'crlf=input',
  'filter=',
  'filter=a=b',
  'x.y-z_1',
  'diff',
  '-diff=x',
  'export-ignore',
  'working-tree-encoding=UTF-16',
  '-',
];

/** A line with one of these is ignored as a whole. */
const BAD_WORDS = ['-', '=x', '-=x', 'sp\u00e9cial', 'a,b', '--text'];

function makeAttributes(random: Random): Buffer {
  const lines: string[] = [];
  const count = 1 + random.below(7);
  for (let index = 0; index < count; index++) {
    const roll = random.below(12);
    const chosen = random.some(1, 4, WORDS);
    if (random.onceIn(25)) chosen.push(random.pick(BAD_WORDS));
    const words = chosen.join(random.pick([' ', ' ', '\t', '  ', ' \r ']));
    if (roll <= 1)
      lines.push(`[attr]${random.pick(['mac', 'deep', 'binary', 'text', ' mac', 'bad=', 'mac\t'])} ${words}`);
    else if (roll === 2)
      lines.push(`${random.pick(['#', ' #', '', '   ', '\ufeff* text', 'nul\0 text'])}${words}`);
    else if (roll === 3) lines.push(`* ${words} ${'y'.repeat(2030 + random.below(30))}`);
    else {
      const pattern = random.onceIn(2) ? random.pick(WHOLE) : random.some(1, 4, ATOMS).join('');
      lines.push(
        `${random.pick(['', '', '', ' ', '\t'])}${pattern}${random.pick([' ', '\t', '  '])}${words}`,
      );
    }
  }
  return Buffer.from(lines.join(random.pick(['\n', '\n', '\r\n'])) + random.pick(['', '\n']), 'utf8');
}

describe('attributes', () => {
  test('equal those of git check-attr', { timeout: 120_000 }, () => {
    const root = mkdtempSync(join(tmpdir(), 'modproof-attributes-'));
    try {
      const random = new Random(Number(process.env.MODPROOF_ATTRIBUTES_SEED ?? 4));
      const trees = Array.from({ length: TREES }, (_, index) => {
        const files = new Map<string, MadeFile>();
        for (const directory of ['', ...random.some(0, 3, ['dir/', 'dir/sub/', 'x/', 'dir2/'])]) {
          const path = `${directory}.gitattributes`;
          files.set(path, {
            path,
            mode: random.onceIn(10) ? '120000' : '100644',
            content: makeAttributes(random),
          });
        }
        return { tag: `t${index}`, files: [...files.values()] };
      });
      const directory = join(root, 'git');
      mkdirSync(directory);
      makeRepository(directory, root, trees);
      let decided = 0;
      for (const { tag, files } of trees) {
        const tree = new AttributeTree(
          new Map(files.map(({ path, content }) => [path, Buffer.from(content)])),
        );
        const asked = askGit(directory, root, tag);
        for (const path of PATHS) {
          const attributes = tree.asWritten(path, false, new Effort(1_000_000));
          const ours = Object.fromEntries(NAMES.map((name) => [name, written(attributes, name)]));
          const context = {
            path,
            files: files.map((file) => [file.path, Buffer.from(file.content).toString()]),
          };
          expect({ ...context, attributes: ours }).toEqual({ ...context, attributes: asked.get(path) });
          decided += Object.values(ours).filter((value) => value !== 'unspecified').length;
        }
      }
      // Guards the generator: patterns that match nothing would test nothing.
      expect(decided).toBeGreaterThan(TREES * 8);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});

function written(attributes: PathAttributes, name: string): string {
  const state = attributes.get(name);
  return state?.kind === 'value' ? state.value : (state?.kind ?? 'unspecified');
}

function askGit(directory: string, home: string, revision: string): Map<string, Record<string, string>> {
  const env = { ...gitEnvironment(home), GIT_INDEX_FILE: join(home, 'index') };
  const options = { cwd: directory, env, stdio: ['pipe', 'pipe', 'ignore'] as ('pipe' | 'ignore')[] };
  execFileSync('git', ['read-tree', revision], options);
  const input = PATHS.map((path) => `${path}\0`).join('');
  const output = execFileSync('git', ['check-attr', '--cached', '-z', '--stdin', ...NAMES], {
    ...options,
    input,
  });
  const fields = output.toString('utf8').split('\0');
  const answers = new Map<string, Record<string, string>>(PATHS.map((path) => [path, {}]));
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [path = '', name = '', value = ''] = fields.slice(at, at + 3);
    const answer = answers.get(path);
    if (answer !== undefined) answer[name] = value;
  }
  return answers;
}
