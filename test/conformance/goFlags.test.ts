import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveGoSettings, weakeningsOf } from '../../server/src/goenv/index.ts';
import { afterAll, beforeAll, describe, expect, test } from '../kit.ts';
import { requirement } from '../requirement.ts';

/* What is told of GOFLAGS and GOSUMDB is what the go command does with them. */

const go = requirement('go');

const GO_MOD = 'module example.test/p\n\ngo 1.21\n';
/** Writes down that it ran, and starts what it was to start. */
const WRAPPER = `import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
const [marker, tool, ...args] = process.argv.slice(2);
writeFileSync(marker, 'ran');
process.exit(spawnSync(tool, args, { stdio: 'inherit' }).status ?? 1);
`;

let folder = '';
beforeAll(() => {
  if (!go.skip) folder = mkdtempSync(join(tmpdir(), 'modproof-goflags-'));
});
afterAll(() => {
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

let projects = 0;

/** A module of one package, with what flags may name beside it. */
class Project {
  readonly dir = join(folder, `p${++projects}`);

  constructor() {
    mkdirSync(this.dir);
    this.#write('go.mod', GO_MOD);
    this.#write('other.mod', GO_MOD.replace('example.test/p', 'example.test/other'));
    // Never built before: what is in the build cache is not compiled again.
    this.#write('p.go', `package p\n\nconst Now = ${JSON.stringify(`${this.dir} ${Date.now()}`)}\n`);
    this.#write('broken.txt', 'package p\n\nthis does not compile\n');
    this.#write(
      'overlay.json',
      JSON.stringify({ Replace: { [this.path('p.go')]: this.path('broken.txt') } }),
    );
    this.#write('wrapper.mjs', WRAPPER);
  }

  path(name: string): string {
    return join(this.dir, name);
  }

  #write(name: string, text: string): void {
    writeFileSync(this.path(name), text);
  }

  /** GOFLAGS with the files of this project in the place of their names. */
  flags(written: string): string {
    const wrapper = `node ${this.path('wrapper.mjs')} ${this.path('marker')}`;
    return written
      .replaceAll('WRAPPER', wrapper)
      .replaceAll('OVERLAY', this.path('overlay.json'))
      .replaceAll('OTHER', this.path('other.mod'));
  }

  /** What the go command with these flags does otherwise than without. */
  effectsOf(flags: string): readonly string[] {
    const env = {
      ...process.env,
      GOFLAGS: flags,
      GOPROXY: 'off',
      GOTOOLCHAIN: 'local',
      GOWORK: 'off',
      GOENV: 'off',
    };
    const run = (args: readonly string[]) => spawnSync('go', args, { cwd: this.dir, env, encoding: 'utf8' });
    const listed = run(['list', '-m']);
    const built = run(['build', '.']);
    return [
      ...(listed.status === 0 && listed.stdout.trim() !== 'example.test/p' ? ['another go.mod'] : []),
      ...(/broken\.txt|does not compile|syntax error/.test(built.stderr) ? ['other files'] : []),
      ...(existsSync(this.path('marker')) ? ['another program'] : []),
      ...(built.status === 0 || /syntax error/.test(built.stderr) ? [] : [built.stderr]),
    ];
  }
}

const told = (environment: Readonly<Record<string, string>>): readonly string[] => {
  const none = new Map<string, string>();
  const settings = resolveGoSettings({ environment, userFile: none, gorootFile: none, platform: 'linux' });
  return weakeningsOf(settings, () => 'none').map(({ part }) => part);
};

describe(`a flag of GOFLAGS is told where it has an effect (${go.reason})`, () => {
  test.skipIf(go.skip).each<[string, readonly string[]]>([
    ['', []],
    ["'-toolexec=WRAPPER'", ['another program']],
    ["'--toolexec=WRAPPER' -trimpath", ['another program']],
    ["-toolexec= '-toolexec=WRAPPER'", ['another program']],
    ["'-toolexec=WRAPPER' -toolexec=", []],
    ["'-exec=WRAPPER'", []],
    ['-toolexec=', []],
    ['-overlay=OVERLAY', ['other files']],
    ['-overlay=OVERLAY -overlay=', []],
    ['-overlay=', []],
    ['-modfile=OTHER', ['another go.mod']],
    ['-modfile=OTHER -modfile=', []],
    ['-modfile=', []],
    ["'-ldflags=-X example.test/p.a=b' -tags=a -gcflags=-N", []],
  ])('%s', (written, effects) => {
    const project = new Project();
    const flags = project.flags(written);
    expect(project.effectsOf(flags)).toEqual(effects);
    expect(told({ GOFLAGS: flags })).toHaveLength(effects.length);
  });
});

describe(`GOSUMDB of the public database (${go.reason})`, () => {
  const source = (name: string): string => {
    const { stdout } = spawnSync('go', ['env', 'GOROOT'], { encoding: 'utf8' });
    return readFileSync(join(stdout.trim(), 'src/cmd/go/internal/modfetch', name), 'utf8');
  };

  test.skipIf(go.skip)('is nothing to tell of with the keys that the go command knows', () => {
    const keys = [...source('key.go').matchAll(/"([^"+]+\+[^"]+)"/g)].map(([, key = '']) => key);
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      expect(told({ GOSUMDB: key })).toEqual([]);
      expect(told({ GOSUMDB: key.split('+')[0] ?? '' })).toEqual([]);
    }
  });

  test.skipIf(go.skip)('is nothing to tell of under the name that the go command takes for it', () => {
    const [, alias = ''] =
      /gosumdb == "([^"]+)" \{\s*gosumdb = "sum\.golang\.org /.exec(source('sumdb.go')) ?? [];
    expect(alias).not.toBe('');
    expect(told({ GOSUMDB: alias })).toEqual([]);
  });
});
