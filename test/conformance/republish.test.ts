import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Random } from '../bench/audit/random.ts';
import { importDeclarations, indented, LoaderCode } from '../bench/names/loaderCode.ts';
import { hideText } from '../bench/names/loaderHiding.ts';
import { HIDINGS } from '../bench/names/loaderStyle.ts';
import { republish } from '../bench/names/republish.ts';
import { dealStyles } from '../bench/names/republishPlan.ts';
import { afterAll, beforeAll, describe, expect, test } from '../kit.ts';
import { requirement } from '../requirement.ts';
import { inventedModule } from '../unit/bench/inventedModule.ts';
import { todaysSeed } from './seed.ts';

const go = requirement('go');
const seed = todaysSeed();
const TEXT = "What is hidden comes back: 'a' | b && $c; d=0.9/8 -x_y {z}";
const REPUBLICATIONS = 24;
const WAYS_OF_EACH = 20;

/** The standard library is compiled for two systems first, where nobody has done it before. */
const MOST_MS = 600_000;

describe(`republications made now with seed ${seed} (${go.reason})`, () => {
  let folder = '';
  // Nothing is asked of the network, and the modules of this folder are all there is.
  const env = {
    ...process.env,
    GOPROXY: 'off',
    GOFLAGS: '-mod=mod',
    GOTOOLCHAIN: 'local',
    GO111MODULE: 'on',
    CGO_ENABLED: '0',
  };

  beforeAll(() => {
    if (!go.skip) folder = mkdtempSync(join(tmpdir(), 'modproof-republish-'));
  });
  afterAll(() => {
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  test.skipIf(go.skip)('every hidden text is the text again when Go puts it together', () => {
    // The texts are harmless ones: this is the only code of loaders that is ever run.
    const program = join(folder, 'texts');
    const names: string[] = [];
    HIDINGS.forEach((hiding, at) => {
      for (let way = 0; way < WAYS_OF_EACH; way++) {
        const code = new LoaderCode(new Random(seed + 1000 * at + way), new Set());
        const { lines, expr } = hideText(TEXT, hiding, code);
        const name = `${hiding}${way}`;
        code.declare(['func Text() string {', ...indented([...lines, `return ${expr}`]), '}']);
        const imports = importDeclarations(code.importSpecs(), code.random);
        write(join(program, name, 'text.go'), `package ${name}\n\n${imports}\n${code.bodyText()}`);
        names.push(name);
      }
    });
    write(join(program, 'go.mod'), 'module texts.test/texts\n\ngo 1.20\n');
    const imports = names.map((name) => `\t"texts.test/texts/${name}"`).join('\n');
    const prints = names.map((name) => `\tfmt.Printf("%s %s\\n", "${name}", ${name}.Text())`).join('\n');
    write(
      join(program, 'main.go'),
      `package main\n\nimport (\n\t"fmt"\n${imports}\n)\n\nfunc main() {\n${prints}\n}\n`,
    );
    const said = execFileSync('go', ['run', '.'], { cwd: program, env, encoding: 'utf8' });
    expect(said.trimEnd().split('\n')).toEqual(names.map((name) => `${name} ${TEXT}`));
  });

  test.skipIf(go.skip)(
    'every republication is Go that compiles, for Windows too',
    () => {
      const original = inventedModule();
      const workspace = join(folder, 'work');
      const patterns: string[] = [];
      const paths = new Set<string>();
      dealStyles(REPUBLICATIONS, seed).forEach((style, at) => {
        // Two of the same name could not be in one workspace.
        let made = republish(original, style, seed * 1000 + at);
        for (let again = 1; made !== null && paths.has(made.module.path); again++)
          made = republish(original, style, seed * 1000 + at + 500 * again);
        paths.add(made?.module.path ?? '');
        const home = `r${at}`;
        for (const [path, bytes] of made?.files ?? []) write(join(workspace, home, path), bytes);
        patterns.push(`./${home}/...`);
      });
      const uses = patterns.map((pattern) => `use ${pattern.slice(0, -4)}`).join('\n');
      write(join(workspace, 'go.work'), `go 1.20\n\n${uses}\n`);
      for (const GOOS of ['linux', 'windows']) {
        const work = { ...env, GOFLAGS: '', GOOS };
        // Only types are checked: no program is made, and none is run.
        const args = ['vet', '-unreachable=false', ...patterns];
        execFileSync('go', args, { cwd: workspace, env: work, stdio: ['ignore', 'ignore', 'pipe'] });
      }
    },
    MOST_MS,
  );
});

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
