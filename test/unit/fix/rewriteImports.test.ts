import { rewriteImports } from '../../../server/src/fix/index.ts';
import { applyEdits } from '../../../server/src/text/index.ts';
import { describe, expect, test } from '../../kit.ts';

const FROM = 'bad.example/x';
const TO = 'good.example/z/v2';

function rewritten(text: string, others: readonly string[] = [], from = FROM, to = TO): string {
  return applyEdits(text, rewriteImports(text, from, to, new Set([from, ...others])));
}

test('imports at and below the module, of every form', () => {
  const text = `// Package p uses bad.example/x.
package p // import "bad.example/x/p"

/*
#include <x.h> // "bad.example/x"
*/
import "C"

import (
	"fmt"

	"bad.example/x"
	_ "bad.example/x/side" // "bad.example/x"
	. "bad.example/x/dot"
	named "bad.example/x/deep/er"
	\`bad.example/x/raw\`
	"bad.example/xy"
	"other.example/bad.example/x"
)
import "bad.example/x/internal"; import q "bad.example/x/q"

const text = "bad.example/x"
//go:generate go run bad.example/x/cmd
`;
  expect(rewritten(text)).toBe(`// Package p uses bad.example/x.
package p // import "bad.example/x/p"

/*
#include <x.h> // "bad.example/x"
*/
import "C"

import (
	"fmt"

	"good.example/z/v2"
	_ "good.example/z/v2/side" // "bad.example/x"
	. "good.example/z/v2/dot"
	named "good.example/z/v2/deep/er"
	\`good.example/z/v2/raw\`
	"bad.example/xy"
	"other.example/bad.example/x"
)
import "good.example/z/v2/internal"; import q "good.example/z/v2/q"

const text = "bad.example/x"
//go:generate go run bad.example/x/cmd
`);
});

describe('an import belongs to the longest module path', () => {
  const imports = (...paths: string[]): string =>
    `package p\n\nimport (\n${paths.map((path) => `\t"${path}"\n`).join('')})\n`;

  test('that of a module nested in it stays', () => {
    expect(
      rewritten(imports('bad.example/x/n', 'bad.example/x/n/a', 'bad.example/x/na'), ['bad.example/x/n']),
    ).toBe(imports('bad.example/x/n', 'bad.example/x/n/a', 'good.example/z/v2/na'));
  });

  test('that of another major version stays where it is required, and goes where it is a folder', () => {
    const text = imports('bad.example/x/v3/a');
    expect(rewritten(text, ['bad.example/x/v3'])).toBe(text);
    expect(rewritten(text)).toBe(imports('good.example/z/v2/v3/a'));
  });

  test('a shorter module path takes nothing away', () => {
    expect(rewritten(imports('bad.example/x/a', 'bad.example/w'), ['bad.example'])).toBe(
      imports('good.example/z/v2/a', 'bad.example/w'),
    );
  });

  test('a suffix of a major version falls away with the module', () => {
    expect(
      rewritten(imports('bad.example/x/v2', 'bad.example/x/v2/a'), [], 'bad.example/x/v2', 'good.example/z'),
    ).toBe(imports('good.example/z', 'good.example/z/a'));
  });
});

test('CRLF, a byte order mark and escapes', () => {
  expect(rewritten('\ufeffpackage p\r\n\r\nimport "bad.example/x"\r\n')).toBe(
    '\ufeffpackage p\r\n\r\nimport "good.example/z/v2"\r\n',
  );
  expect(rewritten('package p\nimport "bad\\x2eexample/x/\\u0061"\n')).toBe(
    'package p\nimport "good.example/z/v2/a"\n',
  );
});

test.each([
  ['a string that is not closed', 'package p\nimport "bad.example/x\n'],
  ['a path that Go refuses', 'package p\nimport "bad.example/x/a b"\n'],
  ['two slashes', 'package p\nimport "bad.example/x//a"\n'],
  ['text behind the imports', 'package p\nfunc f() {}\nimport "bad.example/x"\n'],
  ['no text', ''],
])('%s is left alone', (_, text) => {
  expect(rewriteImports(text, FROM, TO, new Set())).toEqual([]);
});

test.each(['', 'good example/x', 'good.example/"', 'good.example/x\n', 'good.example/`'])(
  'nothing is imported from %j',
  (to) => {
    expect(rewriteImports('package p\nimport "bad.example/x"\n', FROM, to, new Set())).toEqual([]);
  },
);

test('the intact imports before a broken place are changed', () => {
  expect(rewritten('package p\nimport (\n\t"bad.example/x"\n\t???\n')).toBe(
    'package p\nimport (\n\t"good.example/z/v2"\n\t???\n',
  );
});
