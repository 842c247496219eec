import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '../kit.ts';
import type { ZipFiles } from '../world/modules/description.ts';
import { moduleZip } from '../world/zips.ts';
import { projectInWorld } from './project.ts';
import { type Run, run } from './run.ts';

const project = projectInWorld();
const { go } = project;

const SUSPECT = 'github.com/someone-else/store';
const GENUINE = 'github.com/someone/store';

/** Compares two modules that a mirror in a folder holds, the second one with the first. */
async function against(
  before: ZipFiles,
  after: ZipFiles,
  options: readonly string[] = [],
  outIsTerminal = false,
): Promise<Run> {
  for (const [path, files] of [
    [GENUINE, before],
    [SUSPECT, after],
  ] as const) {
    const folder = `mirror/${path}/@v/v1.0.0`;
    await project.file(`${folder}.zip`, await moduleZip(path, 'v1.0.0', files));
    await project.file(`${folder}.mod`, `module ${path}\n`);
    await project.file(`${folder}.info`, '{"Version":"v1.0.0"}');
  }
  const GOPROXY = pathToFileURL(join(project.folder, 'mirror')).href;
  return run(['diff', `${SUSPECT}@v1.0.0`, '--against', `${GENUINE}@v1.0.0`, ...options], {
    cwd: project.folder,
    env: { ...project.world.env, GOPROXY },
    outIsTerminal,
  });
}

/** What stands behind the files and what they gain. */
function contentsOf(out: string): string {
  const start = out.search(/^--- /m);
  return start < 0 ? '' : out.slice(start);
}

describe('diff against upstream', () => {
  const ATTACK = 'github.com/boltdb-go/bolt@v1.3.1';

  test('shows what the mirror has and upstream has not, as added lines, code that gains most first', async () => {
    const { code, out } = await go(['diff', ATTACK]);
    expect(code).toBe(1);
    const contents = contentsOf(out);
    expect(contents).toMatch(
      /^--- upstream\/db\.go\n\+\+\+ mirror\/db\.go\n@@ -1,8 \+1,12 @@\n package bolt\n/,
    );
    expect(contents).toContain('\n+\tgo ApiInit()\n');
    expect(contents).toContain('\n+\tconn, err := net.Dial("tcp", address)\n');
    expect(contents).toContain('\n+++ mirror/cursor.go\n');
    expect(contents).not.toMatch(/^-(?!--)/m);
    expect(out).toMatch(/changed +db\.go .*\n +gains network, process; imports .*adds\n? +ApiInit/);
  });

  test('--stat leaves the contents out', async () => {
    const { code, out } = await go(['diff', ATTACK, '--stat']);
    expect(code).toBe(1);
    expect(out).toContain('gains network, process; ApiInit is called from Open');
    expect(contentsOf(out)).toBe('');
  });

  test('the same in JSON', async () => {
    const { code, out } = await go(['diff', ATTACK, '--format', 'json']);
    expect(code).toBe(1);
    const difference = JSON.parse(out);
    expect(difference).toMatchObject({
      state: 'differs',
      changed: ['cursor.go', 'db.go'],
      modulePath: null,
      notCompared: [],
      patch: {
        files: [
          { path: 'db.go', added: 24, removed: 0 },
          { path: 'cursor.go', added: 6 },
        ],
      },
      gains: { perFile: [{ path: 'db.go', functions: ['ApiInit'] }] },
    });
    expect(difference.patch.files[0].hunks[1].lines).toContainEqual({
      kind: 'added',
      text: '\tgo ApiInit()',
    });
  });

  test('is coloured on a terminal', async () => {
    const { out } = await run(['diff', ATTACK], {
      cwd: project.folder,
      env: project.world.env,
      outIsTerminal: true,
    });
    expect(out).toContain('\u001b[32m+\tgo ApiInit()\u001b[39m');
  });
});

describe('diff against another module', () => {
  const code = (path: string, rest = ''): string =>
    `package store\n\nimport "${path}/inner"\n\nfunc Open() { inner.Open() }\n${rest}`;

  test('a copy that only bears another name is no difference, and that is said', async () => {
    const files = (path: string): ZipFiles => ({
      'go.mod': `module ${path}\n`,
      'store.go': code(path),
      'README.md': `Get it at https://${path}.\n`,
    });
    const { code: exit, out } = await against(files(GENUINE), files(SUSPECT));
    expect(exit).toBe(0);
    expect(out).toContain('no difference');
    expect(out).toContain(`${SUSPECT}\n  taken for ${GENUINE} in 3 places; 3 files differ in nothing else\n`);
  });

  test('what else a copy changed is shown, and nothing but that', async () => {
    const init = 'func init() { exec.Command("/bin/sh").Run() }\n';
    const { code: exit, out } = await against(
      { 'go.mod': `module ${GENUINE}\n`, 'README.md': 'a\n', 'store.go': code(GENUINE) },
      {
        'go.mod': `module ${SUSPECT}\n`,
        'README.md': 'b\n',
        'extra.go': `package store\n\nimport "os/exec"\n\n${init}`,
        'store.go': code(SUSPECT, 'var mirrors = "https://github.com/someone-else/store/releases"\n'),
      },
    );
    expect(exit).toBe(1);
    expect(out).toContain('gains process; init in extra.go runs on import');
    expect(contentsOf(out)).toBe(`--- /dev/null
+++ ${SUSPECT}@v1.0.0/extra.go
@@ -0,0 +1,5 @@
+package store
+
+import "os/exec"
+
+${init}--- ${GENUINE}@v1.0.0/store.go
+++ ${SUSPECT}@v1.0.0/store.go
@@ -3,3 +3,4 @@
 import "${GENUINE}/inner"
${' '}
 func Open() { inner.Open() }
+var mirrors = "https://github.com/someone-else/store/releases"
--- ${GENUINE}@v1.0.0/README.md
+++ ${SUSPECT}@v1.0.0/README.md
@@ -1 +1 @@
-a
+b
`);
    expect(out).toContain('taken for github.com/someone/store in 2 places; 1 file differs in nothing else');
  });

  test('constants of files that do not differ are known', async () => {
    const parts = 'package store\n\nconst head, tail = "http://192.0.", "2.7/x"\n';
    const { out } = await against(
      { 'parts.go': parts, 'store.go': 'package store\n' },
      { 'parts.go': parts, 'store.go': 'package store\n\nvar where = head + tail\n' },
      ['--format', 'json'],
    );
    expect(JSON.parse(out).gains.strings).toMatchObject([{ kind: 'url', text: 'http://192.0.2.7/x' }]);
  });

  test('nothing hidden in contents or names reaches the terminal', async () => {
    const hostile = '\u001b]0;x\u0007\u202e\u200b\r';
    const { code: exit, out } = await against(
      { 'store.go': 'package store\n' },
      {
        'store.go': `package store\n\n// ${hostile}\nfunc f${'\u200b'}() { g("\u001b[2J\u202e") }\n`,
        'broken.txt': new Uint8Array([0x61, 0xff, 0xc3, 0x28, 0x9b, 0x33, 0x31, 0x6d, 0x0a]),
      },
    );
    expect(exit).toBe(1);
    expect(out).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202e\ufffd]/);
    expect(out).toContain('+// \\u{1b}]0;x\\u{7}\\u{202e}\\u{200b}\\r\n');
    expect(out).toContain('+a\\xff\\xc3(\\x9b31m\n');
  });

  test('a huge difference is bounded, counted, and leads with what gains something', async () => {
    const filler = Array.from({ length: 900 }, (_, index): [string, string] => [
      `a/a${String(index).padStart(3, '0')}.go`,
      `package a\n${Array.from({ length: 60 }, (_, line) => `// ${index} ${line}\n`).join('')}`,
    ]);
    const { code: exit, out } = await against(
      { 'store.go': 'package store\n' },
      {
        ...Object.fromEntries(filler),
        'store.go': 'package store\n\nimport "net"\n\nfunc init() { net.Dial("tcp", "192.0.2.7:1") }\n',
      },
    );
    expect(exit).toBe(1);
    expect(out.split('\n').length).toBeLessThan(8000);
    expect(out).toContain('  … 701 more files\n');
    expect(contentsOf(out)).toMatch(/^--- .*\/store\.go\n/);
    expect(out).toMatch(/\n… \d{5} more lines in \d+ files not shown\n/);
  });

  test('a file too large to read hides nothing that another one gains, and is named', async () => {
    const { code: exit, out } = await against(
      { 'store.go': 'package store\n' },
      {
        'pad.go': `package store\n${' '.repeat(65 << 20)}`,
        'store.go': 'package store\n\nimport "net"\n\nfunc init() { net.Dial("tcp", "192.0.2.7:1") }\n',
      },
    );
    expect(exit).toBe(1);
    expect(out.replace(/\s+/g, ' ')).toContain(
      'gains network; init in store.go runs on import; pad.go could not be read as Go source',
    );
    expect(out).toContain('… contents not had or not compared: pad.go\n');
  });

  test('files without lines are told by their lengths', async () => {
    const { out } = await against(
      { 'data.bin': new Uint8Array([0, 1, 2]) },
      { 'data.bin': new Uint8Array([0, 1, 2, 3]) },
    );
    expect(contentsOf(out)).toContain('not text: 3 bytes before, 4 bytes after\n');
  });
});
