import { readGoFile, readOutline } from '../../../server/src/gosource/index.ts';
import { describe, expect, test } from '../../kit.ts';

const TRICKY = `// Package a.
package a

import (
	"fmt"
	other "os"
)
import . "net"

/* } */ const open, close = '{', "}" // {
var (
	raw   = \`}{\`
	quote = '\\''
	list  = []string{"}", \`{\`, "\\"}"}
	f     = func() { fmt.Println("}") }
	typed map[string]struct{ n int }
)

type T struct{ a interface{ M() } }
type U[K any] = map[string]T

func (t *T) M() { if t != nil { /* } */ } }
func (u U[K]) N() (x struct{ b int }) { return }
func init() { _ = "}" }
func noBody(a int) error
func g[T any](a T) interface{ M() } { return nil }
//go:linkname local os.target
func local()
`;

describe('the outline of a file', () => {
  test('agrees with what is read in full', () => {
    const file = readGoFile('a.go', TRICKY);
    const outline = readOutline(TRICKY);
    expect([outline.fault, outline.complete, outline.packageName]).toEqual([null, true, 'a']);
    expect(outline.imports).toEqual(file?.imports);
    expect(
      outline.functions.map(({ name, receiver, start, end }) => [name, receiver, { start, end }]),
    ).toEqual(file?.functions.map(({ name, receiver, span }) => [name, receiver, span]));
    expect(outline.functions.filter(({ hasBody }) => !hasBody).map(({ name }) => name)).toEqual([
      'noBody',
      'local',
    ]);
    expect(outline.specs.filter(({ kind }) => kind === 'var').map(({ names }) => names)).toEqual(
      file?.variables.map(({ names }) => names),
    );
    expect(outline.specs.filter(({ kind }) => kind === 'type').flatMap(({ names }) => names)).toEqual(
      file?.types,
    );
    expect(outline.links).toEqual([{ local: 'local', target: 'os.target' }]);
  });

  test.each([
    ['a bracket that nothing closes', 'package a\nfunc f() {\n'],
    ['a comment without end', 'package a\nfunc f() { /* }\n'],
    ['a statement at the top', 'package a\nx = 1\n'],
    ['no package', 'func f() {}\n'],
  ])('%s is a fault', (_, text) => {
    expect(readOutline(text).fault).not.toBe(null);
  });
});
