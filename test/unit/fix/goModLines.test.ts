import { addReplace, upgradeRequirement } from '../../../server/src/fix/index.ts';
import { applyEdits } from '../../../server/src/text/index.ts';
import { describe, expect, test } from '../../kit.ts';

const TO = { path: 'good.example/x', version: 'v1.3.0' };

describe('a replacement is added', () => {
  test.each([
    ['to an empty file', '', 'v1.2.0', 'replace bad.example/x v1.2.0 => good.example/x v1.3.0\n'],
    [
      'to the end, for all versions',
      'module m.example/a\n',
      '',
      'module m.example/a\n\nreplace bad.example/x => good.example/x v1.3.0\n',
    ],
    [
      'to a last line without a line end',
      'module m.example/a',
      '',
      'module m.example/a\n\nreplace bad.example/x => good.example/x v1.3.0\n',
    ],
    [
      'with CRLF',
      'module m.example/a\r\n',
      '',
      'module m.example/a\r\n\r\nreplace bad.example/x => good.example/x v1.3.0\r\n',
    ],
    [
      'to the end of a block',
      'replace (\n\ta.example/b => ../b // near\n\n\t// end\n) // behind\n\ngo 1.22\n',
      '',
      'replace (\n\ta.example/b => ../b // near\n\n\t// end\n\tbad.example/x => good.example/x v1.3.0\n) // behind\n\ngo 1.22\n',
    ],
    [
      'behind one that stands alone',
      'replace a.example/b => ../b // near\n\ngo 1.22\n',
      '',
      'replace a.example/b => ../b // near\nreplace bad.example/x => good.example/x v1.3.0\n\ngo 1.22\n',
    ],
    [
      'behind one that ends the file',
      'replace a.example/b => ../b',
      '',
      'replace a.example/b => ../b\nreplace bad.example/x => good.example/x v1.3.0\n',
    ],
    [
      'in the place of one of the same',
      'replace "bad.example/x" => ../b // near\n',
      '',
      'replace "bad.example/x" => good.example/x v1.3.0 // near\n',
    ],
    [
      'beside one of all versions',
      'replace bad.example/x => ../b\n',
      'v1.2.0',
      'replace bad.example/x => ../b\nreplace bad.example/x v1.2.0 => good.example/x v1.3.0\n',
    ],
    [
      'not twice',
      'replace bad.example/x => good.example/x v1.3.0\n',
      '',
      'replace bad.example/x => good.example/x v1.3.0\n',
    ],
    [
      'not where a block is not closed',
      'require (\n\ta.example/b v1.0.0\n',
      '',
      'require (\n\ta.example/b v1.0.0\n',
    ],
  ])('%s', (_, before, version, after) => {
    expect(applyEdits(before, addReplace(before, { path: 'bad.example/x', version }, TO))).toBe(after);
  });

  test.each([
    [{ path: 'bad.example/x\n', version: '' }, TO],
    [{ path: 'bad.example/x', version: 'v2.0.0' }, TO],
    [
      { path: 'bad.example/x', version: '' },
      { path: '../x', version: '' },
    ],
    [
      { path: 'bad.example/x', version: '' },
      { path: 'good.example/x', version: 'v1' },
    ],
  ])('and nothing that Go would refuse: %j => %j', (from, to) => {
    expect(addReplace('module m.example/a\n', from, to)).toEqual([]);
  });
});

describe('another version', () => {
  test('is taken by the requirement, and where a replacement puts the old one in', () => {
    const text =
      'require (\n\tbad.example/x v1.2.0 // indirect\n\tbad.example/x/n v1.2.0\n)\nreplace a.example/b => bad.example/x v1.2.0\nreplace bad.example/x v1.2.0 => ../x\nreplace c.example/d => bad.example/x v1.1.0\n';
    expect(
      applyEdits(text, upgradeRequirement(text, { path: 'bad.example/x', version: 'v1.2.0' }, 'v1.2.1')),
    ).toBe(
      'require (\n\tbad.example/x v1.2.1 // indirect\n\tbad.example/x/n v1.2.0\n)\nreplace a.example/b => bad.example/x v1.2.1\nreplace bad.example/x v1.2.0 => ../x\nreplace c.example/d => bad.example/x v1.1.0\n',
    );
  });

  test.each(['v2.0.0', 'latest', '', 'v1.2', 'v1.2.0'])('is not %j', (version) => {
    const text = 'require bad.example/x v1.2.0\n';
    expect(upgradeRequirement(text, { path: 'bad.example/x', version: 'v1.2.0' }, version)).toEqual([]);
  });

  test('is not taken by a requirement of another one', () => {
    const module = { path: 'bad.example/x', version: 'v1.2.0' };
    expect(upgradeRequirement('require bad.example/x v1.1.0\n', module, 'v1.2.1')).toEqual([]);
  });
});
