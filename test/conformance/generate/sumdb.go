package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"math/rand"
	"strings"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func init() { register("sumdb", sumdbVectors) }

// sumdbKey is a verifier key and whether it is accepted.
type sumdbKey struct {
	Text string `json:"text"`
	OK   bool   `json:"ok"`
}

// sumdbNote is a message and its verdict: "opened", "malformed" or "signature".
type sumdbNote struct {
	Message []byte `json:"message"`
	Verdict string `json:"verdict"`
	Text    string `json:"text"`
}

// sumdbTree is the text of a tree note; Size is -1 when it is refused.
type sumdbTree struct {
	Text string `json:"text"`
	Size int64  `json:"size"`
	Root string `json:"root"`
}

// sumdbRecord is an answer to a lookup; ID is -1 when it is refused.
type sumdbRecord struct {
	Message []byte `json:"message"`
	ID      int64  `json:"id"`
	Text    []byte `json:"text"`
	Rest    []byte `json:"rest"`
}

// sumdbPath is a tile path; H is 0 when it is refused.
type sumdbPath struct {
	Path string `json:"path"`
	H    int    `json:"h"`
	L    int    `json:"l"`
	N    int64  `json:"n"`
	W    int    `json:"w"`
}

// sumdbPlace says which tile has the hash of a subtree, and with at least which width.
type sumdbPlace struct {
	Height int    `json:"height"`
	Level  int    `json:"level"`
	N      int64  `json:"n"`
	Path   string `json:"path"`
	L      int    `json:"l"`
	TileN  int64  `json:"tileN"`
	W      int    `json:"w"`
}

// sumdbProof is the proof that the tree of the first New of the records
// ("record 0\n" and so on) extends that of the first Old.
type sumdbProof struct {
	New   int64       `json:"new"`
	Old   int64       `json:"old"`
	Root  tlog.Hash   `json:"root"`
	Proof []tlog.Hash `json:"proof"`
}

func sumdbVectors(out *output) {
	rng := out.random("sumdb")
	signer := newSumdbSigner(rng, "sum.example.com/x")
	out.write("sumdb.json.gz", map[string]any{
		"key":     signer.vkey,
		"keys":    sumdbKeys(rng),
		"notes":   sumdbNotes(rng, signer),
		"trees":   sumdbTrees(rng),
		"records": sumdbRecords(rng),
		"paths":   sumdbPaths(rng),
		"places":  sumdbPlaces(rng),
		"proofs":  sumdbProofs(rng),
	})
}

// sumdbSigner signs notes with a key that the seed decides.
type sumdbSigner struct {
	note.Signer
	vkey string
}

func newSumdbSigner(rng *rand.Rand, name string) sumdbSigner {
	seed := make([]byte, ed25519.SeedSize)
	rng.Read(seed)
	private := ed25519.NewKeyFromSeed(seed)
	vkey, err := note.NewEd25519VerifierKey(name, private.Public().(ed25519.PublicKey))
	if err != nil {
		panic(err)
	}
	hash := strings.Split(vkey, "+")[1]
	skey := "PRIVATE+KEY+" + name + "+" + hash + "+" + base64.StdEncoding.EncodeToString(append([]byte{1}, seed...))
	signer, err := note.NewSigner(skey)
	if err != nil {
		panic(err)
	}
	return sumdbSigner{signer, vkey}
}

func (s sumdbSigner) sign(text string, others ...note.Signer) []byte {
	msg, err := note.Sign(&note.Note{Text: text}, append([]note.Signer{s.Signer}, others...)...)
	if err != nil {
		panic(err)
	}
	return msg
}

func sumdbKeys(rng *rand.Rand) []sumdbKey {
	var keys []sumdbKey
	for i := range 200 {
		name := pick(rng, "a", "sum.example.com", "sum.example.com/x", "é", "a b", "a\u0085b", "a\u2003b", "a\ufeffb", "")
		point := make([]byte, 32)
		rng.Read(point)
		key := append([]byte{pick(rng, byte(1), 1, 1, 1, 2, 0)}, point[:pick(rng, 32, 32, 32, 31, 0)]...)
		sum := sha256.Sum256([]byte(name + "\n" + string(key)))
		text := fmt.Sprintf("%s+%x+%s", name, sum[:4], base64.StdEncoding.EncodeToString(key))
		if i%3 == 0 {
			text = string(sumdbMutate(rng, []byte(text)))
		}
		// Line ends inside of base64 are skipped by Go; no setting can hold one.
		if strings.ContainsAny(text, "\r\n") || !utf8.ValidString(text) {
			continue
		}
		_, err := note.NewVerifier(text)
		keys = append(keys, sumdbKey{text, err == nil})
	}
	return keys
}

func sumdbNotes(rng *rand.Rand, signer sumdbSigner) []sumdbNote {
	other := newSumdbSigner(rng, "other.example.com")
	namesake := newSumdbSigner(rng, signer.Name())
	verifier, err := note.NewVerifier(signer.vkey)
	if err != nil {
		panic(err)
	}
	var notes []sumdbNote
	for i := range 600 {
		text := pick(rng, "a\n", "\n", "a\n\nb\n", "é\u007f\ufeff\n", "— a b\n", "go.sum database tree\n1\nx\n")
		msg := signer.sign(text)
		switch rng.Intn(5) {
		case 0:
			msg = signer.sign(text, other.Signer, namesake.Signer)
		case 1:
			msg = other.sign(text, namesake.Signer)
		case 2:
			lines := strings.SplitAfter(string(signer.sign(text, other.Signer)), "\n")
			sig := strings.Repeat(lines[len(lines)-2], rng.Intn(120))
			msg = append(signer.sign(text), sig...)
		}
		for range i % 3 {
			msg = sumdbMutate(rng, msg)
		}
		v := sumdbNote{Message: msg, Verdict: "opened"}
		n, err := note.Open(msg, note.VerifierList(verifier))
		switch err.(type) {
		case nil:
			v.Text = n.Text
		case *note.InvalidSignatureError, *note.UnverifiedNoteError:
			v.Verdict = "signature"
		default:
			v.Verdict = "malformed"
		}
		notes = append(notes, v)
	}
	return notes
}

func sumdbTrees(rng *rand.Rand) []sumdbTree {
	var trees []sumdbTree
	for i := range 300 {
		var root tlog.Hash
		rng.Read(root[:])
		size := pick(rng, 1, 2, 255, 1<<31, 1<<40, 1<<53-1, rng.Int63n(1<<53))
		text := string(tlog.FormatTree(tlog.Tree{N: size, Hash: root})) + pick(rng, "", "", "more\n", "\n\n", "x")
		if i%2 == 0 {
			text = strings.ToValidUTF8(string(sumdbMutate(rng, []byte(text))), "?")
		}
		if strings.Contains(text, "\r") {
			continue
		}
		tree, err := tlog.ParseTree([]byte(text))
		v := sumdbTree{text, tree.N, tree.Hash.String()}
		if err != nil {
			v = sumdbTree{text, -1, ""}
		}
		trees = append(trees, v)
	}
	return trees
}

func sumdbRecords(rng *rand.Rand) []sumdbRecord {
	var records []sumdbRecord
	for i := range 300 {
		id := pick(rng, 0, 1, 10, 1<<53-1, rng.Int63n(1<<53))
		text := pick(rng, "a v1 h1:x\n", "a v1 h1:x\na v1/go.mod h1:y\n", "é\n", "\n", "a")
		msg := []byte(fmt.Sprintf("%d\n%s\n%s", id, text, pick(rng, "", "note\n", "\nnote\n\n— x y\n")))
		if i%2 == 0 {
			msg = sumdbMutate(rng, msg)
		}
		v := sumdbRecord{Message: msg, ID: -1}
		if id, text, rest, err := tlog.ParseRecord(msg); err == nil {
			v = sumdbRecord{msg, id, text, rest}
		}
		records = append(records, v)
	}
	return records
}

func sumdbPaths(rng *rand.Rand) []sumdbPath {
	var paths []sumdbPath
	for i := range 600 {
		h := 1 + rng.Intn(30)
		t := tlog.Tile{H: h, L: rng.Intn(53), N: rng.Int63n(int64(1) << rng.Intn(53)), W: 1 + rng.Intn(1<<h)}
		if i%4 == 0 {
			t.W = 1 << h
		}
		path := t.Path()
		if i%2 == 0 {
			path = strings.ToValidUTF8(string(sumdbMutate(rng, []byte(path))), "?")
		}
		v := sumdbPath{Path: "/" + path}
		// The tiles of record texts are not read by clients.
		if t, err := tlog.ParseTilePath(path); err == nil && t.L >= 0 {
			v = sumdbPath{"/" + path, t.H, t.L, t.N, t.W}
		}
		paths = append(paths, v)
	}
	return paths
}

func sumdbPlaces(rng *rand.Rand) []sumdbPlace {
	var places []sumdbPlace
	for range 1000 {
		h := pick(rng, 1, 2, 3, 8, 8, 8, 10)
		level := rng.Intn(40)
		n := rng.Int63n(int64(1) << rng.Intn(52-level))
		t := tlog.TileForIndex(h, tlog.StoredHashIndex(level, n))
		places = append(places, sumdbPlace{h, level, n, "/" + t.Path(), t.L, t.N, t.W})
	}
	return places
}

func sumdbProofs(rng *rand.Rand) []sumdbProof {
	const size = 700
	log := newSumdbLog(size, func(i int) []byte { return []byte(fmt.Sprintf("record %d\n", i)) })
	var proofs []sumdbProof
	for range 150 {
		n := 1 + rng.Int63n(size)
		old := 1 + rng.Int63n(n)
		root, err1 := tlog.TreeHash(n, log)
		proof, err2 := tlog.ProveTree(n, old, log)
		if err1 != nil || err2 != nil {
			panic("no proof")
		}
		proofs = append(proofs, sumdbProof{n, old, root, append([]tlog.Hash{}, proof...)})
	}
	return proofs
}

// sumdbMutate changes a few bytes, in ways that meet what parsers look at.
func sumdbMutate(rng *rand.Rand, data []byte) []byte {
	data = append([]byte(nil), data...)
	if len(data) == 0 {
		return data
	}
	i := rng.Intn(len(data))
	switch rng.Intn(6) {
	case 0:
		data[i] ^= 1 << rng.Intn(8)
	case 1:
		data = data[:i]
	case 2:
		data = append(data[:i], data[i+1:]...)
	case 3:
		insert := pick(rng, "\n", "\n\n", " ", "+", "=", "0", "x", "-", "/", "—", "\t", "\x00", "\xff", "A")
		data = append(data[:i], append([]byte(insert), data[i:]...)...)
	case 4:
		data = append(data, data[i:]...)
	case 5:
		j := rng.Intn(len(data))
		data[i], data[j] = data[j], data[i]
	}
	return data
}
