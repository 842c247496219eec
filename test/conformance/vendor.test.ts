import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type AuditFile, readGoMod, readGoWork } from '../../server/src/audit/index.ts';
import { basesOfWorkspace } from '../../server/src/audit/vendorBasis.ts';
import { sha256Hex } from '../../server/src/dirhash/index.ts';
import {
  compareVendored,
  parseModulesText,
  placeFiles,
  type VendoredFile,
  type VendoredModule,
  type ZipContents,
} from '../../server/src/vendored/index.ts';
import { afterAll, beforeAll, describe, expect, test } from '../kit.ts';
import { requirement } from '../requirement.ts';
import { moduleZip } from '../world/zips.ts';

const go = requirement('go');

/** Starting the go command takes longer than most of what is tested. */
const MOST_MS = 120_000;

interface Sample {
  readonly path: string;
  readonly version: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Whatever `go mod vendor` treats in a way of its own. */
const ORCHARD: Sample = {
  path: 'orchard.example/tree',
  version: 'v1.2.0',
  files: {
    'go.mod': 'module orchard.example/tree\n\ngo 1.20\n\nrequire orchard.example/tree/branch/v2 v2.0.1\n',
    'go.sum': '',
    LICENSE: 'do as you like\n',
    'LICENSE.d/odd': 'a folder is no licence\n',
    NOTICE: 'of a tree\n',
    'README.md': 'read\n',
    '.hidden': 'copied all the same\n',
    'tree.go':
      'package tree\n\nimport (\n\t_ "embed"\n\n\t_ "orchard.example/tree/branch/v2/leaf"\n)\n\n//go:embed data/*.txt static all:secret "spa ced.txt"\nvar _ string\n',
    'data/one.txt': '1\n',
    'data/two.md': '2\n',
    'static/a/b.css': 'b\n',
    'static/a/_left.css': 'left\n',
    'static/.left/x': 'left\n',
    'secret/.kept': 'kept\n',
    'spa ced.txt': 'blank\n',
    'tree_test.go': 'package tree\n',
    'tree_windows.go': 'package tree\n',
    'gen.go': '//go:build ignore\n\npackage main\n',
    'old.go': '// +build ignore\n\npackage main\n',
    'odd.go': '//go:build ignore || linux\n\npackage tree\n',
    'tagged.go': '//go:build sometimes\n\npackage tree\n',
    'asm.s': '\n',
    'header.h': '\n',
    'broken.syso': 'x',
    'unused/unused.go': 'package unused\n',
    'unused/LICENSE': 'of nobody\n',
    'deep/LEGAL': 'deep\n',
    'deep/AUTHORS.md': 'deep\n',
    'deep/authors': 'deep\n',
    'deep/er/pkg/pkg.go': 'package pkg\n',
    'deep/er/COPYING': 'er\n',
    'testdata/t.txt': 't\n',
  },
};
/** Within the path of another one, and in a version of its own. */
const BRANCH: Sample = {
  path: 'orchard.example/tree/branch/v2',
  version: 'v2.0.1',
  files: {
    'go.mod': 'module orchard.example/tree/branch/v2\n\ngo 1.20\n',
    LICENSE: 'of a branch\n',
    'leaf/leaf.go': 'package leaf\n',
    'leaf/PATENTS': 'none\n',
  },
};
const SAMPLES = [ORCHARD, BRANCH];

describe(`vendor folders made now by go mod vendor (${go.reason})`, () => {
  let folder = '';
  let vendor = '';

  beforeAll(async () => {
    if (go.skip) return;
    folder = mkdtempSync(join(tmpdir(), 'modproof-vendor-'));
    await Promise.all(SAMPLES.map((sample) => publish(sample, join(folder, 'mirror'))));
    const main = join(folder, 'main');
    write(
      join(main, 'go.mod'),
      `module app.example/app\n\ngo 1.20\n\nrequire (\n${SAMPLES.map(({ path, version }) => `\t${path} ${version}\n`).join('')})\n`,
    );
    write(
      join(main, 'main.go'),
      'package main\n\nimport (\n\t_ "orchard.example/tree"\n\t_ "orchard.example/tree/deep/er/pkg"\n)\n\nfunc main() {}\n',
    );
    const env = environment(folder);
    for (const verb of ['tidy', 'vendor'])
      execFileSync('go', ['mod', verb], { cwd: main, env, stdio: ['ignore', 'ignore', 'pipe'] });
    vendor = join(main, 'vendor');
  }, MOST_MS);
  afterAll(() => {
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  test.skipIf(go.skip)('are those of the zips, and nothing is missing from them', () => {
    const { byModule, strays } = placed(vendor);
    expect(strays).toEqual([]);
    expect([...byModule.keys()].map(({ path }) => path)).toEqual(SAMPLES.map(({ path }) => path));
    for (const [module, files] of byModule) {
      expect(files.size).toBeGreaterThan(2);
      expect(compareVendored(files, directoriesOf(module), contentsOf(module.path)), module.path).toEqual({
        changed: [],
        added: [],
        missing: [],
        otherLineEnds: 0,
      });
    }
  });

  test.skipIf(go.skip)('miss whatever is taken out of them, but for what may be left out', () => {
    const optional = ['odd.go', 'secret/.kept'].map((name) => `${ORCHARD.path}/${name}`);
    for (const [module, files] of placed(vendor).byModule) {
      for (const path of files.keys()) {
        if (optional.includes(`${module.path}/${path}`)) continue;
        const fewer = new Map([...files].filter(([one]) => one !== path));
        const { missing } = compareVendored(fewer, directoriesOf(module), contentsOf(module.path));
        expect(missing, path).toEqual([path]);
      }
    }
  });

  test.skipIf(go.skip)('have every file that is expected, and no test, go.mod or unused package', () => {
    const names = [...placed(vendor).byModule.values()].flatMap((files) => [...files.keys()]);
    expect(names).toEqual(expect.arrayContaining(['data/one.txt', 'static/a/b.css', 'deep/LEGAL', 'odd.go']));
    expect(names.filter((name) => /_test\.go$|^go\.|unused|gen\.go|old\.go|left/.test(name))).toEqual([]);
  });
});

/** Of a workspace of three modules, each of which takes something else. */
describe(`vendor folders made now by go work vendor (${go.reason})`, () => {
  let folder = '';
  let main = '';
  const env = (): NodeJS.ProcessEnv => ({ ...environment(folder), GOFLAGS: '-modcacherw', GOWORK: '' });
  /** The modules of the workspace, with what their go.mod says and what they import. */
  const MEMBERS: readonly (readonly [name: string, goMod: string, imported: string])[] = [
    [
      'a',
      `require ${ORCHARD.path} ${ORCHARD.version}\n\nrequire ${BRANCH.path} ${BRANCH.version} // indirect\n`,
      ORCHARD.path,
    ],
    ['b', `require ${BRANCH.path} ${BRANCH.version}\n`, `${BRANCH.path}/leaf`],
    [
      'c',
      `require fork.example/tree v1.0.0\n\nrequire ${BRANCH.path} v2.0.0 // indirect\n\nreplace fork.example/tree => ${ORCHARD.path} ${ORCHARD.version}\n`,
      'fork.example/tree/deep/er/pkg',
    ],
  ];

  beforeAll(async () => {
    if (go.skip) return;
    folder = mkdtempSync(join(tmpdir(), 'modproof-work-vendor-'));
    const older: Sample = { ...BRANCH, version: 'v2.0.0' };
    await Promise.all([...SAMPLES, older].map((sample) => publish(sample, join(folder, 'mirror'))));
    main = join(folder, 'main');
    write(join(main, 'go.work'), `go 1.22\n\n${MEMBERS.map(([name]) => `use ./${name}\n`).join('')}`);
    for (const [name, goMod, imported] of MEMBERS) {
      write(join(main, name, 'go.mod'), `module app.example/${name}\n\ngo 1.22\n\n${goMod}`);
      write(join(main, name, `${name}.go`), `package ${name}\n\nimport _ "${imported}"\n`);
    }
    execFileSync('go', ['work', 'vendor'], { cwd: main, env: env(), stdio: ['ignore', 'ignore', 'pipe'] });
  }, MOST_MS);
  afterAll(() => {
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  test.skipIf(go.skip)('say that they are of a workspace, and hold the files of the zips', () => {
    const text = readFileSync(join(main, 'vendor', 'modules.txt'), 'utf8');
    expect(parseModulesText(text).isWorkspace).toBe(true);
    const { byModule, strays } = placed(join(main, 'vendor'));
    expect(strays).toEqual([]);
    expect([...byModule.keys()].map(({ path }) => path)).toEqual([
      'fork.example/tree',
      ORCHARD.path,
      BRANCH.path,
    ]);
    for (const [module, files] of byModule) {
      const source = module.replacement?.path ?? module.path;
      expect(compareVendored(files, directoriesOf(module), contentsOf(source)), module.path).toEqual({
        changed: [],
        added: [],
        missing: [],
        otherLineEnds: 0,
      });
    }
  });

  test.skipIf(go.skip)('name what we say that the workspace takes', () => {
    const [work, ...members] = filesOf(main);
    const bases = basesOfWorkspace(work, members, []);
    const { byModule } = placed(join(main, 'vendor'));
    const named = [...byModule.keys()].map((module) => [bases(module).taken, lineIn(module)]);
    expect(named.map(([taken]) => taken)).toEqual(named.map(([, line]) => line));
    // The lower one of c is listed as well, without packages.
    expect(named.map(([taken]) => taken)).toContain(`${BRANCH.path} ${BRANCH.version}`);
    expect(readFileSync(join(main, 'vendor', 'modules.txt'), 'utf8')).toContain(`# ${BRANCH.path} v2.0.0\n`);
  });

  test.skipIf(go.skip)('count for the go command by their first line, as for us', () => {
    const file = join(main, 'vendor', 'modules.txt');
    const text = readFileSync(file, 'utf8');
    const rest = text.slice(text.indexOf('\n') + 1);
    for (const other of [text, `## other; workspace\n${rest}`, rest, `\n${text}`, `${rest}## workspace\n`]) {
      writeFileSync(file, other);
      const isUsed = JSON.parse(goList()).Dir.startsWith(join(main, 'vendor'));
      expect([other.slice(0, 40), parseModulesText(other).isWorkspace]).toEqual([other.slice(0, 40), isUsed]);
    }
    writeFileSync(file, text);
  });

  /** Where the go command finds a package that b imports. */
  function goList(): string {
    const args = ['list', '-json=Dir', `${BRANCH.path}/leaf`];
    return execFileSync('go', args, { cwd: join(main, 'b'), env: env(), encoding: 'utf8' });
  }
});

function filesOf(main: string): [AuditFile, ...AuditFile[]] {
  const text = (...parts: string[]): string => readFileSync(join(main, ...parts), 'utf8');
  const work = readGoWork(join(main, 'go.work'), main, text('go.work'), null);
  const members = ['a', 'b', 'c'].map((name) =>
    readGoMod(join(main, name, 'go.mod'), join(main, name), text(name, 'go.mod'), null),
  );
  return [work, ...members];
}

function lineIn({ path, version, replacement }: VendoredModule): string {
  return replacement === null
    ? `${path} ${version}`
    : `${path} ${version} => ${replacement.path} ${replacement.version}`;
}

/** Nothing is asked of the network, and nothing of this machine's settings counts. */
function environment(folder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    GOPROXY: `file://${join(folder, 'mirror')}`,
    GOFLAGS: '-mod=mod -modcacherw',
    GONOSUMDB: '*',
    GOSUMDB: 'off',
    GOPRIVATE: '',
    GONOPROXY: '',
    GOENV: 'off',
    GOWORK: 'off',
    GOTOOLCHAIN: 'local',
    GOMODCACHE: join(folder, 'cache'),
  };
}

function placed(vendor: string): ReturnType<typeof placeFiles<VendoredFile>> {
  const files = new Map<string, VendoredFile>();
  for (const entry of readdirSync(vendor, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
      .slice(vendor.length + 1)
      .replaceAll('\\', '/');
    if (!entry.isFile() || path === 'modules.txt') continue;
    files.set(path, { sha256: sha256Hex(readFileSync(join(vendor, path))), sha256OfLines: null });
  }
  return placeFiles(parseModulesText(readFileSync(join(vendor, 'modules.txt'), 'utf8')).modules, files);
}

function directoriesOf({ path, packages }: { readonly path: string; readonly packages: readonly string[] }) {
  return packages.map((one) => one.slice(path.length + 1));
}

function contentsOf(modulePath: string): ZipContents {
  const files = SAMPLES.find(({ path }) => path === modulePath)?.files ?? {};
  return {
    paths: Object.keys(files),
    textOf: (path) => files[path] ?? null,
    sha256OfLinesOf: () => null,
    sha256Of: (path) => (path in files ? sha256Hex(new TextEncoder().encode(files[path])) : null),
  };
}

async function publish({ path, version, files }: Sample, mirror: string): Promise<void> {
  const folder = join(mirror, path, '@v');
  write(join(folder, 'list'), `${version}\n`);
  write(join(folder, `${version}.info`), JSON.stringify({ Version: version, Time: '2024-01-01T00:00:00Z' }));
  write(join(folder, `${version}.mod`), files['go.mod'] ?? '');
  write(join(folder, `${version}.zip`), await moduleZip(path, version, files));
}

function write(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
