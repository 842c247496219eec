// Generate writes what golang.org/x/mod says about many inputs, so that the
// TypeScript rooms can be compared with it.
//
// Every group of vectors is one file of this folder, which registers itself.
// The same seed gives the same bytes, except for the date.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math/rand"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
)

// A group writes the vectors of one subject.
type group func(out *output)

// groups holds the registered groups by name.
var groups = map[string]group{}

// register makes a group known; each file calls it from its init function.
func register(name string, g group) { groups[name] = g }

// output is where and how vectors are written.
type output struct {
	dir    string
	header header
	seed   int64
	// files are folders with real files, for groups that read such.
	files []string
}

// header says what made a file of vectors.
type header struct {
	XMod string `json:"xmod"`
	Go   string `json:"go"`
	Date string `json:"date"`
	Seed int64  `json:"seed"`
}

// random returns a fresh source, so that no group depends on another one.
func (out *output) random(name string) *rand.Rand {
	sum := out.seed
	for _, c := range name {
		sum = sum*31 + int64(c)
	}
	return rand.New(rand.NewSource(sum))
}

// write writes one file of vectors: compressed when its name ends in ".gz".
func (out *output) write(name string, vectors any) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(struct {
		Made    header `json:"made"`
		Vectors any    `json:"vectors"`
	}{out.header, vectors}); err != nil {
		log.Fatal(err)
	}
	data := buf.Bytes()
	if strings.HasSuffix(name, ".gz") {
		var z bytes.Buffer
		w, _ := gzip.NewWriterLevel(&z, gzip.BestCompression)
		w.Write(data)
		w.Close()
		data = z.Bytes()
	}
	if err := os.WriteFile(filepath.Join(out.dir, name), data, 0o666); err != nil {
		log.Fatal(err)
	}
}

func main() {
	dir := flag.String("out", "", "folder to write to")
	date := flag.String("date", "", "date to record, as 2006-01-02")
	seed := flag.Int64("seed", 1, "seed of everything that is drawn by lot")
	files := flag.String("files", "", "folders with real go.mod files, separated by the list separator of the system; only they are read then")
	only := flag.String("only", "", "names of groups, separated by commas; all but \"files\" when empty")
	flag.Parse()
	if *dir == "" || *date == "" {
		log.Fatal("both -out and -date are needed")
	}

	out := &output{dir: *dir, seed: *seed, header: header{Go: runtime.Version(), Date: *date, Seed: *seed}}
	if *files != "" {
		out.files = filepath.SplitList(*files)
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, dep := range info.Deps {
			if dep.Path == "golang.org/x/mod" {
				out.header.XMod = dep.Version
			}
		}
	}

	var names []string
	for name := range groups {
		if *only == "" && name != "files" || slices.Contains(strings.Split(*only, ","), name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		groups[name](out)
		fmt.Println("wrote", name)
	}
}
