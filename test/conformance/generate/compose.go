package main

import (
	"fmt"
	"math/rand"
	"strings"
)

var composedPaths = []string{
	"github.com/alpha/one", "github.com/alpha/one/v2", "github.com/Beta/Two", "golang.example/x/net", "golang.example/x/tools/sub", "gopkg.in/three.v3", "gopkg.in/four.v1", "example.com/five/v10", "k8s.example/api",
	"git.corp.example/team/six", "example.com/seven", "example.com/dash-ed/under_score", "example.com/a.b.c/d~e",
}

func composedVersion(r *rand.Rand, path string) string {
	major := r.Intn(2)
	suffix := ""
	if i := strings.LastIndex(path, "/v"); i >= 0 {
		fmt.Sscanf(path[i+2:], "%d", &major)
	} else if i := strings.LastIndex(path, ".v"); i >= 0 && strings.HasPrefix(path, "gopkg.in/") {
		fmt.Sscanf(path[i+2:], "%d", &major)
	} else if r.Intn(8) == 0 {
		major, suffix = 2+r.Intn(3), "+incompatible"
	}
	switch r.Intn(5) {
	case 0:
		if suffix == "" && !strings.Contains(path, "/v") {
			return fmt.Sprintf("v%d.0.0-20%02d0%d1%d123456-%012x", major, 10+r.Intn(16), 1+r.Intn(9), r.Intn(10), r.Int63n(1<<48))
		}
		fallthrough
	case 1:
		return fmt.Sprintf("v%d.%d.%d-rc.%d%s", major, r.Intn(30), r.Intn(10), r.Intn(4), suffix)
	}
	return fmt.Sprintf("v%d.%d.%d%s", major, r.Intn(30), r.Intn(10), suffix)
}

func composedPath(r *rand.Rand) string {
	p := pick(r, composedPaths...)
	if r.Intn(15) == 0 {
		return "\"" + p + "\""
	}
	return p
}

func pathAndVersion(r *rand.Rand) string {
	p := composedPath(r)
	v := composedVersion(r, strings.Trim(p, "\""))
	if r.Intn(30) == 0 {
		v = "\"" + v + "\""
	}
	return p + pick(r, " ", " ", " ", "  ", "\t") + v
}

func composedReplace(r *rand.Rand) string {
	left := composedPath(r)
	if r.Intn(2) == 0 {
		left = pathAndVersion(r)
	}
	right := pick(r, "./local", "../sibling", "/abs/path", "\"./with blank\"", "../../up/v2")
	if r.Intn(2) == 0 {
		right = pathAndVersion(r)
	}
	return left + " => " + right
}

func composedRetract(r *rand.Rand) string {
	if r.Intn(2) == 0 {
		return composedVersion(r, "x")
	}
	return fmt.Sprintf("[%s,%s%s]", composedVersion(r, "x"), pick(r, " ", "", "  "), composedVersion(r, "x"))
}

func composedSuffix(r *rand.Rand, verb string) string {
	if verb == "require" && r.Intn(2) == 0 {
		return pick(r, " // indirect", " // indirect", "// indirect", " //indirect", " // indirect; kept", "\t// indirect")
	}
	if r.Intn(4) == 0 {
		return pick(r, " // why", " // Deprecated: no", "// tight", " //", " // déjà vu 😀", " // see https://example.com/x")
	}
	return ""
}

func composedComments(r *rand.Rand, indent string) string {
	var b strings.Builder
	for range r.Intn(3) {
		b.WriteString(indent + pick(r, "// A comment.", "//", "// Deprecated: use another one.", "//Deprecated: tight", "// Some words\n"+indent+"//\n"+indent+"// Deprecated: after a paragraph\n"+indent+"// and more", "// ünïcödé", "//\ttabbed ") + "\n")
	}
	return b.String()
}

// statement writes one directive or one block of a verb.
func statement(r *rand.Rand, verb string, args func() string) string {
	var b strings.Builder
	b.WriteString(composedComments(r, ""))
	if r.Intn(12) == 0 && b.Len() > 0 {
		b.WriteString("\n")
	}
	if verb == "go" || verb == "toolchain" || r.Intn(2) == 0 {
		b.WriteString(pick(r, "", "", "", "", "\t") + verb + pick(r, " ", " ", " ", "\t", "  ") + args() + composedSuffix(r, verb) + "\n")
		return b.String()
	}
	if r.Intn(12) == 0 {
		b.WriteString(verb + pick(r, " ()", " ( )", " (\n)", "()") + "\n")
		if verb == "module" {
			return "module " + args() + "\n"
		}
		return b.String()
	}
	b.WriteString(verb + pick(r, " (", " (", " (", "(", " ( // opened") + "\n")
	n := 1
	if verb != "module" {
		n += r.Intn(6)
	}
	for range n {
		if r.Intn(4) == 0 {
			b.WriteString(strings.Repeat("\n", 1+r.Intn(2)))
		}
		b.WriteString(composedComments(r, "\t"))
		if r.Intn(12) == 0 {
			b.WriteString("\n")
		}
		b.WriteString(pick(r, "\t", "\t", "\t", "", "  ") + args() + composedSuffix(r, verb) + "\n")
	}
	if r.Intn(6) == 0 {
		b.WriteString(pick(r, "\n", "\t// last\n", "\n\t// last\n\n"))
	}
	b.WriteString(")" + pick(r, "", "", "", " // closed") + "\n")
	return b.String()
}

func composeModFile(r *rand.Rand) string {
	args := map[string]func() string{
		"module":    func() string { return composedPath(r) },
		"go":        func() string { return pick(r, "1.16", "1.21", "1.21.0", "1.22rc1", "1.25.3") },
		"toolchain": func() string { return pick(r, "go1.21.0", "default", "go1.22rc1", "go1.25.3-custom") },
		"godebug":   func() string { return pick(r, "default=go1.21", "panicnil=1", "http2client=0") },
		"require":   func() string { return pathAndVersion(r) },
		"exclude":   func() string { return pathAndVersion(r) },
		"replace":   func() string { return composedReplace(r) },
		"retract":   func() string { return composedRetract(r) },
		"tool":      func() string { return composedPath(r) + "/cmd" },
		"ignore":    func() string { return pick(r, "./node_modules", "static", "\"a b\"", "./x/y") },
	}
	verbs := []string{"module", "go"}
	if r.Intn(3) == 0 {
		verbs = append(verbs, "toolchain")
	}
	for range r.Intn(7) {
		verbs = append(verbs, pick(r, "require", "require", "require", "exclude", "replace", "retract", "retract", "tool", "ignore", "godebug"))
	}
	if r.Intn(5) == 0 {
		r.Shuffle(len(verbs), func(i, j int) { verbs[i], verbs[j] = verbs[j], verbs[i] })
	}
	return compose(r, verbs, args)
}

func composeWorkFile(r *rand.Rand) string {
	args := map[string]func() string{
		"go":        func() string { return pick(r, "1.18", "1.21", "1.25.3") },
		"toolchain": func() string { return pick(r, "go1.21.0", "default") },
		"godebug":   func() string { return pick(r, "default=go1.21", "panicnil=1") },
		"use":       func() string { return pick(r, ".", "./a", "../b", "\"./with blank\"", "./deep/er/v2") },
		"replace":   func() string { return composedReplace(r) },
	}
	verbs := []string{"go"}
	if r.Intn(3) == 0 {
		verbs = append(verbs, "toolchain")
	}
	for range r.Intn(6) {
		verbs = append(verbs, pick(r, "use", "use", "replace", "godebug"))
	}
	return compose(r, verbs, args)
}

func compose(r *rand.Rand, verbs []string, args map[string]func() string) string {
	var b strings.Builder
	for _, verb := range verbs {
		b.WriteString(statement(r, verb, args[verb]))
		b.WriteString(strings.Repeat("\n", pick(r, 0, 1, 1, 1, 2)))
	}
	text := b.String()
	switch r.Intn(8) {
	case 0:
		text = strings.ReplaceAll(text, "\n", "\r\n")
	case 1:
		text = strings.TrimRight(text, "\n")
	case 2:
		text = "// Copyright of somebody.\n\n" + text
	}
	return text
}

// mutate changes a text in one to three places: bytes, tokens or lines are
// deleted, doubled, put in or replaced.
func mutate(r *rand.Rand, text string) string {
	for range 1 + r.Intn(3) {
		switch r.Intn(3) {
		case 0:
			text = mutateParts(r, strings.Split(text, ""), "", "\x00", "\xff", "\"", "`", "(", ")", "[", "]", ",", "/", "*", "\n", "\r", " ", "\\", "\ufeff", "😀", "'", "=", ">", "\xe2", "1", "v", "\u00a0")
		case 1:
			text = mutateParts(r, strings.SplitAfter(text, " "), "", "( ", ") ", "// c ", "/* ", "=> ", "v1.0.0 ", "example.com/x ", "\"q\" ", "require ", "[ ", "indirect ", "\n( ")
		default:
			text = mutateParts(r, strings.SplitAfter(text, "\n"), "", "\n", ")\n", "require (\n", "// comment\n", "module example.com/again\n", "go 1.22\n", "\t\n", "unknown x\n", "retract v1.0.0\n", "\"a\\\nb\" // c\n", "replace a => b\n", "example.com/y v1.0.0 // indirect\n")
		}
	}
	return text
}

func mutateParts(r *rand.Rand, parts []string, inserted ...string) string {
	if len(parts) == 0 {
		return pick(r, inserted...)
	}
	i := r.Intn(len(parts))
	switch r.Intn(4) {
	case 0:
		parts[i] = ""
	case 1:
		parts[i] += parts[i]
	case 2:
		parts[i] += pick(r, inserted...)
	default:
		parts[i] = pick(r, inserted...)
	}
	return strings.Join(parts, "")
}
