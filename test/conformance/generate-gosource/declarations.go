package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"sort"
	"strconv"
	"strings"
)

// declarations describes what a file declares and calls, as go/parser sees it.
// It returns "" for a file that the parser rejects.
func declarations(text string) string {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "x.go", text, parser.SkipObjectResolution)
	if err != nil {
		return ""
	}
	offsets := utf16Offsets(text)
	at := func(pos token.Pos) int { return offsets[fset.PositionFor(pos, false).Offset] }
	lines := []string{"package " + file.Name.Name}
	for _, spec := range file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		name := "-"
		if spec.Name != nil {
			name = spec.Name.Name
		}
		lines = append(lines, fmt.Sprintf("import %s %s %d", name, path, at(spec.Path.Pos())))
	}
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			receiver := "-"
			if decl.Recv != nil {
				receiver = receiverName(decl.Recv)
			}
			line := fmt.Sprintf("func %s %s %d %d", receiver, decl.Name.Name, at(decl.Pos()), at(decl.End()))
			if decl.Body != nil {
				line += called(decl.Body)
			}
			lines = append(lines, line)
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					lines = append(lines, "type "+spec.Name.Name)
				case *ast.ValueSpec:
					if decl.Tok != token.VAR || len(spec.Values) == 0 {
						continue
					}
					names := []string{}
					for _, name := range spec.Names {
						names = append(names, name.Name)
					}
					line := fmt.Sprintf("var %s %d", strings.Join(names, ","), at(spec.Pos()))
					lines = append(lines, line+called(spec))
				}
			}
		}
	}
	// The reader sorts by kind, the parser by place.
	sort.Strings(lines)
	return strings.Join(lines, "\n")
}

func receiverName(fields *ast.FieldList) string {
	if len(fields.List) == 0 {
		return ""
	}
	name := ""
	ast.Inspect(fields.List[0].Type, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IndexExpr:
			name = typeName(n.X)
			return false
		case *ast.IndexListExpr:
			name = typeName(n.X)
			return false
		case *ast.Ident:
			name = n.Name
		}
		return true
	})
	return name
}

func typeName(expr ast.Expr) string {
	if ident, ok := expr.(*ast.Ident); ok {
		return ident.Name
	}
	return ""
}

// called lists the last names of what a node calls or converts to, but for predeclared names that stand alone.
func called(node ast.Node) string {
	names := map[string]bool{}
	ast.Inspect(node, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		switch fun := unwrap(call.Fun).(type) {
		case *ast.Ident:
			if !predeclared[fun.Name] {
				names[fun.Name] = true
			}
		case *ast.SelectorExpr:
			names[fun.Sel.Name] = true
		}
		return true
	})
	sorted := []string{}
	for name := range names {
		sorted = append(sorted, name)
	}
	sort.Strings(sorted)
	return " " + strings.Join(sorted, ",")
}

func unwrap(expr ast.Expr) ast.Expr {
	for {
		switch e := expr.(type) {
		case *ast.ParenExpr:
			expr = e.X
		case *ast.IndexExpr:
			expr = e.X
		case *ast.IndexListExpr:
			expr = e.X
		default:
			return expr
		}
	}
}

var predeclared = map[string]bool{}

func init() {
	for _, name := range strings.Fields(
		"append cap clear close complex copy delete imag len make max min new panic print println real recover " +
			"any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string " +
			"uint uint8 uint16 uint32 uint64 uintptr") {
		predeclared[name] = true
	}
}
