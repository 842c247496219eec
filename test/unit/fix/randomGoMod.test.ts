import { addReplace, replaceModule, upgradeRequirement } from '../../../server/src/fix/index.ts';
import { parseModFile } from '../../../server/src/modfile/index.ts';
import { applyEdits } from '../../../server/src/text/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { applyAll } from './edited.ts';

/* Files that nobody would write, by the thousand: whatever comes of them must still be a go.mod. */

const FROM = { path: 'bad.example/x', version: 'v1.2.0' };
const TO = { path: 'good.example/x', version: 'v1.3.0' };

const PATHS = [FROM.path, TO.path, `${FROM.path}/n`, `${FROM.path}/v2`, 'o.example/y', `"${FROM.path}"`];
const VERSIONS = ['v1.1.0', 'v1.2.0', 'v1.3.0', 'v2.0.0', '"v1.2.0"'];

/** Numbers that look like any, and are the same each time. */
class Numbers {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (this.#state >> 8) % limit;
  }

  pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }
}

function lineOf(verb: string, numbers: Numbers): string {
  const [path, version] = [numbers.pick(PATHS), numbers.pick(VERSIONS)];
  switch (verb) {
    case 'require':
      return `${path} ${version}${numbers.pick(['', ' // indirect', ' // why'])}`;
    case 'exclude':
      return `${path} ${version}`;
    case 'tool':
      return path + numbers.pick(['', '/cmd']);
    default: {
      const left = path + numbers.pick(['', ` ${version}`]);
      return `${left} => ${numbers.pick(['../x', `${numbers.pick(PATHS)} ${numbers.pick(VERSIONS)}`])}`;
    }
  }
}

function goModOf(seed: number): string {
  const numbers = new Numbers(seed);
  const end = numbers.pick(['\n', '\r\n']);
  let text = '';
  for (let count = numbers.below(7); count >= 0; count--) {
    const verb = numbers.pick(['require', 'replace', 'exclude', 'tool']);
    if (numbers.below(2) === 0) text += `${verb} ${lineOf(verb, numbers)}${end}`;
    else {
      const lines = Array.from({ length: 1 + numbers.below(3) }, () => `\t${lineOf(verb, numbers)}${end}`);
      const own = lines.map((line) => line + numbers.pick(['', '', `\t// own ${numbers.below(1000)}${end}`]));
      text += `${verb} (${end}${own.join('')})${end}`;
    }
    text += numbers.pick(['', '', end, `// top ${numbers.below(1000)}${end}`]);
  }
  return numbers.below(5) === 0 ? text.trimEnd() : text;
}

const leftSides = (text: string): string[] =>
  parseModFile(text).file.replace.map(({ oldPath, oldVersion }) => `${oldPath} ${oldVersion ?? ''}`);
const commentsOf = (text: string): string[] => (text.match(/\/\/ (?:own|top) \d+/g) ?? []).sort();
const lineEndsOf = (text: string): ReadonlySet<string> => new Set(text.match(/\r?\n/g) ?? []);

describe.each([false, true])('with another module that requires it: %s', (isRequiredElsewhere) => {
  test.each([1, 2, 3, 4])('a go.mod stays one, part %i', (part) => {
    let changed = 0;
    for (let seed = part * 1000; seed < part * 1000 + 200; seed++) {
      const text = goModOf(seed * 7919);
      const files = [{ path: 'go.mod', text }];
      const after = applyAll(files, replaceModule(files, FROM, TO, { isRequiredElsewhere }))[0]?.text ?? '';
      if (after !== text) changed++;
      const { file, problems } = parseModFile(after);
      const before = parseModFile(text);
      const said = `${text}\n----\n${after}`;
      expect(problems.length, said).toBeLessThanOrEqual(before.problems.length);
      const required = file.require.filter(({ path }) => path === FROM.path);
      if (!isRequiredElsewhere) expect(required, said).toEqual([]);
      else
        expect(
          required.every(({ indirect }) => indirect),
          said,
        ).toBe(true);
      const back = file.replace.filter(
        ({ oldPath, newPath }) => oldPath === TO.path && newPath === FROM.path,
      );
      expect(back, said).toEqual([]);
      if (new Set(leftSides(text)).size === leftSides(text).length)
        expect(new Set(leftSides(after)).size, said).toBe(leftSides(after).length);
      expect(commentsOf(after), said).toEqual(commentsOf(text));
      if (after.includes('\n') && text.includes('\n'))
        expect([...lineEndsOf(text)], said).toEqual(expect.arrayContaining([...lineEndsOf(after)]));
      const again = [{ path: 'go.mod', text: after }];
      expect(replaceModule(again, FROM, TO, { isRequiredElsewhere }), said).toEqual([]);
      if (before.file.require.some(({ path }) => path === 'o.example/y'))
        expect(
          file.require.some(({ path }) => path === 'o.example/y'),
          said,
        ).toBe(true);
    }
    expect(changed).toBeGreaterThan(40);
  });
});

test('other fixes give edits that can be made', () => {
  for (let seed = 1; seed < 500; seed++) {
    const text = goModOf(seed * 104_729);
    const added = applyEdits(text, addReplace(text, { path: FROM.path, version: '' }, TO));
    expect(leftSides(added)).toContain(`${FROM.path} `);
    const raised = applyEdits(text, upgradeRequirement(text, FROM, 'v1.9.0'));
    const named = parseModFile(raised).file.require.filter(({ path }) => path === FROM.path);
    expect(
      named.some(({ version }) => version === FROM.version),
      raised,
    ).toBe(false);
  }
});
