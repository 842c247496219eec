package main

import (
	"encoding/base64"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/mod/modfile"
)

func init() {
	register("modfile", writeModFiles)
	register("workfile", writeWorkFiles)
	register("files", writeRealFiles)
}

// place is where a line stands: line, rune column and byte of both ends.
type place [6]int

func placeOf(l *modfile.Line) place {
	return place{l.Start.Line, l.Start.LineRune, l.Start.Byte, l.End.Line, l.End.LineRune, l.End.Byte}
}

// directive is one directive: its verb, its values and its place.
type directive struct {
	Verb   string   `json:"v"`
	Values []string `json:"a"`
	Place  place    `json:"p"`
}

// reading is what a parser says: positions of errors, or directives.
type reading struct {
	// Errors are pairs of line and rune column.
	Errors [][2]int    `json:"errors,omitempty"`
	Syntax bool        `json:"syntax,omitempty"`
	File   []directive `json:"file,omitempty"`
}

// vector is one text and what is said of it. Lax is absent when it is the same as Strict.
type vector struct {
	Text       *string  `json:"text,omitempty"`
	Base64     *string  `json:"base64,omitempty"`
	Strict     reading  `json:"strict"`
	Lax        *reading `json:"lax,omitempty"`
	ModulePath string   `json:"modulePath,omitempty"`
	// GoVersion is the version that golang.org/x/mod/zip goes by.
	GoVersion string `json:"goVersion,omitempty"`
}

func newVector(text string) vector {
	var v vector
	if utf8.ValidString(text) {
		v.Text = &text
	} else {
		encoded := base64.StdEncoding.EncodeToString([]byte(text))
		v.Base64 = &encoded
	}
	return v
}

func errorPlaces(err error) [][2]int {
	var list modfile.ErrorList
	if !errors.As(err, &list) {
		log.Fatalf("unexpected error %T: %v", err, err)
	}
	var places [][2]int
	for _, e := range list {
		places = append(places, [2]int{e.Pos.Line, e.Pos.LineRune})
	}
	return places
}

// isSyntax tells whether a text has a lexical or syntax error, which is when
// it cannot even be read for formatting.
func isSyntax(text string) bool {
	// Lax parsing ignores unknown verbs, so what the renamed text reports are syntax errors alone.
	_, err := modfile.ParseLax("go.mod", []byte(text), func(_, v string) (string, error) { return "v1.0.0", nil })
	if err == nil {
		return false
	}
	var list modfile.ErrorList
	if !errors.As(err, &list) {
		return true
	}
	m := list[0].Err.Error()
	return strings.HasPrefix(m, "unexpected") || strings.HasPrefix(m, "mod files must") || strings.HasPrefix(m, "syntax error") || strings.HasPrefix(m, "internal")
}

func read(text string, parse func(string, []byte, modfile.VersionFixer) (*modfile.File, error)) reading {
	f, err := parse("go.mod", []byte(text), nil)
	if err != nil {
		return reading{Errors: errorPlaces(err), Syntax: isSyntax(text)}
	}
	var ds []directive
	add := func(l *modfile.Line, verb string, values ...string) {
		ds = append(ds, directive{verb, values, placeOf(l)})
	}
	if f.Module != nil {
		add(f.Module.Syntax, "module", f.Module.Mod.Path, f.Module.Deprecated)
	}
	if f.Go != nil {
		add(f.Go.Syntax, "go", f.Go.Version)
	}
	if f.Toolchain != nil {
		add(f.Toolchain.Syntax, "toolchain", f.Toolchain.Name)
	}
	for _, d := range f.Godebug {
		add(d.Syntax, "godebug", d.Key, d.Value)
	}
	for _, d := range f.Require {
		add(d.Syntax, "require", d.Mod.Path, d.Mod.Version, fmt.Sprint(d.Indirect))
	}
	for _, d := range f.Exclude {
		add(d.Syntax, "exclude", d.Mod.Path, d.Mod.Version)
	}
	for _, d := range f.Replace {
		add(d.Syntax, "replace", d.Old.Path, d.Old.Version, d.New.Path, d.New.Version)
	}
	for _, d := range f.Retract {
		add(d.Syntax, "retract", d.Low, d.High, d.Rationale)
	}
	for _, d := range f.Tool {
		add(d.Syntax, "tool", d.Path)
	}
	for _, d := range f.Ignore {
		add(d.Syntax, "ignore", d.Path)
	}
	return reading{File: ds}
}

func modVector(text string) vector {
	v := newVector(text)
	v.Strict = read(text, modfile.Parse)
	lax := read(text, modfile.ParseLax)
	if fmt.Sprint(lax) != fmt.Sprint(v.Strict) {
		v.Lax = &lax
	}
	v.ModulePath = modfile.ModulePath([]byte(text))
	if f, err := modfile.ParseLax("go.mod", []byte(text), nil); err == nil && f.Go != nil {
		v.GoVersion = f.Go.Version
	}
	return v
}

func workVector(text string) vector {
	v := newVector(text)
	f, err := modfile.ParseWork("go.work", []byte(text), nil)
	if err != nil {
		v.Strict = reading{Errors: errorPlaces(err), Syntax: isSyntax(text)}
		return v
	}
	add := func(l *modfile.Line, verb string, values ...string) {
		v.Strict.File = append(v.Strict.File, directive{verb, values, placeOf(l)})
	}
	if f.Go != nil {
		add(f.Go.Syntax, "go", f.Go.Version)
	}
	if f.Toolchain != nil {
		add(f.Toolchain.Syntax, "toolchain", f.Toolchain.Name)
	}
	for _, d := range f.Godebug {
		add(d.Syntax, "godebug", d.Key, d.Value)
	}
	for _, d := range f.Use {
		add(d.Syntax, "use", d.Path)
	}
	for _, d := range f.Replace {
		add(d.Syntax, "replace", d.Old.Path, d.Old.Version, d.New.Path, d.New.Version)
	}
	return v
}

func each(texts []string, make func(string) vector) []vector {
	var vectors []vector
	seen := map[string]bool{}
	for _, text := range texts {
		if !seen[text] {
			seen[text] = true
			vectors = append(vectors, make(text))
		}
	}
	return vectors
}

func writeModFiles(out *output) {
	r := out.random("modfile")
	written := append(writtenModFiles(), shapedModFiles()...)
	var composed []string
	for range 500 {
		composed = append(composed, composeModFile(r))
	}
	var mutated []string
	for range 1400 {
		mutated = append(mutated, mutate(r, pick(r, pick(r, written...), pick(r, composed...))))
	}
	hostile := hostileTexts("require", "example.com/a v1.2.3")
	out.write("modfile-written.json.gz", each(written, modVector))
	out.write("modfile-composed.json.gz", each(composed, modVector))
	out.write("modfile-mutated.json.gz", each(mutated, modVector))
	out.write("modfile-hostile.json.gz", each(hostile, modVector))
}

func writeWorkFiles(out *output) {
	r := out.random("workfile")
	written := writtenWorkFiles()
	var composed, mutated []string
	for range 120 {
		composed = append(composed, composeWorkFile(r))
	}
	for range 250 {
		mutated = append(mutated, mutate(r, pick(r, pick(r, written...), pick(r, composed...))))
	}
	texts := append(written, composed...)
	texts = append(texts, mutated...)
	texts = append(texts, hostileTexts("use", "./a")...)
	out.write("workfile.json.gz", each(texts, workVector))
}

// writeRealFiles reads all files named go.mod or *.mod in the given folders.
func writeRealFiles(out *output) {
	type realFile struct {
		Name string `json:"name"`
		vector
	}
	files := []realFile{}
	for _, folder := range out.files {
		filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".mod") {
				return nil
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return nil
			}
			files = append(files, realFile{path, modVector(string(data))})
			return nil
		})
	}
	sort.Slice(files, func(i, j int) bool { return files[i].Name < files[j].Name })
	out.write("files.json.gz", files)
}
