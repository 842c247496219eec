import { parseModFile, parseWorkFile } from '../../../server/src/modfile/index.ts';
import type { Span } from '../../../server/src/text/index.ts';
import { describe, expect, test } from '../../kit.ts';

describe('spans cover tokens as written', () => {
  const text = `// 😀
module "a.b/c" // why
go 1.21
toolchain go1.21.0
require (
	a.b/d   "v1.0.0" // indirect
)
exclude a.b/d v1.0.1
replace a.b/d v1.0.0 => "./with blank"
replace a.b/d => a.b/e v1.1.0
retract [v1.0.0, v1.1.0] // Bad.
tool a.b/d/cmd
ignore ./x
godebug a=b
`;
  const { file, problems } = parseModFile(text);
  const at = (span: Span | null | undefined) => (span ? text.slice(span.start, span.end) : null);

  test('of module, go and toolchain', () => {
    expect(problems).toEqual([]);
    expect([at(file.module?.span), at(file.module?.pathSpan)]).toEqual(['module "a.b/c"', '"a.b/c"']);
    expect([at(file.go?.span), at(file.go?.versionSpan)]).toEqual(['go 1.21', '1.21']);
    expect([at(file.toolchain?.span), at(file.toolchain?.nameSpan)]).toEqual([
      'toolchain go1.21.0',
      'go1.21.0',
    ]);
  });

  test('of require and exclude', () => {
    const [require] = file.require;
    expect([at(require?.span), at(require?.pathSpan), at(require?.versionSpan)]).toEqual([
      'a.b/d   "v1.0.0"',
      'a.b/d',
      '"v1.0.0"',
    ]);
    expect(require).toMatchObject({ path: 'a.b/d', version: 'v1.0.0', indirect: true });
    const [exclude] = file.exclude;
    expect([at(exclude?.span), at(exclude?.pathSpan), at(exclude?.versionSpan)]).toEqual([
      'exclude a.b/d v1.0.1',
      'a.b/d',
      'v1.0.1',
    ]);
  });

  test('of replace', () => {
    const spans = file.replace.map((replace) => [
      at(replace.oldPathSpan),
      at(replace.oldVersionSpan),
      at(replace.newPathSpan),
      at(replace.newVersionSpan),
    ]);
    expect(spans).toEqual([
      ['a.b/d', 'v1.0.0', '"./with blank"', null],
      ['a.b/d', null, 'a.b/e', 'v1.1.0'],
    ]);
    expect(file.replace).toMatchObject([
      { oldVersion: 'v1.0.0', newPath: './with blank', newVersion: null },
      { oldVersion: null, newPath: 'a.b/e', newVersion: 'v1.1.0' },
    ]);
  });

  test('of the rest', () => {
    expect(file.retract.map(({ span }) => at(span))).toEqual(['retract [v1.0.0, v1.1.0]']);
    expect(file.tool.map(({ pathSpan }) => at(pathSpan))).toEqual(['a.b/d/cmd']);
    expect(file.ignore.map(({ pathSpan }) => at(pathSpan))).toEqual(['./x']);
    expect(file.godebug.map(({ span }) => at(span))).toEqual(['godebug a=b']);
  });

  test('of a go.work', () => {
    const work = 'use (\n\t"./a b" // c\n)\n';
    const [use] = parseWorkFile(work).file.use;
    expect(use).toEqual({ path: './a b', pathSpan: { start: 7, end: 14 }, span: { start: 7, end: 14 } });
  });
});
