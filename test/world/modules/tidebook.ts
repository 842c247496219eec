/** The text of tidebook, a small honest module that others copy, and how a copy renames it. */
import type { Tree } from './description.ts';
import { licence } from './files.ts';

export const TIDEBOOK_PATH = 'github.com/saltmarsh-labs/tidebook';

const README = `# tidebook

[![Go Reference](https://pkg.go.dev/badge/${TIDEBOOK_PATH}.svg)](https://pkg.go.dev/${TIDEBOOK_PATH})
[![Go Report Card](https://goreportcard.com/badge/${TIDEBOOK_PATH})](https://goreportcard.com/report/${TIDEBOOK_PATH})

Tide tables as plain data: read them, ask them, write them.

    go get ${TIDEBOOK_PATH}
`;

const BOOK_GO = `// Package tidebook holds tide tables and answers questions about them.
package tidebook // import "${TIDEBOOK_PATH}"

import (
	"errors"
	"sort"
	"time"

	"${TIDEBOOK_PATH}/level"
)

// Kind tells high water from low water.
type Kind int

// The two kinds of an entry.
const (
	Low Kind = iota
	High
)

// ErrEmpty is returned when a book that holds nothing is asked.
var ErrEmpty = errors.New("tidebook: the book is empty")

// Entry is one turn of the tide.
type Entry struct {
	At    time.Time
	Kind  Kind
	Level level.Metres
}

// Book is a table of entries of one port, in order of time.
type Book struct {
	Port    string
	entries []Entry
}

// New makes an empty book for a port.
func New(port string) *Book {
	return &Book{Port: port}
}

// Add puts an entry where it belongs.
func (b *Book) Add(e Entry) {
	at := sort.Search(len(b.entries), func(i int) bool { return b.entries[i].At.After(e.At) })
	b.entries = append(b.entries, Entry{})
	copy(b.entries[at+1:], b.entries[at:])
	b.entries[at] = e
}

// Len tells how many entries there are.
func (b *Book) Len() int { return len(b.entries) }

// Next gives the first entry of a kind behind a moment.
func (b *Book) Next(kind Kind, from time.Time) (Entry, error) {
	if len(b.entries) == 0 {
		return Entry{}, ErrEmpty
	}
	for _, e := range b.entries {
		if e.Kind == kind && e.At.After(from) {
			return e, nil
		}
	}
	return Entry{}, errors.New("tidebook: no such entry behind " + from.Format(time.RFC3339))
}

// Range gives the difference between the highest and the lowest level.
func (b *Book) Range() level.Metres {
	if len(b.entries) == 0 {
		return 0
	}
	lowest, highest := b.entries[0].Level, b.entries[0].Level
	for _, e := range b.entries[1:] {
		lowest = level.Lower(lowest, e.Level)
		highest = level.Higher(highest, e.Level)
	}
	return highest - lowest
}

// LevelAt estimates the level between two entries by the rule of twelfths.
func (b *Book) LevelAt(t time.Time) (level.Metres, bool) {
	for i := 1; i < len(b.entries); i++ {
		before, behind := b.entries[i-1], b.entries[i]
		if t.Before(before.At) || t.After(behind.At) {
			continue
		}
		span := behind.At.Sub(before.At)
		if span <= 0 {
			return before.Level, true
		}
		sixth := int(6 * t.Sub(before.At) / span)
		return before.Level + level.Twelfths(sixth)*(behind.Level-before.Level), true
	}
	return 0, false
}
`;

const LEVEL_GO = `// Package level holds heights of water.
package level

import "strconv"

// Metres above chart datum.
type Metres float64

// Lower gives the lower of two levels.
func Lower(a, b Metres) Metres {
	if a < b {
		return a
	}
	return b
}

// Higher gives the higher of two levels.
func Higher(a, b Metres) Metres {
	if a > b {
		return a
	}
	return b
}

// Twelfths gives the share of the range that is reached after some sixths of the time.
func Twelfths(sixths int) Metres {
	shares := [...]Metres{0, 1, 3, 6, 9, 11, 12}
	if sixths < 0 {
		sixths = 0
	}
	if sixths >= len(shares) {
		sixths = len(shares) - 1
	}
	return shares[sixths] / 12
}

// String shows a level with two digits.
func (m Metres) String() string {
	return strconv.FormatFloat(float64(m), 'f', 2, 64) + " m"
}
`;

const TABLE_GO = `package tidebook

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"${TIDEBOOK_PATH}/level"
)

// Read reads a table: a line for each entry with time, H or L, and metres.
func Read(port string, r io.Reader) (*Book, error) {
	book := New(port)
	lines := bufio.NewScanner(r)
	for number := 1; lines.Scan(); number++ {
		text := strings.TrimSpace(lines.Text())
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		entry, err := parse(text)
		if err != nil {
			return nil, fmt.Errorf("tidebook: line %d: %w", number, err)
		}
		book.Add(entry)
	}
	return book, lines.Err()
}

func parse(text string) (Entry, error) {
	fields := strings.Fields(text)
	if len(fields) != 3 {
		return Entry{}, fmt.Errorf("%d fields and not 3", len(fields))
	}
	at, err := time.Parse(time.RFC3339, fields[0])
	if err != nil {
		return Entry{}, err
	}
	metres, err := strconv.ParseFloat(fields[2], 64)
	if err != nil {
		return Entry{}, err
	}
	entry := Entry{At: at, Kind: Low, Level: level.Metres(metres)}
	switch fields[1] {
	case "H":
		entry.Kind = High
	case "L":
	default:
		return Entry{}, fmt.Errorf("%q is neither H nor L", fields[1])
	}
	return entry, nil
}

// Write writes the table that Read reads.
func (b *Book) Write(w io.Writer) error {
	for _, e := range b.entries {
		letter := "L"
		if e.Kind == High {
			letter = "H"
		}
		if _, err := fmt.Fprintf(w, "%s %s %.2f\\n", e.At.Format(time.RFC3339), letter, float64(e.Level)); err != nil {
			return err
		}
	}
	return nil
}
`;

const TEST_GO = `package tidebook_test

import (
	"strings"
	"testing"

	"${TIDEBOOK_PATH}"
)

func TestRead(t *testing.T) {
	book, err := tidebook.Read("Saltmarsh", strings.NewReader("2024-01-02T03:04:05Z H 4.20\\n"))
	if err != nil || book.Len() != 1 {
		t.Fatal(book, err)
	}
}
`;

/** The files of tidebook. */
export const TIDEBOOK: Tree = {
  'go.mod': `module ${TIDEBOOK_PATH}\n\ngo 1.21\n`,
  LICENSE: licence(2022, 'Saltmarsh Labs'),
  'README.md': README,
  'book.go': BOOK_GO,
  'book_test.go': TEST_GO,
  'level/level.go': LEVEL_GO,
  'table.go': TABLE_GO,
};

/** Names of all files of tidebook. */
export const TIDEBOOK_FILES = Object.keys(TIDEBOOK);

/** Tidebook under another module path: replaced in all files but those in `kept`. */
export function tidebookAs(path: string, kept: readonly string[] = []): Tree {
  return Object.fromEntries(
    Object.entries(TIDEBOOK).map(([name, text]) => [
      name,
      typeof text === 'string' && !kept.includes(name) ? text.replaceAll(TIDEBOOK_PATH, path) : text,
    ]),
  );
}
