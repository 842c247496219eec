import { bytesOf, type ContentModule } from '../../bench/names/contentModule.ts';

const PATH = 'github.com/tidewater/gauge/v2';

const FILES: Readonly<Record<string, string>> = {
  'go.mod': `module ${PATH}\n\ngo 1.13\n`,
  LICENSE: 'Permission is granted to look at this file.\n\nCopyright the tidewater authors\n',
  'README.md': `# gauge

[![Docs](https://pkg.go.dev/badge/${PATH}.svg)](https://pkg.go.dev/${PATH})
[![Build](https://github.com/tidewater/gauge/workflows/test/badge.svg)](https://github.com/tidewater/gauge/actions)

Reads water levels.

    go get ${PATH}

See also github.com/tidewater/gauge-tools.
`,
  '.github/workflows/test.yml':
    'on: push\njobs:\n  test:\n    env:\n      HOME_OF: github.com/tidewater/gauge\n',
  'doc.go': `// Package gauge reads water levels; see https://github.com/tidewater/gauge.
package gauge // import "${PATH}"
`,
  'gauge.go': `// Copyright the tidewater authors

package gauge

import (
	"errors"
	"os/exec"
	str "strings"

	"${PATH}/internal/scale"
)

// ErrDry says that there is no water. Reported in github.com/tidewater/gauge/issues/3.
var ErrDry = errors.New("github.com/tidewater/gauge: dry")

var known = map[string]int{}

func init() {
	known["low"] = scale.Low
}

// Level is a height over the zero of the gauge.
type Level int

func (l Level) String() string {
	return str.Repeat("~", int(l))
}

// Find looks for a program that reads the gauge.
func Find(name string) (string, error) {
	return exec.LookPath(name)
}
`,
  'hex.go': `package gauge

var hex = "0123456789abcdef"

func digit(i int) byte {
	return hex[i&15]
}

func odd(i int) bool {
	return i%2 == 1
}
`,
  'gauge_linux.go': 'package gauge\n\nconst device = "/dev/gauge"\n',
  'gauge_test.go': `package gauge_test

import (
	"testing"

	"${PATH}"
)

func TestFind(t *testing.T) {
	if _, err := gauge.Find("no such program"); err == nil {
		t.Fatal("found what is not there")
	}
}
`,
  'internal/scale/scale.go': 'package scale\n\nconst Low = 3\n',
  'cmd/gauge/main.go': `package main

import "${PATH}"

func main() {
	println(gauge.Level(3).String())
}
`,
};

/** A small module that nobody published: with an `init`, a file for one system, a program, badges and import comments. */
export function inventedModule(): ContentModule {
  const files = new Map(Object.entries(FILES).map(([path, text]) => [path, bytesOf(text)]));
  return { module: { path: PATH, version: 'v2.1.0' }, files };
}
