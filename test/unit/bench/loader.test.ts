import { readGoFile } from '../../../server/src/gosource/index.ts';
import { Random } from '../../bench/audit/random.ts';
import { type ContentModule, textOf } from '../../bench/names/contentModule.ts';
import { inserted, insertedInInit } from '../../bench/names/goInsertion.ts';
import { firstPackage } from '../../bench/names/goPackage.ts';
import { withLoader } from '../../bench/names/loader.ts';
import { LoaderCode } from '../../bench/names/loaderCode.ts';
import { hideText } from '../../bench/names/loaderHiding.ts';
import { payload } from '../../bench/names/loaderPayload.ts';
import { ACTS, HIDINGS, type LoaderStyle, PLACES, TRIGGERS } from '../../bench/names/loaderStyle.ts';
import { describe, expect, test } from '../../kit.ts';
import { inventedModule } from './inventedModule.ts';

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);
const module: ContentModule = inventedModule();
const plain: LoaderStyle = { hiding: 'plain', trigger: 'init', act: 'shell', place: 'new-file' };

function loaded(style: LoaderStyle, seed: number) {
  const made = withLoader(module, style, new Random(seed));
  if (made === null) throw new Error('the invented module has a package');
  return made;
}

/** Host names of addresses, and of what is dialled. */
function hostsIn(text: string): string[] {
  return [...text.matchAll(/:\/\/([^/:'"\s]+)|^([^/\s]+):\d+$/g)].map((found) => found[1] ?? found[2] ?? '');
}

describe('loaders', () => {
  test('no payload names a host that could exist', () => {
    for (const act of ACTS) {
      for (const seed of SEEDS) {
        const hosts = hostsIn(payload(act, new Random(seed), seed % 2 === 0));
        expect(hosts.length).toBeGreaterThan(0);
        for (const host of hosts) expect(host).toMatch(/\.(?:invalid|example)$/);
      }
    }
  });

  test('a text that is hidden stands nowhere in the code, a plain one does', () => {
    const text = 'https://nobody.invalid/small/text';
    for (const hiding of HIDINGS) {
      for (const seed of SEEDS) {
        const code = new LoaderCode(new Random(seed), new Set());
        const { lines, expr } = hideText(text, hiding, code);
        const written = [...lines, expr, code.bodyText()].join('\n');
        expect(written.includes(text), `${hiding}, seed ${seed}`).toBe(hiding === 'plain');
      }
    }
  });

  test('each hiding is written in many ways', () => {
    for (const hiding of HIDINGS.filter((each) => each !== 'plain')) {
      const shapes = new Set(
        SEEDS.map((seed) => {
          const code = new LoaderCode(new Random(seed), new Set());
          const { lines, expr } = hideText('wait for nobody', hiding, code);
          // Names, numbers and texts aside, this is the shape of the code.
          const all = [...lines, expr, code.bodyText()].join('\n');
          return all
            .replace(/"[^"]*"|'[^']*'/g, 'S')
            .replace(/\b\w+\b/g, 'x')
            .replace(/\s|x|S|,|\+/g, '');
        }),
      );
      expect(shapes.size, hiding).toBeGreaterThan(4);
    }
  });

  test('every loader is Go, in every style and place', () => {
    for (const hiding of HIDINGS)
      for (const trigger of TRIGGERS)
        for (const act of ACTS)
          for (const place of PLACES) {
            const style = { hiding, trigger, act, place };
            const { files, touched } = loaded(style, TRIGGERS.indexOf(trigger) + 10 * ACTS.indexOf(act));
            expect(touched.length).toBeGreaterThan(0);
            for (const path of touched)
              expect(readGoFile(path, textOf(files.get(path)))?.fault, JSON.stringify(style)).toBeNull();
          }
  });

  test('a loader for Windows alone stands in a file that is built for Windows alone', () => {
    for (const seed of SEEDS) {
      const { files, touched } = loaded({ ...plain, trigger: 'windows-file' }, seed);
      expect(touched).toHaveLength(1);
      const [path = ''] = touched;
      expect(path.endsWith('_windows.go') || textOf(files.get(path)).startsWith('//go:build windows')).toBe(
        true,
      );
    }
  });

  test('a loader in another package is imported by the first one', () => {
    for (const seed of SEEDS) {
      const { files, touched } = loaded({ ...plain, trigger: 'other-package' }, seed);
      const [own = '', host = ''] = touched;
      const folder = own.slice(0, own.lastIndexOf('/'));
      expect([...module.files.keys()].some((path) => path.startsWith(`${folder}/`))).toBe(false);
      const imports = readGoFile(host, textOf(files.get(host)))?.imports.map(({ path }) => path);
      expect(imports).toContain(`${module.module.path}/${folder}`);
    }
  });

  test('a loader in an existing file takes nothing away from it', () => {
    for (const seed of SEEDS) {
      const { files, touched } = loaded({ ...plain, place: 'existing-file' }, seed);
      const [path = ''] = touched;
      const before = textOf(module.files.get(path))
        .split('\n')
        .filter((line) => line.trim() !== '');
      const after = textOf(files.get(path)).split('\n');
      let at = 0;
      for (const line of after) if (line === before[at]) at++;
      expect(at, path).toBe(before.length);
    }
  });

  test('a loader joins the first package that can be imported, in files that are built everywhere', () => {
    const home = firstPackage(module);
    expect(home?.folder).toBe('');
    expect(home?.name).toBe('gauge');
    expect(home?.everywhere).toEqual(['doc.go', 'gauge.go', 'hex.go']);
    expect(home?.declared.has('hex')).toBe(true);
  });
});

describe('adding to a Go file', () => {
  const literal = '`}\n\nfunc init() {\n}\n\nfunc x() {}\n`';
  const text = `package p\n\nvar s = ${literal}\n\nfunc a() {\n}\n\nfunc b() {\n}\n`;

  test('what only looks like code is left as it is', () => {
    for (const seed of SEEDS) {
      const made = inserted(text, ['"os"'], 'func c() { os.Exit(0) }', new Random(seed));
      expect(made).toContain(literal);
      expect(
        readGoFile('p.go', made)
          ?.functions.map(({ name }) => name)
          .sort(),
      ).toEqual(['a', 'b', 'c']);
      expect(readGoFile('p.go', made)?.imports.map(({ path }) => path)).toEqual(['os']);
    }
    expect(insertedInInit(text, 'c()')).toBeNull();
  });

  test('a statement goes into an init that is one', () => {
    expect(insertedInInit(`${text}\nfunc init() {\n\ta()\n}\n`, 'c()')).toContain(
      'func init() {\n\tc()\n\ta()\n}',
    );
  });
});
