import { readGoFile } from '../../../server/src/gosource/index.ts';
import { modulePath, parseModFile } from '../../../server/src/modfile/index.ts';
import { bytesOf, textOf } from '../../bench/names/contentModule.ts';
import { type RepublishStyle, republish } from '../../bench/names/republish.ts';
import { pathReplacer } from '../../bench/names/republishPath.ts';
import { dealStyles } from '../../bench/names/republishPlan.ts';
import { describe, expect, test } from '../../kit.ts';
import { inventedModule } from './inventedModule.ts';

const COUNT = 90;
const original = inventedModule();
const OLD = 'github.com/tidewater/gauge';

function all(seed: number, change: Partial<RepublishStyle> = {}) {
  return dealStyles(COUNT, seed).map((style, at) => {
    const made = republish(original, { ...style, ...change }, seed * 1000 + at);
    if (made === null) throw new Error('the invented module has a package');
    return made;
  });
}

function texts(files: ReadonlyMap<string, Uint8Array>): string {
  return JSON.stringify([...files].map(([path, bytes]) => [path, textOf(bytes)]));
}

describe('republishing', () => {
  test('the same seed gives the same files, another seed other ones', () => {
    const [once, again, other] = [all(1), all(1), all(2)];
    expect(again.map(({ files }) => texts(files))).toEqual(once.map(({ files }) => texts(files)));
    expect(other.map(({ style }) => style)).not.toEqual(once.map(({ style }) => style));
    const owners = new Set([...once, ...other].map(({ module }) => module.path));
    expect(owners.size).toBeGreaterThan(1.8 * COUNT);
    const code = new Set([...once, ...other].map(({ files }) => texts(files)));
    expect(code.size).toBe(2 * COUNT);
  });

  test('every choice of every kind comes as often as the others', () => {
    const styles = dealStyles(64, 5);
    for (const key of ['hiding', 'trigger', 'act', 'place', 'readme', 'otherFiles', 'version'] as const) {
      const counts = new Map<string, number>();
      for (const style of styles) counts.set(style[key], (counts.get(style[key]) ?? 0) + 1);
      expect(Math.max(...counts.values()) - Math.min(...counts.values()), key).toBeLessThanOrEqual(1);
      expect(Math.min(...counts.values()), key).toBeGreaterThanOrEqual(8);
    }
  });

  test('go.mod and every import name the new path, and none the old one', () => {
    for (const { module, files } of all(3)) {
      expect(modulePath(textOf(files.get('go.mod')))).toBe(module.path);
      expect(module.path).toMatch(/\/gauge\/v2$/);
      for (const [path, bytes] of files) {
        if (!path.endsWith('.go')) continue;
        const file = readGoFile(path, textOf(bytes));
        expect(file?.fault, path).toBeNull();
        for (const each of file?.imports ?? []) expect(each.path).not.toContain('tidewater');
      }
    }
  });

  test('comments keep the old path only where literals alone are replaced', () => {
    for (const { files, style } of all(4)) {
      expect(textOf(files.get('gauge.go')).includes(`${OLD}/issues`)).toBe(style.replacing === 'literals');
    }
  });

  test('the README is changed in the way that the style names', () => {
    const before = textOf(original.files.get('README.md'));
    const readme = (way: RepublishStyle['readme']): (string | null)[] =>
      all(6, { readme: way }).map(({ files }) =>
        files.has('README.md') ? textOf(files.get('README.md')) : null,
      );
    expect(new Set(readme('untouched'))).toEqual(new Set([before]));
    expect(new Set(readme('removed'))).toEqual(new Set([null]));
    for (const text of readme('path-replaced')) {
      expect(text).not.toMatch(/tidewater\/gauge(?!-tools)/);
      expect(text).toContain('github.com/tidewater/gauge-tools');
    }
    for (const text of readme('install-line')) {
      expect(text).not.toContain(`go get ${OLD}`);
      expect(text).toContain(`https://pkg.go.dev/${OLD}`);
    }
    for (const text of readme('rewritten')) expect(text).not.toContain('tidewater');
  });

  test('other files are kept, changed or left out, and the licence always stays', () => {
    const workflow = '.github/workflows/test.yml';
    for (const { files, style } of all(7)) {
      expect(files.has('LICENSE')).toBe(true);
      expect(files.has(workflow)).toBe(style.otherFiles !== 'removed');
      if (files.has(workflow))
        expect(textOf(files.get(workflow)).includes(OLD)).toBe(style.otherFiles === 'kept');
      expect(files.has('gauge_test.go')).toBe(!style.dropsTests);
    }
  });

  test('the version is the same, or a later one of the same major', () => {
    for (const { module, style } of all(8)) {
      if (style.version === 'same') expect(module.version).toBe('v2.1.0');
      else expect(module.version).toMatch(/^v2\.(?:1\.[1-9]|[2-9]\.0)/);
    }
  });

  test('a module of programs alone is not republished', () => {
    const files = new Map([
      ['go.mod', bytesOf('module example.test/program\n')],
      ['main.go', bytesOf('package main\n\nfunc main() {}\n')],
    ]);
    const program = { module: { path: 'example.test/program', version: 'v1.0.0' }, files };
    for (const style of dealStyles(12, 1)) expect(republish(program, style, 1)).toBeNull();
  });

  test('sibling modules that are required stay, whatever they begin with', () => {
    const goMod = 'module a.test/x/y\n\nrequire a.test/x/y/sub v1.0.0\n';
    expect(parseModFile(goMod).file.require).toHaveLength(1);
    const replace = pathReplacer('a.test/x/y', 'b.test/z/y', ['a.test/x/y/sub']);
    const text = '"a.test/x/y" "a.test/x/y/sub/p" "a.test/x/y/submarine" "a.test/x/yy" // a.test/x/y.';
    expect(replace(text, 'everywhere')).toBe(
      '"b.test/z/y" "a.test/x/y/sub/p" "b.test/z/y/submarine" "a.test/x/yy" // b.test/z/y.',
    );
    expect(replace(text, 'literals')).toBe(
      '"b.test/z/y" "a.test/x/y/sub/p" "b.test/z/y/submarine" "a.test/x/yy" // a.test/x/y.',
    );
  });
});
