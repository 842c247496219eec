package main

import "strings"

// writtenModFiles are texts written by hand. A line of "====" parts them.
func writtenModFiles() []string {
	return append([]string{""}, strings.Split(modFileTexts, "\n====\n")...)
}

func writtenWorkFiles() []string {
	texts := append([]string{""}, strings.Split(workFileTexts, "\n====\n")...)
	for _, verb := range []string{"go", "toolchain", "godebug", "use", "replace", "unknown", "module", "require"} {
		for _, args := range arguments[verb] {
			texts = append(texts, verb+" "+args+"\n", verb+" (\n\t"+args+"\n)\n")
		}
	}
	return texts
}

const modFileTexts = `module example.com/m
====
// Deprecated: use example.com/n instead.
module example.com/m
====
module example.com/m // Deprecated: suffix
====
// Not this.
//
// Deprecated: second paragraph
// goes on
//
// and ends.
module example.com/m
====
// Deprecated:
module example.com/m
====
// Deprecated:    many blanks
module example.com/m
====
//Deprecated: tight
module example.com/m
====
// deprecated: lower case
module example.com/m
====
// It is Deprecated: in the middle
module example.com/m
====
// Deprecated: far away

module example.com/m
====
// Deprecated: first
//
// Deprecated: second
module example.com/m
====
//
//
// Deprecated: after two empty ones
module example.com/m
====
// One.
module example.com/m // Deprecated: continues
====
// One.
//
module example.com/m // Deprecated: a paragraph of its own
====
// Deprecated: block
module (
	example.com/m
)
====
// Deprecated: block
module (
	// line
	example.com/m
)
====
// Deprecated: block
module (

	example.com/m
)
====
// Deprecated: block
module ( // Deprecated: open
	example.com/m // Deprecated: line
) // Deprecated: close
====
module (
	// Deprecated: inside

	example.com/m
)
====
module (
	example.com/a
	example.com/b
)
====
module ()
====
module ()
module example.com/m
====
module
module example.com/m
====
module a b
module c
====
// Block.
retract (
	v1.0.0
	v1.1.0 // Own.

	v1.2.0
	// Before.
	v1.3.0

	// Before with blank.

	v1.4.0
	// One.
	// Two.
	v1.5.0 // Three.
)
====
retract v1.0.0 // One.
// Two.
retract v1.1.0
// Three.

retract v1.2.0
// Four.
retract (
	v1.3.0
)
====
retract (
	// A

	// B
	[v1.0.0, v1.1.0] // C
)
====
// A
retract ( // B
	// C
)
====
// Leading.
retract v1.0.0
// Trailing.
====
// 	 Blanks around.  	
retract v1.0.0 //	tab
====
//// Four slashes.
retract v1.0.0
====
//
retract v1.0.0 //
====
retract (
	v1.0.0 // A

	// dangling
)
retract v1.1.0
====
module example.com/m

go 1.21

require (
	example.com/a v1.0.0
	example.com/b v1.0.0 // indirect
)

require example.com/c v1.0.0 // indirect; for d

replace example.com/a => ../a

exclude example.com/b v1.0.1

retract [v1.0.0, v1.0.5] // Broken.

tool example.com/a/cmd/x

ignore ./node_modules

godebug default=go1.21

toolchain go1.22.0
====
require (
	example.com/a v1.0.0
====
require (
	example.com/a v1.0.0
)
)
====
require
(
	example.com/a v1.0.0
)
====
require (
	example.com/a v1.0.0 )
====
require ( example.com/a v1.0.0
)
====
require ( example.com/a v1.0.0 )
====
require (example.com/a v1.0.0)
====
require example.com/a v1.0.0 (
)
====
require example.com/a (
	v1.0.0
)
====
require (
	require example.com/a v1.0.0
)
====
require (
	example.com/a v1.0.0, example.com/b v1.0.0
)
====
require (
	(
	)
)
====
go (
	1.21
)
====
toolchain (
	go1.21.0
)
====
go 1.21
go 1.22
====
go x
go 1.22
====
toolchain go1.21
toolchain go1.22
====
toolchain x
toolchain go1.22
====
module a.b/c
module a.b/d
====
require example.com/a v1.0.0
require example.com/a v1.0.0
require example.com/a v1.1.0
====
replace example.com/a => ./a
replace example.com/a => ./b
====
foo bar
baz
require example.com/a v1.0.0
====
foo (
	bar
)
require example.com/a v1.0.0
====
foo bar (
	baz
)
====
require bar (
	example.com/a v1.0.0
)
====
"require" example.com/a v1.0.0
====
"require" (
	example.com/a v1.0.0
)
====
( require
====
, require
====
require example.com/a v1.0.0
require example.com/b
require example.com/c v1.0.0
require example.com/d vx
require example.com/e v1.0.0
====
require (
	example.com/a v1.0.0
	example.com/b
	example.com/c v1.0.0
	example.com/d vx
)
go
====
// only a comment
====
// one

// two

====
module example.com/m // c1
// c2
require example.com/a v1.0.0 // c3
// c4
====
require example.com/a v1.0.0
// indirect
====
require example.com/a v1.0.0 // indirect
require example.com/b v1.0.0
====
require ( // indirect
	example.com/a v1.0.0
)
====
require (
	example.com/a v1.0.0
) // indirect
====
require (
	// indirect
	example.com/a v1.0.0
)
====
require example.com/a/v2 v2.0.0
require example.com/a/v2 v3.0.0
====
  module   example.com/m  
		go	1.21	
====
module example.com/m;go 1.21
====
module example.com/m go 1.21
====
module=example.com/m
====
module "example.com/m"
====
modulex example.com/m
module example.com/n
====
 module	example.com/m//comment
====
module //comment
module example.com/m
====
module // comment
	example.com/m
====
module "example.com/m" x
====
module example.com/m "
====
module "
module example.com/m
====
foo module example.com/m
====
require (
	example.com/a v1.0.0
	example.com/b v1.0.0
	module example.com/m
====
example.com/a v1.0.0
====
require example.com/a v1.0.0 // indirect
 // second line
====
ignore ( ./a
	./b )
====
ignore (
	./a
	"./b c"
	./d // why
)
====
tool (
	example.com/a
	example.com/b/cmd
)
====
godebug (
	default=go1.21
	panicnil=1
)
====
exclude (
	example.com/a v1.0.0 // bad
	example.com/b/v2 v2.0.0
)
====
replace (
	example.com/a => ./a
	example.com/b v1.0.0 => example.com/c v1.0.0
	example.com/d => "./with blank" // why
)
====
retract (
	[v1.0.0, v1.1.0]
	v1.2.0
	[v1.3.0
	v1.4.0 x
	]
)
====
retract v1.0.0
====
retract v1
retract v1.1
retract v1.1.1+meta
====
retract [v1.0.0, v1.0.0]
module example.com/m
====
go 1.21.0
go 1.21.0
====
go v1.21
====
go 1.21.x
module example.com/m
require example.com/a v1.0.0
foo`

const workFileTexts = `go 1.18
====
go 1.18

use ./a
====
go 1.18

use (
	./a
	./b // why
	"./c d"
)
====
use .
use ..
use ./a
====
use (
	./a
====
use ( ./a )
====
use ./a ./b
====
use ./a
use ./a
====
go 1.18
go 1.19
====
toolchain go1.21.0
====
toolchain go1.21.0
toolchain go1.22.0
====
go 1.18

// before
use ( // open
	// first
	./a // after

	// second
	./b
) // close

replace example.com/a => ./a
replace (
	example.com/b v1.0.0 => example.com/c v1.0.0
)
godebug default=go1.21
====
module example.com/m
====
require example.com/a v1.0.0
====
go (
	1.18
)
====
module (
	example.com/m
)
====
go v1.18
====
retract v1.0.0
====
exclude example.com/a v1.0.0
====
tool a
====
ignore a
====
use "./a
use ./b
====
use './a'
====
go 1.18
use
====
unknown (
	./a
)
use ./b
====
use x (
	./a
)
====
// only a comment
====
use /* x */ ./a
====
use ./a // c
// d
use ./b`
