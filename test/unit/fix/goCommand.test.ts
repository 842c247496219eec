import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { addReplace, replaceModule, type TextFile } from '../../../server/src/fix/index.ts';
import { applyEdits } from '../../../server/src/text/index.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '../../kit.ts';
import { requirement } from '../../requirement.ts';
import { startWorld, type World } from '../../world/index.ts';
import { applyAll } from './edited.ts';

/*
 * The go command judges what comes out. Only what the genuine module gives is
 * compiled: the files before the edits are never built.
 */

const go = requirement('go');
const why = go.skip ? ` (${go.reason})` : '';

/** The go command builds parts of the standard library where nobody did before. Milliseconds. */
const BUILD_LIMIT = 300_000;

/** Never the Sync kind: the mirror lives in this process. */
const run = promisify(execFile);

const FROM = { path: 'github.com/boltdb-go/bolt', version: 'v1.3.1' };
const TO = { path: 'github.com/boltdb/bolt', version: 'v1.3.1' };

const FILES: readonly TextFile[] = [
  {
    path: 'go.mod',
    text: `module example.test/boat // ours

go 1.22

require (
	github.com/boltdb-go/bolt v1.3.1 // why
	github.com/thistlewood/barometer v1.4.2
)

exclude github.com/boltdb-go/bolt v1.3.0
`,
  },
  {
    path: 'boat.go',
    text: `package boat

import (
	"github.com/boltdb-go/bolt"
	"github.com/thistlewood/barometer"
)

var Trend = barometer.Trend

func Open() (*bolt.DB, error) { return bolt.Open("boat.db", 0o600, nil) }
`,
  },
  {
    path: 'boat_test.go',
    text: 'package boat\n\nimport named "github.com/boltdb-go/bolt"\n\nvar _ *named.DB\n',
  },
];

describe('the go command', () => {
  let world: World;
  let folder: string;
  let sums: readonly string[];
  let cache = '';

  beforeAll(async () => {
    world = await startWorld();
    // What was built of the standard library before is found by its contents, whoever built it.
    if (!go.skip) cache = (await run('go', ['env', 'GOCACHE'])).stdout.trim();
    sums = (await readFile(join(world.exampleDir, 'go.sum'), 'utf8')).split('\n').slice(0, -1);
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'modproof-fix-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const put = async (files: readonly TextFile[]): Promise<void> => {
    for (const { path, text } of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  };
  const goCommand = async (...args: string[]): Promise<string> => {
    const env = { ...process.env, ...world.env, CGO_ENABLED: '0', GOCACHE: cache };
    return (await run('go', args, { cwd: folder, env })).stdout;
  };
  const sumsOf = (...paths: string[]): string[] =>
    sums.filter((line) => paths.some((path) => line.startsWith(`${path} `)));

  test.skipIf(go.skip)(
    `builds a project after its module was replaced, and asks for no change${why}`,
    async () => {
      const goSum = {
        path: 'go.sum',
        text: `${sumsOf(FROM.path, 'github.com/thistlewood/barometer').join('\n')}\n`,
      };
      const files = [...FILES, goSum];
      const after = applyAll(files, replaceModule(files, FROM, TO, { sums: sumsOf(TO.path) }));
      await put(after);
      await goCommand('build', '-mod=readonly', './...');
      await goCommand('vet', '-mod=readonly', './...');
      const listed = await goCommand('list', '-deps', '-test', './...');
      expect(listed).toContain('github.com/boltdb/bolt\n');
      expect(listed).not.toContain('boltdb-go');
      // What go.sum should hold in which order, the go command says itself.
      await goCommand('mod', 'tidy');
      for (const { path, text } of after) expect(await readFile(join(folder, path), 'utf8'), path).toBe(text);
    },
    BUILD_LIMIT,
  );

  test.skipIf(go.skip)(`takes nothing unverified where the proven lines are missing${why}`, async () => {
    const goSum = {
      path: 'go.sum',
      text: `${sumsOf(FROM.path, 'github.com/thistlewood/barometer').join('\n')}\n`,
    };
    const files = [...FILES, goSum];
    await put(applyAll(files, replaceModule(files, FROM, TO)));
    await expect(goCommand('build', '-mod=readonly', './...')).rejects.toThrow('missing go.sum entry');
  });

  test.skipIf(go.skip)(`writes a replacement just as it is added here${why}`, async () => {
    const texts = [
      'module example.test/boat\n\ngo 1.22\n',
      'module example.test/boat\n\nreplace a.example/b => ../b // near\n\ngo 1.22\n',
      'module example.test/boat\n\nreplace (\n\ta.example/b => ../b // near\n\tc.example/d v1.0.0 => ../d\n)\n',
      'module example.test/boat\n\nreplace github.com/boltdb-go/bolt => ../b\n',
    ];
    for (const text of texts) {
      const added = applyEdits(text, addReplace(text, { path: FROM.path, version: '' }, TO));
      await put([{ path: 'go.mod', text: added }]);
      await goCommand('mod', 'edit', '-fmt');
      // Go makes a block of lines that stand together; the values are what counts there.
      const told = JSON.parse(await goCommand('mod', 'edit', '-json'));
      expect(told.Replace, added).toContainEqual({
        Old: { Path: FROM.path },
        New: { Path: TO.path, Version: TO.version },
      });
      if (!text.includes('\nreplace a')) expect(await readFile(join(folder, 'go.mod'), 'utf8')).toBe(added);
    }
  });
});
