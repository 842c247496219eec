// Command generate-gosource writes down what go/scanner makes of Go source.
//
// Without arguments it writes ../vectors/gosource.json.gz: snippets of our own
// and seeded mutations of them, each with its tokens. With -walk it prints, for
// files below a folder and for mutations of them, a digest of the tokens and
// what go/parser says that they declare and call, one JSON object a line.
package main

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"go/scanner"
	"go/token"
	"io/fs"
	"log"
	"math/rand"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"unicode/utf8"
)

// A tok is a token: its kind, and its half-open range in UTF-16 units.
// End is -1 where go/scanner does not tell it.
type tok struct {
	Kind       string
	Start, End int
}

func (t tok) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{t.Kind, t.Start, t.End})
}

var kinds = map[token.Token]string{
	token.ILLEGAL: "illegal",
	token.COMMENT: "comment",
	token.IDENT:   "identifier",
	token.INT:     "integer",
	token.FLOAT:   "float",
	token.IMAG:    "imaginary",
	token.CHAR:    "rune",
	token.STRING:  "string",
}

// scan returns the tokens of a text that is valid UTF-8, and whether the scanner rejected anything.
func scan(text string) ([]tok, bool) {
	offsets := utf16Offsets(text)
	hasCR := strings.Contains(text, "\r")
	fset := token.NewFileSet()
	file := fset.AddFile("x.go", -1, len(text))
	rejected := false
	onError := func(_ token.Position, message string) {
		// Line directives are not part of the language that is read here.
		if !strings.HasPrefix(message, "invalid line number") && !strings.HasPrefix(message, "invalid column number") {
			rejected = true
		}
	}
	var s scanner.Scanner
	s.Init(file, []byte(text), onError, scanner.ScanComments)
	toks := []tok{}
	for {
		pos, t, lit := s.Scan()
		if t == token.EOF {
			return toks, rejected
		}
		start := file.Offset(pos)
		end := start + len(t.String())
		switch {
		case t == token.SEMICOLON && lit == "\n":
			end = start
		case t.IsLiteral() || t == token.COMMENT || t == token.ILLEGAL:
			end = start + len(lit)
			// Comments and raw strings lose their carriage returns.
			if hasCR && (t == token.COMMENT || t == token.STRING) {
				end = -1
			}
		}
		kind, ok := kinds[t]
		if !ok {
			kind = t.String()
		}
		if end >= 0 {
			end = offsets[end]
		}
		toks = append(toks, tok{kind, offsets[start], end})
	}
}

func utf16Offsets(text string) []int {
	offsets := make([]int, len(text)+1)
	units := 0
	for i, r := range text {
		n := utf8.RuneLen(r)
		for j := range n {
			offsets[i+j] = units
		}
		units++
		if r > 0xffff {
			units++
		}
	}
	offsets[len(text)] = units
	return offsets
}

// digest is the hash that the test computes of its own tokens.
func digest(toks []tok, rejected bool) string {
	h := sha256.New()
	w := bufio.NewWriter(h)
	for _, t := range toks {
		fmt.Fprintf(w, "%s %d %d\n", t.Kind, t.Start, t.End)
	}
	fmt.Fprintf(w, "%t\n", rejected)
	w.Flush()
	return hex.EncodeToString(h.Sum(nil))
}

// pieces are inserted by mutations: whatever a scanner may stumble over.
var pieces = []string{
	"\"", "'", "`", "/*", "*/", "//", "\n", "\r\n", "\r", "\x00", "\ufeff", "\\", "\\x", "\\u12", "\\777", "'\\''",
	"0x", "0b12", "0o9", "089", "08.5", "1_", "1__2", "0x1p", "0x1.8p-3", "1e+", "1i", ".5", "...", "..", "0x_1",
	"&^=", "&^", "<<=", "<-", ":=", "~", "#", "@", "$", "?", "é", "日本", "𝒳", "٣", "\u2028", "“", "{", "}", "(", ")",
	"[", "]", ";", "return", "break", "x/*\n*/y", "x /* a */ /* b */\n", "\"\\", "'a", "''", "'ab'", "\ufffd",
}

func mutate(r *rand.Rand, text string) string {
	runes := []rune(text)
	for range 1 + r.Intn(4) {
		if len(runes) == 0 {
			return text
		}
		at := r.Intn(len(runes))
		to := min(len(runes), at+1+r.Intn(8))
		switch r.Intn(4) {
		case 0:
			runes = append(append([]rune{}, runes[:at]...), runes[to:]...)
		case 1:
			runes = append(append([]rune{}, runes[:to]...), runes[at:]...)
		case 2:
			runes = runes[:to]
		default:
			piece := []rune(pieces[r.Intn(len(pieces))])
			runes = append(append(append([]rune{}, runes[:at]...), piece...), runes[at:]...)
		}
	}
	return string(runes)
}

type vector struct {
	Text     string `json:"text"`
	Tokens   []tok  `json:"tokens"`
	Rejected bool   `json:"rejected"`
}

func writeVectors(out, date string, seed int64, count int) error {
	r := rand.New(rand.NewSource(seed))
	vectors := []vector{}
	add := func(text string) {
		toks, rejected := scan(text)
		vectors = append(vectors, vector{text, toks, rejected})
	}
	for _, text := range snippets {
		add(text)
	}
	for _, piece := range pieces {
		add(piece)
		add("x" + piece + "\ny")
	}
	for range count {
		add(mutate(r, snippets[r.Intn(len(snippets))]))
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	file, err := os.Create(filepath.Join(out, "gosource.json.gz"))
	if err != nil {
		return err
	}
	w := gzip.NewWriter(file)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	made := map[string]any{"go": runtime.Version(), "date": date, "seed": seed}
	err = encoder.Encode(map[string]any{"made": made, "vectors": vectors})
	if err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return file.Close()
}

type walked struct {
	Path string `json:"path"`
	// Text is set when the file was mutated, or is not UTF-8 as it is.
	Text   *string `json:"text"`
	Digest string  `json:"digest"`
	// Declarations is empty for a file that go/parser rejects.
	Declarations string `json:"declarations"`
}

func walk(root string, stride int, seed int64) error {
	r := rand.New(rand.NewSource(seed))
	w := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(w)
	n := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		n++
		if n%stride != 0 {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		// What is no UTF-8 becomes U+FFFD, byte by byte, before it is scanned: the product reads texts.
		text := string([]rune(string(data)))
		line := walked{Path: path, Digest: digest(scan(text)), Declarations: declarations(text)}
		if text != string(data) {
			line.Text = &text
		}
		if err := encoder.Encode(line); err != nil {
			return err
		}
		if len(text) > 40_000 {
			return nil
		}
		mutated := mutate(r, text)
		line = walked{Path: path, Text: &mutated, Digest: digest(scan(mutated)), Declarations: declarations(mutated)}
		return encoder.Encode(line)
	})
	if err != nil {
		return err
	}
	return w.Flush()
}

func main() {
	out := flag.String("out", "../vectors", "folder to write to")
	date := flag.String("date", "", "date to record, as 2006-01-02")
	seed := flag.Int64("seed", 1, "seed of the mutations")
	count := flag.Int("count", 1500, "how many mutations to write")
	root := flag.String("walk", "", "folder whose Go files to print digests of, instead of writing vectors")
	stride := flag.Int("stride", 1, "take every n-th file")
	flag.Parse()
	var err error
	if *root != "" {
		err = walk(*root, *stride, *seed)
	} else {
		err = writeVectors(*out, *date, *seed, *count)
	}
	if err != nil {
		log.Fatal(err)
	}
}
