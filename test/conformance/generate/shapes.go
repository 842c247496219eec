package main

import (
	"fmt"
	"strings"
)

// arguments lists, per verb, arguments of good and bad shapes.
var arguments = map[string][]string{
	"module": {
		"", "example.com/m", `"example.com/m"`, "`example.com/m`", "'example.com/m'", `"example.com/\x6d"`, `"example.com/m`, `example.com/"m"`, "example.com/m extra",
		"(", ")", "( )", "( x )", "[x]", "{", ",", "=>", "example.com/m/v2", "m", `""`, `"a b"`, `"a\tb"`, `"\u00e9"`, `"\U0001F600"`, `"\xc3\xa9"`, `"\xff"`, `"\377"`,
		`"\400"`, `"\u12"`, `"\ud800"`, `"\q"`, `"\'"`, `"\""`, `"\\"`, `"a""b"`, `"a"b`, "é.com/m", "世界", "example.com//m", "example.com/*m", "https://example.com/m",
	},
	"go": {
		"", "1.21", "1.21.0", "1.21rc1", "1.21.0rc1", "1.21beta2", "1", "1.", "1.21.", "1.021", "01.21", "0.1", "v1.21", "v1.21.0", "go1.21", "1.21.x", "1.21-pre", "1.21+x",
		`"1.21"`, "1.21 1.22", "1.2.3.4", "1.21rc", "1.21RC1", "latest", "1.21é", "v1.21é", "1.21.0-custom", "1.21(", "99999999999999999999.1", "1.99999999999999999999", "v1.2.3", "1.2.beta1",
	},
	"toolchain": {
		"", "go1.21.0", "go1", "go1.", "go1.21rc1", "go1.21.0-custom", "default", "defaults", "local", "go2.0", "go10", "1.21", `"go1.21"`, "go1.21 extra", "go1.é", "auto", "none",
	},
	"godebug": {
		"", "a=b", "a=", "=b", "=", "a", "a=b=c", "a = b", `a="b"`, `"a=b"`, "a='b'", "a=`b`", "a=b,c=d", "default=go1.21", "panicnil=1", "a=b c=d", "a=(", "a=>",
	},
	"require": {
		"", "example.com/a", "example.com/a v1.2.3", "example.com/a v1.2", "example.com/a v1", "example.com/a 1.2.3", "example.com/a v1.2.3-pre", "example.com/a v1.2.3+meta",
		"example.com/a v2.0.0", "example.com/a v2.0.0+incompatible", "example.com/a/v2 v2.0.0", "example.com/a/v2 v1.0.0", "example.com/a/v2 v2.0.0+incompatible", "example.com/a/v1 v1.0.0",
		"example.com/a/v2.1 v2.1.0", "gopkg.in/yaml.v2 v2.4.0", "gopkg.in/yaml.v2 v3.0.0", "gopkg.in/yaml v1.0.0", "gopkg.in/check.v1 v0.0.0-20161208181325-20d25e280405", "gopkg.in/a.v2-unstable v2.0.0",
		"example.com/a v0.0.0-20180219231006-80d85c5d4d17", "example.com/a master", "example.com/a latest", "example.com/a none", `"example.com/a" "v1.2.3"`, "`example.com/a` v1.2.3",
		"example.com/a 'v1.2.3'", `example.com/a v1.2.3"`, "example.com/a v1.2.3 extra", "example.com/a v1.2.3 v1.2.4 a b c d e f g h", "a v1.0.0", `"" v1.0.0`, `"\q" v1.0.0`, "example.com/a ,",
		"example.com/a v1.2.3// indirect", "example.com/a v1.2.3 // indirect", "example.com/a v1.2.3 //indirect", "example.com/a v1.2.3 // indirect; why", "example.com/a v1.2.3 // indirect;why",
		"example.com/a v1.2.3 // indirect why", "example.com/a v1.2.3 // why; indirect", "example.com/a v1.2.3 // indirect;", "example.com/a v1.2.3 //\u00a0indirect\u0085", "example.com/a v1.2.3 //// indirect",
		"example.com/a v1.2.3 // Indirect", "example.com/a v1.2.3 /* indirect */", "example.com/a v1.2.3 // indirect // more", "example.com/a v1.2.03", "example.com/a v01.2.3", "A.com/a v1.0.0", "example.com/é v1.0.0",
	},
	"replace": {
		"", "example.com/a => ./a", "example.com/a => ../a", "example.com/a => .", "example.com/a => ..", "example.com/a => /a", "example.com/a => C:/a", `example.com/a => C:\a`, `example.com/a => .\a`,
		`example.com/a => ..\a`, `example.com/a => \a`, `example.com/a => ./a\b`, "example.com/a => a", "example.com/a => .a", "example.com/a => ...", "example.com/a => example.com/b v1.0.0",
		"example.com/a => example.com/b", "example.com/a => example.com/b@v1.0.0", "example.com/a => ./a@v1", "example.com/a v1.0.0 => ./a", "example.com/a v1.0.0 => example.com/b v1.0.0",
		"example.com/a v1.0 => example.com/b v1", "example.com/a v2.0.0 => ./a", "example.com/a/v2 v2.0.0 => ./a", "example.com/a/v1 => ./a", "example.com/a v1.0.0 => ./a v1.0.0", "example.com/a => ./a v1.0.0",
		"example.com/a => example.com/b/v2 v1.0.0", "example.com/a => example.com/b master", "example.com/a master => ./a", "=> ./a", "example.com/a =>", "example.com/a", "example.com/a ./a", "example.com/a = > ./a",
		"example.com/a=>./a", "example.com/a => => ./a", "example.com/a => example.com/b v1.0.0 extra", "example.com/a v1.0.0 => example.com/b v1.0.0 extra", `"example.com/a" => "./a b"`, "example.com/a => './a'",
		`example.com/a "=>" ./a`, "example.com/a => `./a`", "example.com/a v1.0.0 v1.0.1 => ./a", `example.com/a => ""`, `"" => ./a`, `example.com/a => "\x2e/a"`, "example.com/a => 1:/a", "example.com/a => c:", "example.com/a => c",
	},
	"retract": {
		"", "v1.0.0", "v1.0", "v1.0.0+meta", "v2.0.0+incompatible", "[v1.0.0, v1.1.0]", "[v1.0.0,v1.1.0]", "[ v1.0.0 , v1.1.0 ]", "[v1.1.0, v1.0.0]", "[v1.0.0]", "[v1.0.0, ]", "[, v1.0.0]", "[]", "[", "]", "[v1.0.0",
		"[v1.0.0,", "[v1.0.0, v1.1.0", "[v1.0.0 v1.1.0]", "(v1.0.0, v1.1.0)", "[v1.0.0, v1.1.0)", "v1.0.0 extra", "[v1.0.0, v1.1.0] extra", "[v1.0.0, v1.1.0] extra more a b c d e", "master", `"v1.0.0"`, `["v1.0.0", "v1.1.0"]`,
		"'v1.0.0'", "v1.0.0 // why", "[v1.0.0, v1.1.0] // why", "v1.0.0 v1.1.0", "v1.0.0,", "( v1.0.0", "v1.0.0 ( extra", "{v1.0.0, v1.1.0}", "[x, v1.0.0]", "[v1.0.0, x]", "v1.0.0//why", ">=v1.0.0", "[v1.0.0, v1.1.0], v1.2.0",
	},
	"tool":    {"", "example.com/a/cmd/b", `"example.com/a"`, "'a'", "a b", "`a`", `"a b"`, "a // why", `"\q"`, "[", "=>", "./a", `""`},
	"ignore":  {"", "./a", "a", `"a b"`, "'a'", "a b", "`a`", "/a", "**", "node_modules", `""`, `"\q"`, "a/*", "a//b"},
	"use":     {"", ".", "./a", "../a", `"./a b"`, "'./a'", "./a ./b", "`./a`", `.\a`, "a", `"\q"`, `""`, "./a // why", "/a"},
	"exclude": {"", "example.com/a v1.2.3", "example.com/a", "example.com/a v2.0.0", "example.com/a v1.2.3 // indirect", "example.com/a v1.2", "example.com/a v1.2.3 extra", "example.com/a/v1 v1.0.0"},
	"unknown": {"", "a", "a b c", "( x )"},
	"Module":  {"example.com/m"},
	`"go"`:    {"1.21"},
	"use(":    {"./a"},
}

// shapedModFiles puts every argument on a line, into a block, quoted, with
// CRLF, without a line end, and behind an empty line.
func shapedModFiles() []string {
	var texts []string
	for _, verb := range []string{"module", "go", "toolchain", "godebug", "require", "exclude", "replace", "retract", "tool", "ignore", "unknown", "Module", `"go"`, "use("} {
		for i, args := range arguments[verb] {
			line := strings.TrimRight(verb+" "+args, " ")
			texts = append(texts,
				line,
				fmt.Sprintf("%s (\n\t%s\n)\n", verb, args),
			)
			switch i % 4 {
			case 0:
				texts = append(texts, "module example.com/m\r\n\r\n// before\r\n"+line+"\r\n// after\r\n")
			case 1:
				texts = append(texts, fmt.Sprintf("// block\n%s (\n\n\t// first\n\t%s // suffix\n\n\t%s\n\n)\n", verb, args, args))
			case 2:
				texts = append(texts, "\t "+line+" // comment\n"+line+"\n")
			case 3:
				texts = append(texts, fmt.Sprintf("%s ( // open\r\n%s\r\n) // close", verb, args))
			}
		}
	}
	return texts
}

// hostileTexts are texts made to hurt. The verb has a block with such a line.
func hostileTexts(verb, args string) []string {
	line := verb + " " + args
	texts := []string{
		"\x00", "\ufeff", "\ufeff" + line + "\n", line + "\n\ufeff", "\ufeff\ufeff" + line, "\ufeff// comment\n" + line + "\n", "\xff\xfe", "\xef\xbb\xbf", "\xef\xbb", "\xef", line + " // \xff\xfe\n" + line + " // indirect",
		verb + "\x00" + args, "\x00\n" + line, line + "\x00\n" + line, verb + " (\x00\n" + args + "\n)\n", verb + " (\n" + args + "\x00\n)\n" + line, verb + " (\n" + args + "\n)\x00\n" + line,
		verb + " \xff\xff v1.0.0 // \xff\n" + line, verb + " a\xc3b v1.0.0", verb + " \xed\xa0\x80 v1.0.0", verb + " \xf4\x90\x80\x80 v1.0.0", verb + " \xc0\x80 v1.0.0", verb + " \xe2\x82 v1.0.0", "\"\xff\"\n", verb + " \"\xff\" v1.0.0",
		verb + " \"a\xffb\\x41\" v1.0.0", "\xe9" + line, line + "\xe9", verb + " \u202e v1.0.0", verb + " \u200b v1.0.0", verb + " \u2028" + args, line + "\u2028" + line, line + "\u2029\n", line + "\u0085\n", line + "\u00a0\n", verb + "\u00a0" + args, verb + "\u3000" + args,
		line + "\v\n", line + "\f\n", line + "\x1b[31m\n", line + "\x7f\n", line + "\u0080\n", line + "\u00ad\n", verb + " \u0301 v1.0.0", verb + " e\u0301 v1.0.0", verb + " \U000e0001 v1.0.0", verb + " \U0001f600 v1.0.0", verb + " 👨‍👩‍👧 v1.0.0", verb + " \ue000 v1.0.0",
		verb + " \ufffd v1.0.0", verb + " \uffff v1.0.0", verb + " \U0010ffff v1.0.0", verb + " \u0378 v1.0.0", verb + " \U0001d4b3 \U0001d4b3 // \U0001d4b3 indirect\n", verb + " 😀\x00", "😀😀" + line + "\n", "// 😀😀\n" + line + " // indirect\n",
		"\r" + line + "\r", line + "\r" + line + "\n", line + "\r\r\n" + line, "\r\n\r\n" + line + "\r\n", line + " // c\r", line + " // c\r\r\n", "// c\r\n// d\r\n\r\n" + line, "\r\r\r", line + "\n\r" + line,
		"\"", "`", "'", "\"\n", "`\n", "\"\\", "\"\\\n", "\"\\\n\"", "\"\\\n\" x\n", verb + " \"a\\\nb\" v1.0.0\n" + line, line + "\n" + verb + " \"a\\\nb\" v1.0.0 // indirect\n", line + "\nfoo \"a\\\nb\" // indirect\n" + line + "\n",
		line + " // x\nfoo \"a\\\nb\" // indirect\n" + line + "\n", line + "\n\n// c\n\nfoo \"a\\\nb\" // indirect\n", verb + " (\n" + args + "\n\"a\\\nb\" // indirect\n)\n", verb + " (\n\"a\\\nb\" // indirect\n" + args + "\n)\n",
		verb + " (\n" + args + "\n\"a\\\nb\" // indirect\n\"a\\\nb\" // second\n" + args + "\n)\n", "foo \"a\\\nb\" // indirect\n" + line, verb + " ()\nfoo \"a\\\nb\" // indirect\n" + line, line + " \"a\\\n", "\"a\\\n\\\n\\\n", "\"a\\\n\\\nb\nc\"", "\"\\\r\n\"",
		"`a\\`\n", "`a\\\nb`", verb + " `a`b`\n", verb + " \"a\"\"b\"\n", verb + " \"a\\\"\n", verb + " \"a\\\\\" v1.0.0\n", verb + " (\n\"unterminated\n" + args + "\n)\n", verb + " (\n" + args + "\n`unterminated\n)\n" + line, verb + " \"" + args + "\n" + line,
		"(", ")", "()", "( )", "(\n", "(\n)", ")\n)", "( (", "( ( )", "( ) (", "((", "))", "(a)", "a (", "a ()", "a ( )", "a ( b )", "a (b", "a ( ( )", "a ( ) )", "a ( ) b", "a ( ) (\n)", "a b (\nc\n)", "a (\n) b", "a (\n) (", "a (\n))", "a (\n) // c",
		"a ( // c\n)", "a () // c", "a ( ) // c\n", "a (\n(\n)\n)", "a (\n(\n)", "a (\n( )\n)", "a (\nb (\nc\n)\n)", "a (\n\n\n\n)", "a (\n// c\n)", "a (\n// c\n\n// d\n)\nb", "a (\nb\n\n\n// c\n\n)", verb + " (", verb + " (\n", verb + " (\n" + args, verb + " (\n" + args + "\n",
		verb + " (\n" + args + "\n" + verb + " (\n" + args + "\n)\n", verb + " (\n" + args + "\n) x\n" + line, verb + " (\n" + args + "\n) \"x\\\ny\"\n", verb + " (\n" + args + "\n)) \n", verb + " (\n" + args + "\n) /* x */\n", verb + " ( /* x */\n" + args + "\n)\n",
		"/", "//", "///", "/*", "/**/", "/ /", "a/", "a//", "a/*", "a /*", "/* a */\n" + line, line + " /* a */", line + "/*", "// /* a */\n" + line, "a /* \n */ b", "/* unterminated", verb + " example.com/a/*b v1.0.0", verb + " \"/*\" v1.0.0", verb + " \"//\" v1.0.0", "https://example.com/a v1.0.0",
		"[", "]", "{", "}", ",", "[[[[", "{}", "=>", "=> =>", ";", "#", "# comment\n" + line, "\\", "\\\n" + line, "$", "@", line + ";" + line, "\t\t\t", "   ", "\n\n\n", "\n" + line, line, line + "\n\n\n",
		strings.Repeat("(", 5000), strings.Repeat("( ", 5000), strings.Repeat("a (\n", 2000), strings.Repeat(")\n", 900), strings.Repeat("[", 5000), strings.Repeat("// c\n", 3000) + line, strings.Repeat("\n", 20000) + line, strings.Repeat(" ", 20000) + line,
		verb + " " + strings.Repeat("a", 50000) + " v1.0.0\n", verb + " example.com/" + strings.Repeat("a/", 20000) + "b v1.0.0\n", verb + " example.com/a v" + strings.Repeat("1", 20000) + ".0.0\n", verb + " example.com/a v1.0.0-" + strings.Repeat("a.", 10000) + "b\n",
		verb + " \"" + strings.Repeat("a", 50000) + "\" v1.0.0\n", verb + " \"" + strings.Repeat("\\x61", 10000) + "\" v1.0.0\n", verb + " \"" + strings.Repeat("a", 50000) + "\n" + line, strings.Repeat("\"\\\n", 3000), strings.Repeat("`", 3001), strings.Repeat("\"", 3001),
		verb + " " + strings.Repeat("😀", 5000) + " v1.0.0\n", "// " + strings.Repeat("😀", 5000) + "\n" + line, line + " // " + strings.Repeat("indirect;", 3000) + "\n", strings.Repeat("a ", 20000) + "\n" + line, strings.Repeat("\x00\n", 500) + line, strings.Repeat("\xff", 5000) + " " + line,
	}
	return texts
}
