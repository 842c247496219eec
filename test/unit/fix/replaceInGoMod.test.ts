import { replaceInGoMod, replaceInGoWork } from '../../../server/src/fix/index.ts';
import { applyEdits } from '../../../server/src/text/index.ts';
import { describe, expect, test } from '../../kit.ts';

const OLD = { path: 'bad.example/x', version: 'v1.2.0' };
const NEW = { path: 'good.example/x', version: 'v1.3.0' };

const inGoMod = (text: string, to = NEW, from = OLD): string =>
  applyEdits(text, replaceInGoMod(text, from, to));
const inGoWork = (text: string, to = NEW): string => applyEdits(text, replaceInGoWork(text, OLD, to));

describe('the requirement', () => {
  test.each([
    ['on a line of its own', 'require bad.example/x v1.2.0\n', 'require good.example/x v1.3.0\n'],
    [
      'in a block, with everything around it',
      '// top\nmodule m.example/a\n\nrequire (\n\t// why\n\tbad.example/x v1.2.0 // here\n\n\ta.example/b v1.0.0\n)\n',
      '// top\nmodule m.example/a\n\nrequire (\n\t// why\n\tgood.example/x v1.3.0 // here\n\n\ta.example/b v1.0.0\n)\n',
    ],
    [
      'in quotes, badly indented',
      'require   "bad.example/x"\t "v1.2.0"   // indirect\n',
      'require   good.example/x\t v1.3.0   // indirect\n',
    ],
    ['without a line end', 'require bad.example/x v1.2.0', 'require good.example/x v1.3.0'],
    [
      'with CRLF',
      'module m.example/a\r\nrequire (\r\n\tbad.example/x v1.2.0\r\n)\r\n',
      'module m.example/a\r\nrequire (\r\n\tgood.example/x v1.3.0\r\n)\r\n',
    ],
    [
      'twice',
      'require bad.example/x v1.1.0\nrequire bad.example/x v1.2.0\n',
      'require good.example/x v1.3.0\n',
    ],
    [
      'of a broken file',
      'nonsense "\nrequire bad.example/x v1.2.0\n(',
      'nonsense "\nrequire good.example/x v1.3.0\n(',
    ],
    [
      'in a block that is not closed',
      'require (\n\tbad.example/x v1.2.0\n',
      'require (\n\tgood.example/x v1.3.0\n',
    ],
    [
      'of a module that only starts alike',
      'require bad.example/xy v1.2.0\n',
      'require bad.example/xy v1.2.0\n',
    ],
    ['of a module nested in it', 'require bad.example/x/y v1.2.0\n', 'require bad.example/x/y v1.2.0\n'],
    ['in another letter case', 'require bad.example/X v1.2.0\n', 'require bad.example/X v1.2.0\n'],
  ])('%s', (_, before, after) => {
    expect(inGoMod(before)).toBe(after);
  });
});

describe('where the other module is required already', () => {
  test.each([
    [
      'its line stays, with its higher version',
      'require (\n\tbad.example/x v1.2.0 // ours\n\tgood.example/x v1.4.0 // theirs\n)\n',
      'require (\n\tgood.example/x v1.4.0 // theirs\n)\n',
    ],
    [
      'its lower version is raised',
      'require (\n\tgood.example/x v1.0.0\n\tbad.example/x v1.2.0\n)\n',
      'require (\n\tgood.example/x v1.3.0\n)\n',
    ],
    [
      'a direct requirement outlives an indirect one',
      'require bad.example/x v1.2.0\n\nrequire (\n\tgood.example/x v1.4.0 // indirect\n)\n',
      'require good.example/x v1.4.0\n',
    ],
    [
      'the block that held the other one alone goes',
      'module m.example/a\n\nrequire good.example/x v1.4.0\n\nrequire (\n\tbad.example/x v1.2.0 // indirect\n)\n\nexclude a.example/b v1.0.0\n',
      'module m.example/a\n\nrequire good.example/x v1.4.0\n\nexclude a.example/b v1.0.0\n',
    ],
    [
      'a block with a comment stays',
      'require good.example/x v1.4.0\nrequire (\n\t// why\n\tbad.example/x v1.2.0\n)\n',
      'require good.example/x v1.4.0\nrequire (\n\t// why\n)\n',
    ],
    [
      'versions are compared as versions',
      'require (\n\tbad.example/x v1.2.0\n\tgood.example/x v1.10.0\n)\n',
      'require (\n\tgood.example/x v1.10.0\n)\n',
    ],
  ])('%s', (_, before, after) => {
    expect(inGoMod(before)).toBe(after);
  });
});

describe('replace lines', () => {
  test.each([
    [
      'of all versions',
      'require bad.example/x v1.2.0\nreplace bad.example/x => ../x // near\n',
      'require good.example/x v1.3.0\nreplace good.example/x => ../x // near\n',
    ],
    [
      'of the version that is required',
      'require bad.example/x v1.2.0\nreplace bad.example/x v1.2.0 => f.example/x v0.1.0\n',
      'require good.example/x v1.3.0\nreplace good.example/x v1.3.0 => f.example/x v0.1.0\n',
    ],
    [
      'of another version stay',
      'require bad.example/x v1.2.0\nreplace bad.example/x v1.1.0 => f.example/x v0.1.0\n',
      'require good.example/x v1.3.0\nreplace bad.example/x v1.1.0 => f.example/x v0.1.0\n',
    ],
    [
      'follow the version that the file has in the end',
      'require (\n\tbad.example/x v1.2.0\n\tgood.example/x v1.4.0\n)\nreplace bad.example/x v1.2.0 => ../x\n',
      'require (\n\tgood.example/x v1.4.0\n)\nreplace good.example/x v1.4.0 => ../x\n',
    ],
    [
      'never replace one thing twice',
      'require bad.example/x v1.2.0\nreplace (\n\tbad.example/x => ../x\n\tgood.example/x => ../y\n)\n',
      'require good.example/x v1.3.0\nreplace (\n\tgood.example/x => ../y\n)\n',
    ],
    [
      'that put it in put in the other',
      'require a.example/b v1.0.0\nreplace a.example/b => bad.example/x v1.2.0\n',
      'require a.example/b v1.0.0\nreplace a.example/b => good.example/x v1.3.0\n',
    ],
    [
      'that put it in where the other belongs go, if the version is the same',
      'require good.example/x v1.3.0\n\nreplace good.example/x => bad.example/x v1.2.0\n',
      'require good.example/x v1.3.0\n',
    ],
    [
      'that put it in where the other belongs name the version, if it is another',
      'require good.example/x v1.0.0\nreplace good.example/x => bad.example/x v1.2.0\n',
      'require good.example/x v1.0.0\nreplace good.example/x => good.example/x v1.3.0\n',
    ],
    [
      'that put in any version of it where the other belongs do not lead back',
      'require bad.example/x v1.2.0\nreplace good.example/x => bad.example/x v1.1.0\n',
      'require good.example/x v1.3.0\nreplace good.example/x => good.example/x v1.3.0\n',
    ],
    [
      'that put it in at its own place go',
      'require bad.example/x v1.2.0\nreplace bad.example/x => bad.example/x v1.1.0\n',
      'require good.example/x v1.3.0\n',
    ],
    [
      'that put it in at its own place go, where the other is replaced as well',
      'require bad.example/x v1.2.0\nreplace bad.example/x => bad.example/x v1.2.0\nreplace good.example/x => ../x\n',
      'require good.example/x v1.3.0\nreplace good.example/x => ../x\n',
    ],
    [
      'that put in another version of it stay',
      'replace a.example/b => bad.example/x v1.1.0\n',
      'replace a.example/b => bad.example/x v1.1.0\n',
    ],
    [
      'to a directory that is called the same stay',
      'replace a.example/b => ./bad.example/x\n',
      'replace a.example/b => ./bad.example/x\n',
    ],
  ])('%s', (_, before, after) => {
    expect(inGoMod(before)).toBe(after);
  });

  test('of a go.work follow as well', () => {
    const text = 'go 1.22\r\n\r\nuse ./a // here\r\n\r\nreplace bad.example/x v1.2.0 => ../x // why\r\n';
    expect(inGoWork(text)).toBe(text.replace('bad.example/x v1.2.0', 'good.example/x v1.3.0'));
    expect(inGoWork('replace good.example/x => bad.example/x v1.2.0\n')).toBe(
      'replace good.example/x => good.example/x v1.3.0\n',
    );
    expect(inGoWork('use ./bad.example/x\n')).toBe('use ./bad.example/x\n');
  });
});

describe('where another module requires it as well', () => {
  const kept = (text: string, isImported = false): string =>
    applyEdits(text, replaceInGoMod(text, OLD, NEW, { isRequired: true, isImported }));

  test.each([
    [
      'the other gets a line of its own',
      'require bad.example/x v1.2.0\n',
      'require good.example/x v1.3.0\nrequire bad.example/x v1.2.0 // indirect\n',
    ],
    [
      'the other gets a line in the block, with its line end',
      'require (\r\n\tbad.example/x v1.2.0 // why\r\n\ta.example/b v1.0.0\r\n)',
      'require (\r\n\tgood.example/x v1.3.0\r\n\tbad.example/x v1.2.0 // indirect; why\r\n\ta.example/b v1.0.0\r\n)',
    ],
    [
      'the line of the other is raised',
      'require good.example/x v1.0.0\nrequire bad.example/x v1.2.0',
      'require good.example/x v1.3.0\nrequire bad.example/x v1.2.0 // indirect',
    ],
    [
      'what holds for it goes on to hold',
      'require bad.example/x v1.2.0 // indirect\nexclude bad.example/x v1.1.0\nreplace bad.example/x v1.0.0 => ../x\n',
      'require bad.example/x v1.2.0 // indirect\nexclude bad.example/x v1.1.0\nreplace bad.example/x v1.0.0 => ../x\n',
    ],
    [
      'a tool of it follows',
      'require bad.example/x v1.2.0 // indirect\ntool bad.example/x/cmd\n',
      'require good.example/x v1.3.0\nrequire bad.example/x v1.2.0 // indirect\ntool good.example/x/cmd\n',
    ],
  ])('%s', (_, before, after) => {
    expect(kept(before)).toBe(after);
  });

  test('it stays alone as long as no package of it is imported here', () => {
    const text = 'require bad.example/x v1.2.0 // indirect\n';
    expect(kept(text)).toBe(text);
    expect(kept(text, true)).toBe(`require good.example/x v1.3.0\n${text}`);
  });
});

test('exclude lines go, tool lines follow, and the rest stays', () => {
  const text = `module m.example/a

go 1.25

require bad.example/x v1.2.0

exclude bad.example/x v1.1.0

exclude (
	bad.example/x v1.0.0 // broken
	a.example/b v1.0.0
)

tool (
	bad.example/x/cmd/y
	bad.example/x
	bad.example/xy/cmd/z
)

ignore ./bad.example/x

godebug default=go1.21

retract v1.2.0 // as in bad.example/x
`;
  expect(inGoMod(text)).toBe(`module m.example/a

go 1.25

require good.example/x v1.3.0

exclude (
	a.example/b v1.0.0
)

tool (
	good.example/x/cmd/y
	good.example/x
	bad.example/xy/cmd/z
)

ignore ./bad.example/x

godebug default=go1.21

retract v1.2.0 // as in bad.example/x
`);
});

test('a tool of a module that is nested in it stays, and so does one of the main module', () => {
  const text =
    'module bad.example/x/main\nrequire (\n\tbad.example/x v1.2.0\n\tbad.example/x/n v1.0.0\n)\ntool bad.example/x/n/cmd\ntool bad.example/x/main/cmd\n';
  expect(inGoMod(text)).toBe(text.replace('bad.example/x v1.2.0', 'good.example/x v1.3.0'));
});

test('a path with another major version brings its packages along', () => {
  const to = { path: 'good.example/x/v2', version: 'v2.0.1' };
  expect(inGoMod('require bad.example/x v1.2.0\ntool bad.example/x/cmd\n', to)).toBe(
    'require good.example/x/v2 v2.0.1\ntool good.example/x/v2/cmd\n',
  );
});

test.each([
  ['no path', { path: 'x', version: 'v1.0.0' }],
  ['a path with a line end', { path: 'good.example/x\nexclude', version: 'v1.0.0' }],
  ['a path with a blank', { path: 'good.example/x y', version: 'v1.0.0' }],
  ['a directory', { path: '../x', version: 'v1.0.0' }],
  ['no version', { path: 'good.example/x', version: '' }],
  ['a branch', { path: 'good.example/x', version: 'main' }],
  ['a short version', { path: 'good.example/x', version: 'v1' }],
  ['a version with a line end', { path: 'good.example/x', version: 'v1.0.0\n' }],
  ['the version of another path', { path: 'good.example/x', version: 'v2.0.0' }],
  ['a version too low for its path', { path: 'good.example/x/v2', version: 'v1.0.0' }],
  ['an endless path', { path: `good.example/${'x'.repeat(2000)}`, version: 'v1.0.0' }],
  ['the same module', OLD],
])('nothing changes for %s', (_, to) => {
  expect(replaceInGoMod('require bad.example/x v1.2.0\n', OLD, to)).toEqual([]);
  expect(replaceInGoWork('replace bad.example/x => ../x\n', OLD, to)).toEqual([]);
});
