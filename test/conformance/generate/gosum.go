package main

import (
	"math/rand"
	"strings"
)

func init() { register("gosum", writeGoSum) }

// emptyGoMod is the hash that the go command drops from go.sum.
const emptyGoMod = "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY="

// readGoSum reads as the go command's own unexported function of that name
// does. It gives the fields of the good lines, and the numbers of the bad ones.
func readGoSum(text string) (good [][]string, bad []int) {
	for n, line := range strings.Split(text, "\n") {
		switch f := strings.Fields(line); {
		case len(f) == 0:
		case len(f) != 3:
			bad = append(bad, n+1)
		case f[2] != emptyGoMod:
			good = append(good, f)
		}
	}
	return good, bad
}

func drawGoSum(r *rand.Rand) string {
	var b strings.Builder
	for range r.Intn(12) {
		b.WriteString(pick(r, "", "", "", " ", "\t", "\u0085", "\ufeff", "\u00a0"))
		n := pick(r, 3, 3, 3, 3, 3, 3, 0, 1, 2, 4, 9)
		for i := range n {
			if i > 0 {
				b.WriteString(pick(r, " ", " ", " ", "  ", "\t", "\v", "\f", "\r", "\u2028", "\u3000"))
			}
			switch i {
			case 0:
				b.WriteString(pick(r, "example.com/a", "github.com/A/b/v2", "gopkg.in/yaml.v3", "é", "\x00", "\u200b"))
			case 1:
				b.WriteString(pick(r, "v1.0.0", "v1.0.0/go.mod", "v1.0.0/go.mod/go.mod", "/go.mod", "v0.0.0-20180219231006-80d85c5d4d17/go.mod", "v2.0.0+incompatible", "x"))
			default:
				b.WriteString(pick(r, "h1:ICeL3t2L30ljSPHHxDnR4fqVcBt/zR2zJAb9juavmQg=", emptyGoMod, "h2:x", "h1:", "\u0001"))
			}
		}
		b.WriteString(pick(r, "", "", " ", "\r"))
		b.WriteString(pick(r, "\n", "\n", "\n", "\n", "\r\n", "\n\n", ""))
	}
	return b.String()
}

func writeGoSum(out *output) {
	type one struct {
		Text string     `json:"text"`
		Good [][]string `json:"good"`
		Bad  []int      `json:"bad"`
	}
	r := out.random("gosum")
	vectors := []one{}
	for range 400 {
		text := drawGoSum(r)
		good, bad := readGoSum(text)
		vectors = append(vectors, one{text, good, bad})
	}
	out.write("gosum.json.gz", vectors)
}
