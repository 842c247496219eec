package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"sync"

	"golang.org/x/mod/sumdb"
	"golang.org/x/mod/sumdb/tlog"
)

func init() { register("sumdbclient", sumdbClientVectors) }

// sumdbWorld is an honest database, as far as one lookup needs it.
type sumdbWorld struct {
	// Files are what the database serves, by path.
	Files map[string][]byte `json:"files"`
	// Head is the signed head that the client knows before; empty for none.
	Head   []byte      `json:"head"`
	Path   string      `json:"path"`
	Lookup string      `json:"lookup"`
	Cases  []sumdbCase `json:"cases"`
}

// sumdbCase is one thing that is otherwise, and what the Go client says then.
type sumdbCase struct {
	What string `json:"what"`
	// Path is the file that is otherwise: not there, with another bit, or cut.
	// Empty when whole files are.
	Path string `json:"path"`
	Flip int    `json:"flip"`
	Cut  int    `json:"cut"`
	// Changed are files that are served instead of or besides those of the world.
	Changed map[string][]byte `json:"changed"`
	// Verdict is "proven", "fork" or "refused".
	Verdict string   `json:"verdict"`
	Lines   []string `json:"lines"`
}

func sumdbClientVectors(out *output) {
	rng := out.random("sumdbclient")
	signer := newSumdbSigner(rng, "sum.example.com")
	const size = 66_000
	honest := newSumdbLog(size, sumdbText)
	var worlds []sumdbWorld
	for _, sizes := range [][2]int64{{1, 0}, {7, 0}, {257, 256}, {256, 100}, {1000, 257}, {500, 1000}, {65536, 999}, {66000, 65537}, {4000, 66000}} {
		times := 1
		if max(sizes[0], sizes[1]) < 1000 {
			times = 3
		}
		for range times {
			id := rng.Int63n(sizes[0])
			worlds = append(worlds, newSumdbWorld(rng, signer, honest, sizes[0], sizes[1], id))
		}
	}
	for _, forked := range []int64{3, 299, 900} {
		other := newSumdbLog(3000, func(i int) []byte {
			if int64(i) == forked {
				return []byte("evil.example.com/m v1.0.0 h1:x\n")
			}
			return sumdbText(i)
		})
		for _, sizes := range [][2]int64{{1000, 901}, {1000, 1000}, {901, 1000}, {3000, 300}, {300, 3000}} {
			world := newSumdbWorld(rng, signer, honest, sizes[0], sizes[1], 1)
			world.Cases = nil
			larger := max(sizes[0], sizes[1])
			lookup := sumdbAnswer(signer, other, 1, sizes[0])
			served := map[string][]byte{world.Lookup: lookup}
			if sizes[0] >= sizes[1] {
				// The head that came with the answer is served from its own tree, the head that is known from its own.
				known := sumdbNeeded(signer, honest, world, nil, nil, larger)
				served = sumdbNeeded(signer, other, world, lookup, known, larger)
			}
			world.Cases = append(world.Cases, world.judge(signer, sumdbCase{What: "another timeline", Changed: served}))
			worlds = append(worlds, world)
		}
	}
	out.write("sumdbclient.json.gz", map[string]any{"key": signer.vkey, "worlds": worlds})
}

// newSumdbWorld makes the files that a lookup of record id needs whose answer
// has the head of size records, when the head of known records is known.
func newSumdbWorld(rng *rand.Rand, signer sumdbSigner, log *sumdbLog, size, known, id int64) sumdbWorld {
	world := sumdbWorld{Path: fmt.Sprintf("example.com/M%d", id), Lookup: fmt.Sprintf("/lookup/example.com/!m%d@v1.0.0", id)}
	if known > 0 {
		world.Head = sumdbHead(signer, log, known)
	}
	world.Files = sumdbNeeded(signer, log, world, sumdbAnswer(signer, log, id, size), nil, max(size, known))
	world.Cases = []sumdbCase{world.judge(signer, sumdbCase{What: "honest"})}
	var paths []string
	for path := range world.Files {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		bytes := len(world.Files[path])
		world.Cases = append(world.Cases, world.judge(signer, sumdbCase{What: "missing", Path: path}))
		for range 3 {
			world.Cases = append(world.Cases, world.judge(signer, sumdbCase{What: "flip", Path: path, Flip: rng.Intn(8 * bytes)}))
		}
		world.Cases = append(world.Cases, world.judge(signer, sumdbCase{What: "cut", Path: path, Cut: rng.Intn(bytes)}))
	}
	answer := func(what string, answer []byte) {
		changed := map[string][]byte{world.Lookup: answer}
		world.Cases = append(world.Cases, world.judge(signer, sumdbCase{What: what, Changed: changed}))
	}
	for _, other := range []int64{(id + 1) % size, 0, size - 1} {
		if other != id {
			answer("another record", sumdbAnswer(signer, log, other, size))
		}
	}
	line := func(id int64) []byte { return []byte(fmt.Sprintf("%d\n", id)) }
	answer("another number", bytes.Replace(world.Files[world.Lookup], line(id), line(id+1), 1))
	answer("another key", sumdbAnswer(newSumdbSigner(rng, signer.Name()), log, id, size))
	behind := fmt.Sprintf("%s v1.0.0 h1:forged\n%s v1.0.0/go.mod h1:forged\n", world.Path, world.Path)
	other := (id + 1) % size
	record, err := tlog.FormatRecord(other, log.text(int(other)))
	if err != nil {
		panic(err)
	}
	text := sumdbTreeText(log, size) + behind
	answer("lines in the note", append(record, signer.sign(text)...))
	return world
}

// sumdbNeeded is what a client reads for a lookup from a log of total records; what is in first comes from there.
func sumdbNeeded(signer sumdbSigner, log *sumdbLog, world sumdbWorld, answer []byte, first map[string][]byte, total int64) map[string][]byte {
	ops := &sumdbOps{key: signer.vkey, head: world.Head, read: map[string][]byte{}}
	ops.serve = func(path string) []byte {
		if path == world.Lookup {
			return answer
		}
		if data, ok := first[path]; ok {
			return data
		}
		tile, err := tlog.ParseTilePath(path[1:])
		if err != nil || (tile.N<<8+int64(tile.W))<<(8*tile.L) > total {
			return nil
		}
		data, err := tlog.ReadTileData(tile, log)
		if err != nil {
			panic(err)
		}
		return data
	}
	sumdb.NewClient(ops).Lookup(world.Path, "v1.0.0")
	return ops.read
}

// served is what the database answers in a case; nil for what is not there.
func (world sumdbWorld) served(what sumdbCase, path string) []byte {
	if data, ok := what.Changed[path]; ok {
		return data
	}
	data := world.Files[path]
	if path != what.Path {
		return data
	}
	switch what.What {
	case "flip":
		data = bytes.Clone(data)
		data[what.Flip/8] ^= 1 << (what.Flip % 8)
	case "cut":
		data = data[:what.Cut]
	default:
		data = nil
	}
	return data
}

// judge asks the Go client.
func (world sumdbWorld) judge(signer sumdbSigner, result sumdbCase) sumdbCase {
	result.Verdict = "proven"
	ops := &sumdbOps{key: signer.vkey, head: world.Head, read: map[string][]byte{}}
	ops.serve = func(path string) []byte { return world.served(result, path) }
	client := sumdb.NewClient(ops)
	for _, version := range []string{"v1.0.0", "v1.0.0/go.mod"} {
		lines, err := client.Lookup(world.Path, version)
		result.Lines = append(result.Lines, lines...)
		// Go leaves it to the caller to notice that there is no line.
		if err != nil || len(lines) == 0 {
			result.Verdict, result.Lines = "refused", nil
			break
		}
	}
	if ops.fork {
		result.Verdict = "fork"
	}
	return result
}

func sumdbText(i int) []byte {
	hash := func(kind string) string {
		sum := sha256.Sum256([]byte(fmt.Sprint(kind, i)))
		return base64.StdEncoding.EncodeToString(sum[:])
	}
	path := fmt.Sprintf("example.com/M%d", i)
	return []byte(fmt.Sprintf("%s v1.0.0 h1:%s\n%s v1.0.0/go.mod h1:%s\n", path, hash("zip"), path, hash("mod")))
}

func sumdbTreeText(log *sumdbLog, size int64) string {
	root, err := tlog.TreeHash(size, log)
	if err != nil {
		panic(err)
	}
	return string(tlog.FormatTree(tlog.Tree{N: size, Hash: root}))
}

func sumdbHead(signer sumdbSigner, log *sumdbLog, size int64) []byte {
	return signer.sign(sumdbTreeText(log, size))
}

func sumdbAnswer(signer sumdbSigner, log *sumdbLog, id, size int64) []byte {
	msg, err := tlog.FormatRecord(id, log.text(int(id)))
	if err != nil {
		panic(err)
	}
	return append(msg, sumdbHead(signer, log, size)...)
}

// sumdbLog holds the stored hashes of a log.
type sumdbLog struct {
	hashes []tlog.Hash
	text   func(int) []byte
}

func newSumdbLog(size int, text func(int) []byte) *sumdbLog {
	log := &sumdbLog{text: text}
	for i := range size {
		hashes, err := tlog.StoredHashes(int64(i), text(i), log)
		if err != nil {
			panic(err)
		}
		log.hashes = append(log.hashes, hashes...)
	}
	return log
}

func (log *sumdbLog) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for _, index := range indexes {
		hashes = append(hashes, log.hashes[index])
	}
	return hashes, nil
}

// sumdbOps is a client's world in memory: nothing is cached.
type sumdbOps struct {
	key   string
	head  []byte
	serve func(path string) []byte
	fork  bool
	// mu guards read: the client reads tiles all at once.
	mu   sync.Mutex
	read map[string][]byte
}

var errSumdbMissing = errors.New("not found")

func (ops *sumdbOps) ReadRemote(path string) ([]byte, error) {
	ops.mu.Lock()
	defer ops.mu.Unlock()
	data := ops.serve(path)
	if data == nil {
		return nil, errSumdbMissing
	}
	ops.read[path] = data
	return data, nil
}

func (ops *sumdbOps) ReadConfig(file string) ([]byte, error) {
	if file == "key" {
		return []byte(ops.key), nil
	}
	return ops.head, nil
}

func (ops *sumdbOps) WriteConfig(file string, old, new []byte) error {
	if !bytes.Equal(old, ops.head) {
		return sumdb.ErrWriteConflict
	}
	ops.head = new
	return nil
}

func (ops *sumdbOps) ReadCache(file string) ([]byte, error) { return nil, errSumdbMissing }
func (ops *sumdbOps) WriteCache(file string, data []byte)   {}
func (ops *sumdbOps) Log(msg string)                        {}
func (ops *sumdbOps) SecurityError(msg string) {
	ops.fork = strings.HasPrefix(msg, "SECURITY ERROR")
}
