package main

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"log"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/mod/module"
	"golang.org/x/mod/sumdb/dirhash"
	modzip "golang.org/x/mod/zip"
)

func init() {
	register("zip", zips)
}

// zipTree is a made-up file tree, and what becomes of it.
//
// Every file but go.mod holds its own path, so that contents need not be kept.
type zipTree struct {
	GoMod   string      `json:"goMod"`
	Files   [][2]string `json:"files"`
	Valid   []string    `json:"valid"`
	Omitted []string    `json:"omitted"`
	Invalid []string    `json:"invalid"`
	H1      string      `json:"h1,omitempty"`
}

// zipFile is a made-up zip, and what CheckZip and HashZip say of it.
type zipCheck struct {
	Zip     string   `json:"zip"`
	Error   bool     `json:"error"`
	Valid   []string `json:"valid"`
	Invalid []string `json:"invalid"`
	H1      string   `json:"h1,omitempty"`
}

type zipVectors struct {
	Module map[string]string `json:"module"`
	// Folds holds every code point that case folding changes, with its target.
	Folds [][2]rune  `json:"folds"`
	Trees []zipTree  `json:"trees"`
	Zips  []zipCheck `json:"zips"`
}

var zipModule = module.Version{Path: "example.test/m", Version: "v1.2.3"}

func zips(out *output) {
	v := zipVectors{
		Module: map[string]string{"path": zipModule.Path, "version": zipModule.Version},
		Folds:  folds(),
	}
	r := out.random("zip")
	for range 700 {
		v.Trees = append(v.Trees, tree(r))
	}
	dir, err := os.MkdirTemp("", "zips")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	for i := range 400 {
		v.Zips = append(v.Zips, check(filepath.Join(dir, fmt.Sprint(i, ".zip")), madeZip(r)))
	}
	out.write("zip.json.gz", v)
}

// folds lists what the collision checker of x/mod/zip does to single code points.
func folds() [][2]rune {
	var list [][2]rune
	for r := rune(0); r <= unicode.MaxRune; r++ {
		smallest := r
		for {
			next := unicode.SimpleFold(smallest)
			if next <= smallest {
				smallest = next
				break
			}
			smallest = next
		}
		if 'A' <= smallest && smallest <= 'Z' {
			smallest += 'a' - 'A'
		}
		if smallest != r {
			list = append(list, [2]rune{r, smallest})
		}
	}
	return list
}

var zipNames = []string{
	"main.go", "main.go", "doc.go", "README.md", "LICENSE", "License", "go.mod", "go.sum", "Go.mod", "GO.MOD", "gO.mOd",
	".hg_archival.txt", "sub/.hg_archival.txt", ".gitignore", "testdata/x.txt", "internal/x/x.go",
	"vendor/modules.txt", "vendor/x.go", "vendor/a/x.go", "vendor/a/b/x.go", "vendor/vendor/x.go", "vendor/go.mod", "vendor/a/go.mod",
	"p/vendor/x.go", "p/vendor/modules.txt", "p/vendor/q/x.go", "p/vendor/vendor/x.go", "p/vendor/q/vendor/x.go", "p/q/vendor/x.go",
	"p/q/r/s/vendor/x.go", "p/vendor/vendor/vendor/x.go", "vendored/x.go", "xvendor/y/z.go", "p/xvendor/y.go", "Vendor/x/y.go", "p/VENDOR/x/y.go", "vendor",
	"n/go.mod", "n/x.go", "n/o/x.go", "n/o/go.mod", "n/Go.Mod", "odd/GO.MOD", "odd/x.go", "testdata/t/go.mod", "testdata/t/x.go", "LICENSE/go.mod", "LICENSE/x",
	"n/vendor/x.go", "n/vendor/a/x.go", "n/bad*.go", "vendor/a/bad*.go", "p/vendor/bad?.go",
	"a/b.txt", "A/b.txt", "a/B.txt", "a", "a/b", "a/b/c", "A/B/C", "straße", "STRASSE", "straẞe", "Kelvin", "\u212aelvin", "ſ.go", "s.go", "S.go",
	"Ångström", "\u212bngström", "σ.go", "ς.go", "Σ.go", "İ.go", "i.go", "ı.go", "ﬀ.go", "ff.go", "Ǆ.go", "ǆ.go", "ǅ.go", "ß", "ẞ", "θ", "ϴ", "ϑ", "µ", "μ", "Ꭰ.go", "ꭰ.go",
	"aux.txt", "AUX", "con", "Con.go", "p/nul", "p/PRN.x.y", "com1", "COM9.txt", "com0", "com10", "lpt1.go", "lpt", "conin$", "auxiliary.go", "x/aux/y.go",
	"a b.txt", " lead", "trail ", "dot.", "...", "..x", "x..", ".x", "-dash", "~tilde~1", "a~1.go", "ex!am", "ha#sh", "do$llar", "per%cent", "am&p", "(paren)", "+plus", "com,ma", "eq=", "@at", "[br]", "ca^ret", "{brace}",
	"quo\"te", "apo'strophe", "st*ar", "l<t", "g>t", "q?m", "back`tick", "pi|pe", "back\\slash", "co:lon", "se;mi", "tab\t", "nl\n.go", "nul\x00", "del\x7f",
	"世界.go", "e\u0301.go", "é.go", "٣.txt", "²", "Ⅷ", "🙂", "\u200b", "\ufeff", "ª", "ʰ", "𐐀.go", "𐐨.go", "bad\xff.go", "\u2028",
	"/abs", "./x", "../x", "x/../y", "x//y", "x/", "", ".", "..", "x/.", "x/./y",
}

var zipGoLines = []string{
	"", "go 1.9", "go 1.13", "go 1.21.0", "go 1.23", "go 1.23.9", "go 1.24", "go 1.24.0", "go 1.24rc1", "go 1.25.3", "go 1.26", "go 1.100", "go 2.0", "go 1.3", "go 1.2",
	"go 1.24beta1", "go 1.24-x", "go v1.24", "go 1", "go 1.24.x", "go 1.24 extra", "go 01.24", "go \"1.24\"", "go 1.24 // comment",
	"go 1.24\nunknown directive", "go 1.24\ngo 1.20", "go 1.24\n)", "\ufeffgo 1.24", "go (\n\t1.24\n)",
	"go 1.24\nrequire x", "go 1.24\nretract [v1.0.0", "go 1.24\nreplace x => y", "go 1.24\nexclude (\n\ta.test/b bad\n)",
}

type madeFile struct {
	path string
	mode fs.FileMode
	data []byte
	size int64
}

func (f madeFile) Path() string                 { return f.path }
func (f madeFile) Lstat() (fs.FileInfo, error)  { return madeInfo{f}, nil }
func (f madeFile) Open() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(f.data)), nil }

type madeInfo struct{ f madeFile }

func (i madeInfo) Name() string       { return filepath.Base(i.f.path) }
func (i madeInfo) Size() int64        { return int64(len(i.f.data)) }
func (i madeInfo) Mode() fs.FileMode  { return i.f.mode }
func (i madeInfo) ModTime() time.Time { return time.Time{} }
func (i madeInfo) IsDir() bool        { return false }
func (i madeInfo) Sys() any           { return nil }

func tree(r *rand.Rand) zipTree {
	goMod := "module example.test/m\n\n" + zipGoLines[r.Intn(len(zipGoLines))] + "\n"
	t := zipTree{GoMod: goMod}
	var files []modzip.File
	add := func(path string, mode fs.FileMode) {
		data := []byte(path)
		if path == "go.mod" {
			data = []byte(goMod)
		}
		kind := "file"
		if mode != 0 {
			kind = "link"
		}
		t.Files = append(t.Files, [2]string{path, kind})
		files = append(files, madeFile{path: path, mode: mode, data: data})
	}
	if r.Intn(6) > 0 {
		add("go.mod", 0)
	}
	names := zipNames
	if r.Intn(2) == 0 {
		// Only names from the front, which are valid most of the time, so that a zip comes of it.
		names = zipNames[:52]
	}
	for range 2 + r.Intn(14) {
		mode := fs.FileMode(0)
		if r.Intn(9) == 0 {
			mode = fs.ModeSymlink
		}
		path := names[r.Intn(len(names))]
		// Git trees hold no path twice and none that is empty, and names that are not UTF-8 do not survive JSON.
		isTwice := slices.ContainsFunc(t.Files, func(f [2]string) bool { return f[0] == path })
		if path != "" && path != "go.mod" && !isTwice && !strings.Contains(path, "\xff") {
			add(path, mode)
		}
	}
	cf, _ := modzip.CheckFiles(files)
	t.Valid = append([]string{}, cf.Valid...)
	t.Omitted, t.Invalid = paths(cf.Omitted), paths(cf.Invalid)
	var buf bytes.Buffer
	if err := modzip.Create(&buf, zipModule, files); err == nil {
		t.H1 = hashOf(buf.Bytes())
	}
	return t
}

func paths(errs []modzip.FileError) []string {
	list := []string{}
	for _, e := range errs {
		list = append(list, e.Path)
	}
	return list
}

func hashOf(data []byte) string {
	f, err := os.CreateTemp("", "zip")
	if err != nil {
		log.Fatal(err)
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(data); err != nil {
		log.Fatal(err)
	}
	f.Close()
	h1, err := dirhash.HashZip(f.Name(), dirhash.Hash1)
	if err != nil {
		return ""
	}
	return h1
}

// madeZip writes a zip with archive/zip, which does not care what it writes.
func madeZip(r *rand.Rand) []byte {
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	prefix := zipModule.Path + "@" + zipModule.Version + "/"
	for range 1 + r.Intn(9) {
		name := zipNames[r.Intn(len(zipNames))]
		if r.Intn(3) > 0 {
			name = zipNames[r.Intn(52)]
		}
		switch r.Intn(60) {
		case 0:
			name = "other/" + name
		case 1:
			// The prefix itself, as a directory.
			name = prefix
		case 2, 3:
			name = prefix + name + "/"
		default:
			name = prefix + name
		}
		content := []byte(strings.Repeat(name, r.Intn(4)))
		if strings.HasSuffix(name, "/") {
			content = nil
		}
		header := &zip.FileHeader{Name: name, Method: uint16(r.Intn(2)) * zip.Deflate}
		if r.Intn(5) == 0 {
			// Sizes and checksum in the local header instead of behind the content.
			header.Method = zip.Store
			header.CompressedSize64, header.UncompressedSize64 = uint64(len(content)), uint64(len(content))
			header.CRC32 = crc32.ChecksumIEEE(content)
			if r.Intn(9) == 0 {
				header.CRC32 = uint32(r.Intn(2))
			}
			raw, err := w.CreateRaw(header)
			if err != nil {
				log.Fatal(err)
			}
			raw.Write(content)
			continue
		}
		f, err := w.CreateHeader(header)
		if err != nil {
			log.Fatal(err)
		}
		if len(content) > 0 {
			f.Write(content)
		}
	}
	if r.Intn(9) == 0 {
		w.SetComment("a comment")
	}
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}
	return buf.Bytes()
}

func check(name string, data []byte) zipCheck {
	if err := os.WriteFile(name, data, 0o666); err != nil {
		log.Fatal(err)
	}
	cf, err := modzip.CheckZip(zipModule, name)
	c := zipCheck{Zip: base64.StdEncoding.EncodeToString(data), Error: err != nil, Valid: append([]string{}, cf.Valid...), Invalid: paths(cf.Invalid)}
	slices.Sort(c.Invalid)
	c.H1 = hashOf(data)
	return c
}
