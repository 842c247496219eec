package main

import (
	"math/rand"
	"strings"
	"unicode/utf8"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

func init() { register("module", writeModule) }

var pathSamples = []string{
	"", ".", "..", "/", "a", "a.b", "a.b/", "/a.b", "a.b//c", "a.b/c", "a.b/c/", "a.b/c d", "a.b/c\td", "a.b/.c", "a.b/c.", "a.b/..",
	"a.b/...", "a.b/c..d", "-a.b/c", "a-.b/c", "a.b/-c", "A.b/c", "a.B/c", "a_b.c/d", "a~b.c/d", "a.b/C", "a.b/_c", "a.b/~c", "a.b/c~",
	"a.b/c~1", "a.b/c~1.go", "a.b/c~a1", "a.b/~1", "a.b/c~1~", "a.b/c~1~2", "a.b/c.x~1", "a.b/CON", "a.b/con.go", "a.b/CoN", "a.b/con2",
	"a.b/COM1", "a.b/com0", "a.b/com10", "a.b/LPT9.txt.go", "a.b/lpt", "a.b/aux", "a.b/nul.", "a.b/prn", "con.io/x", "aux/x", "nul.x/y",
	"a.b/c+d", "a.b/c++", "a.b/c@v1", "a.b/c:d", "a.b/c\\d", "a.b/c!d", "a.b/c%20d", "a.b/c#d", "a.b/c$d", "a.b/c&d", "a.b/c(d)", "a.b/c,d",
	"a.b/c=d", "a.b/c[d]", "a.b/c^d", "a.b/c{d}", "a.b/c'd", "a.b/c\"d", "a.b/c*d", "a.b/c<d", "a.b/c>d", "a.b/c?d", "a.b/c|d", "a.b/c`d",
	"a.b/c;d", "a.b/é", "a.b/世界", "a.b/e\u0301", "a.b/\u00a0", "a.b/\u200b", "a.b/\ufeff", "a.b/\ufffd", "a.b/١", "a.b/𝒳", "a.b/😀", "é.b/c",
	"a.b/\x00", "a.b/\x7f", "a.b/ſ", "a.b/K", "a.b/ª", "a.b/Ⅷ", "a.b/ʰ", "a.b/ǅ", "a.b/क", "a.b/ा",
	"a.b/v0", "a.b/v1", "a.b/v2", "a.b/v02", "a.b/v10", "a.b/v2.0", "a.b/v2.", "a.b/v.", "a.b/v", "a.b/v2/", "a.b/v2/c", "a.b/V2", "a.b/cv2",
	"a.b/c/v2", "a.b/c/v1.2", "a.b/c/v99999999999999999999", "a.b/vv2", "a.b/2", "a.b/1.2", "v2", "/v2", "x/v2", "v2.b/c",
	"gopkg.in/yaml.v2", "gopkg.in/yaml.v0", "gopkg.in/yaml.v1", "gopkg.in/yaml.v01", "gopkg.in/yaml.v00", "gopkg.in/yaml", "gopkg.in/yaml.v2.1",
	"gopkg.in/yaml.v2-unstable", "gopkg.in/yaml.v0-unstable", "gopkg.in/yaml.v-unstable", "gopkg.in/yaml.v", "gopkg.in/user/yaml.v2", "gopkg.in/",
	"gopkg.in", "gopkg.in/v2", "gopkg.in/.v2", "gopkg.in/yaml.V2", "gopkg.in/yaml/v2", "gopkg.in/yaml.v2/sub", "gopkg.in/-unstable", "gopkg.in/yaml.v2-unstable-unstable",
	"github.com/BurntSushi/toml", "github.com/Azure/azure-sdk-for-go", "github.com/!azure/x", "GitHub.com/a/b", "example.com/A/B/C/v3",
	"a.b/" + strings.Repeat("c/", 200) + "d", strings.Repeat("a", 3000) + ".b/c", "a.b/~" + strings.Repeat("1", 3000),
	"go.mod", "vendor/modules.txt", "LICENSE", "a b.txt", "dir/.hidden", ".github/workflows/x.yml", "a/-b", "x;y", "tab\tname", "new\nline", "@v/list",
}

var globSamples = []string{
	"", ",", "*", "*.corp.com", "corp.com", "corp.com/", "corp.com//", "corp.com/*", "*/*", "*/*/*", "github.com/me/*,*.corp.com", " corp.com",
	"corp.com ,x", "?orp.com", "[c-d]orp.com", "[^c]orp.com", "[^x]orp.com", "[]c]orp.com", "[c", "[c-", "[-c]orp.com", "[c-]orp.com", "[a-z]*", "[^a-b-c]*",
	"\\corp.com", "corp.com\\", "c\\orp.com", "\\*", "[\\c]orp.com", "[\\]]", "[\\-c]orp.com", "[c\\-d]orp.com", "**", "**.com", "c**p.com", "*c*r*p*", "corp*", "*com",
	"corp.com/x/y", "corp.com/x/", "/corp.com", "corp.com/[^/]", "corp[^a]com", "corp?x", "corp[.]com", "*[a-]", "*[", "x*[", "*x[", "corp.com,[",
	"[,corp.com", "[a,b]", "none", "off", "c?rp.com/?", "CORP.com", "*é*", "[é-ü]*", "*[^é]", "?", "??", "*?", "é", "\\é", "[^é]", "*\\", "*[^a]*", "[a][b]", "[a-z][a-z]*.[a-z]*",
	"*a*a*a*a*a*a*a*a*b", strings.Repeat("*a", 30) + "b", "[" + strings.Repeat("a-b", 50) + "]orp.com", "*]", "]", "a]b", "[[]", "[[a]", "[a[]orp", "*[*]*", "[*]", "[*", "a[*]b*",
}

var globTargets = []string{
	"", "/", "corp.com", "corp.com/x", "corp.com/x/y", "git.corp.com/x", "a.git.corp.com/x/y/z", "corpXcom", "github.com/me/x/y", "github.com/you/x", "github.com", "aorp.com",
	"dorp.com", "]orp.com", "-orp.com", "orp.com", "*", "\\corp.com", "c", "é", "éx/y", "aé", "ü/é", "x", "/x", "//", "corp.com//x", "none", "off", "CORP.com", "ab", "a", "b", "a*b/c",
	strings.Repeat("a", 40), strings.Repeat("a", 40) + "b", "a/" + strings.Repeat("x/", 30), "[/x", ",", "[a", "b]", "[", "😀/x", "a😀",
}

func drawGlob(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.Intn(7) {
		b.WriteString(pick(r, "*", "*", "?", "a", "b", "c", "/", ".", "[ab]", "[^ab]", "[a-c]", "[", "]", "\\", "\\*", "-", ",", "é", "[^é]", "[\\]a]", "ab", "^"))
	}
	return b.String()
}

func drawTarget(r *rand.Rand) string {
	var b strings.Builder
	for range r.Intn(8) {
		b.WriteString(pick(r, "a", "b", "c", "/", ".", "ab", "é", "[", "]", "*", "-", "\\", "😀"))
	}
	return b.String()
}

func drawPath(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString(pick(r, "a.b", "github.com", "gopkg.in", "x", "A.b", "1.2", "", "-.a"))
	for range r.Intn(4) {
		b.WriteString("/")
		for range r.Intn(4) {
			b.WriteString(pick(r, "a", "B", "c", ".", "-", "_", "~", "1", "2", "v", "v2", ".v2", "/v3", "v1", "+", "@", " ", "é", "!", "con", "COM1", "~1", "-unstable", "É"))
		}
	}
	return b.String()
}

var pseudoSamples = []string{
	"v0.0.0-20180219231006-80d85c5d4d17", "v1.0.0-20180219231006-80d85c5d4d17", "v2.0.0-20180219231006-80d85c5d4d17", "v0.0.1-20180219231006-80d85c5d4d17",
	"v0.1.0-20180219231006-80d85c5d4d17", "v1.2.4-0.20180219231006-80d85c5d4d17", "v1.2.0-0.20180219231006-80d85c5d4d17", "v1.10.100-0.20180219231006-80d85c5d4d17",
	"v1.2.1000000000000000000000-0.20180219231006-80d85c5d4d17", "v1.2.1-0.20180219231006-80d85c5d4d17", "v1.2.3-pre.0.20180219231006-80d85c5d4d17",
	"v1.2.3-pre.1.0.20180219231006-80d85c5d4d17", "v1.2.3-0.0.20180219231006-80d85c5d4d17", "v1.2.3-0.0.0.20180219231006-80d85c5d4d17", "v1.2.3-pre.20180219231006-80d85c5d4d17", "v1.2.3-pre-0.20180219231006-80d85c5d4d17",
	"v1.2.3-a-b.0.20180219231006-80d85c5d4d17", "v1.2.3-10.20180219231006-80d85c5d4d17", "v1.2.3-pre.10.20180219231006-80d85c5d4d17",
	"v2.0.4-0.20180219231006-80d85c5d4d17+incompatible", "v2.0.0-20180219231006-80d85c5d4d17+incompatible", "v2.0.0-pre.0.20180219231006-80d85c5d4d17+incompatible",
	"v0.0.0-20180219231006-80d85c5d4d17+meta", "v0.0.0-20180219231006-80d85c5d4d17+a-b.c", "v0.0.0-20180219231006-80D85C5D4D17", "v0.0.0-20180219231006-xyz", "v0.0.0-20180219231006-",
	"v0.0.0-20180219231006", "v0.0.0-2018021923100-80d85c5d4d17", "v0.0.0-201802192310066-80d85c5d4d17", "v0.0.0-20180219231006-80d85c5d4d17-x", "v0.0.0-20180219231006-80d85c5d4d17.x",
	"v0.0.0-x20180219231006-80d85c5d4d17", "v0.0.0-0-20180219231006-80d85c5d4d17", "v0.0.0-00010101000000-000000000000", "v0.0.0-00000000000000-000000000000", "v0.0.0-20180229000000-000000000000",
	"v0.0.0-20200229000000-000000000000", "v0.0.0-19000229000000-000000000000", "v0.0.0-20000229000000-000000000000", "v0.0.0-20181301000000-000000000000", "v0.0.0-20180001000000-000000000000",
	"v0.0.0-20180100000000-000000000000", "v0.0.0-20180132000000-000000000000", "v0.0.0-20180101240000-000000000000", "v0.0.0-20180101236000-000000000000", "v0.0.0-20180101235960-000000000000",
	"v0.0.0-99991231235959-000000000000", "v0.0.0-19691231235959-000000000000", "v0.0.0-00990229000000-000000000000", "v0.0.0-00960229000000-000000000000",
	"v1.0.0", "v1.0.0-pre", "v1.0.0-a-b", "v1.0-20180219231006-80d85c5d4d17", "v1-20180219231006-80d85c5d4d17", "v01.0.0-20180219231006-80d85c5d4d17", "v1.00.0-20180219231006-80d85c5d4d17", "", "v", "--",
	"v1.2.3-01.0.20180219231006-80d85c5d4d17", "v0.0.0-0.20180219231006-80d85c5d4d17", "v1.0.0-0.20180219231006-80d85c5d4d17", "v1.2.3-pre.0.20180219231006-80d85c5d4d17-0.20180219231006-80d85c5d4d17",
}

func writeModule(out *output) {
	r := out.random("module")

	paths := pathSamples
	for range 1500 {
		paths = append(paths, drawPath(r))
	}
	type onePath struct {
		Path      string    `json:"path"`
		Module    bool      `json:"module"`
		Import    bool      `json:"import"`
		File      bool      `json:"file"`
		Escaped   *string   `json:"escaped"`
		Unescaped *string   `json:"unescaped"`
		Split     *[]string `json:"split"`
	}
	var onePaths []onePath
	for _, p := range paths {
		one := onePath{Path: p, Module: module.CheckPath(p) == nil, Import: module.CheckImportPath(p) == nil, File: module.CheckFilePath(p) == nil}
		one.Escaped = orNil(module.EscapePath(p))
		one.Unescaped = orNil(module.UnescapePath(p))
		if prefix, major, ok := module.SplitPathVersion(p); ok {
			one.Split = &[]string{prefix, major}
		}
		onePaths = append(onePaths, one)
	}

	versions := append([]string{"", "!", "a!b", "!a", "!A", "a/b", "a\\b", ".", "..", "con", "v1.0.0-RC1", "v1.0.0-!r!c1", "Master", "!master", "é", "a b", "a~1"}, versionSamples...)
	versions = append(versions, pseudoSamples...)
	for range 600 {
		versions = append(versions, drawVersion(r))
	}
	type oneVersion struct {
		V         string  `json:"v"`
		Escaped   *string `json:"escaped"`
		Unescaped *string `json:"unescaped"`
		Canonical string  `json:"canonical"`
		Pseudo    bool    `json:"pseudo"`
		// Time, rev and base are those that could be read; all three or none count for us.
		Time *int64  `json:"time"`
		Rev  *string `json:"rev"`
		Base *string `json:"base"`
	}
	var oneVersions []oneVersion
	for _, v := range versions {
		one := oneVersion{V: v, Canonical: module.CanonicalVersion(v), Pseudo: module.IsPseudoVersion(v)}
		one.Escaped = orNil(module.EscapeVersion(v))
		one.Unescaped = orNil(module.UnescapeVersion(v))
		if t, err := module.PseudoVersionTime(v); err == nil {
			seconds := t.Unix()
			one.Time = &seconds
		}
		one.Rev = orNil(module.PseudoVersionRev(v))
		one.Base = orNil(module.PseudoVersionBase(v))
		oneVersions = append(oneVersions, one)
	}

	type oneMajor struct {
		V     string `json:"v"`
		Major string `json:"major"`
		OK    bool   `json:"ok"`
	}
	var majors []oneMajor
	prefixes := map[string]string{}
	for _, major := range []string{"", "/v2", "/v3", "/v10", ".v0", ".v1", ".v2", ".v1-unstable", ".v2-unstable"} {
		prefixes[major] = module.PathMajorPrefix(major)
		for _, v := range versions {
			if r.Intn(3) == 0 || strings.HasPrefix(v, "v0.0.0-2018") {
				majors = append(majors, oneMajor{v, major, module.CheckPathMajor(v, major) == nil})
			}
		}
	}

	type oneMatch struct {
		Globs  string `json:"globs"`
		Target string `json:"target"`
		OK     bool   `json:"ok"`
	}
	var matches []oneMatch
	for _, g := range globSamples {
		for _, t := range globTargets {
			matches = append(matches, oneMatch{g, t, module.MatchPrefixPatterns(g, t)})
		}
	}
	for range 6000 {
		g, t := drawGlob(r), drawTarget(r)
		if utf8.ValidString(g) && utf8.ValidString(t) {
			matches = append(matches, oneMatch{g, t, module.MatchPrefixPatterns(g, t)})
		}
	}

	var sorted [][]module.Version
	for range 200 {
		list := make([]module.Version, 2+r.Intn(12))
		for i := range list {
			v := pick(r, "v1.0.0", "v1.0.0", "v1.2.0", "v1.10.0", "v1.0.0-pre", "bad", drawVersion(r))
			list[i] = module.Version{Path: pick(r, "a.b/c", "a.b/C", "a.b", "a.b/c/v2", "z", "\uff5e", "😀"), Version: v + pick(r, "", "", "/go.mod", "/go.mod", "/a")}
		}
		// Without pairs that are equal and yet different, whose order is left open.
		module.Sort(list)
		open := false
		for i, a := range list {
			for _, b := range list[:i] {
				va, _, _ := strings.Cut(a.Version, "/")
				vb, _, _ := strings.Cut(b.Version, "/")
				open = open || a.Path == b.Path && va != vb && semver.Compare(va, vb) == 0
			}
		}
		if !open {
			sorted = append(sorted, list)
		}
	}

	out.write("module.json.gz", map[string]any{
		"paths": onePaths, "versions": oneVersions, "majors": majors, "prefixes": prefixes, "matches": matches, "sorted": sorted,
	})
}

func orNil(s string, err error) *string {
	if err != nil {
		return nil
	}
	return &s
}
