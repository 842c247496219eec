import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '../kit.ts';
import { recordOf } from '../world/databaseRecords.ts';
import { projectInWorld } from './project.ts';
import { ONE, OTHER, sample } from './provenAudits.ts';
import { goFile, listed, vendoredOf, vendorIn } from './vendorProject.ts';

/* A vendor folder beside go.work, seen through the command line. */

const project = projectInWorld();
const { vendor, vendorFiles, audit } = vendorIn(project);
const [one, other] = [sample(ONE), sample(OTHER)];

describe('the vendor folder of a workspace', () => {
  interface Members {
    /** What go.mod of each member says below its `module` line. */
    readonly [name: string]: string;
  }

  /** Writes go.work with its members, and a vendor folder as `go work vendor` makes it, but for `changes`. */
  async function workspace(
    members: Members,
    changes: Readonly<Record<string, string | null>> = {},
    more = '',
  ): Promise<void> {
    const uses = Object.keys(members).map((name) => `use ./${name}\n`);
    await project.file('go.work', `go 1.22\n\n${uses.join('')}${more}`);
    for (const [name, text] of Object.entries(members))
      await project.file(`${name}/go.mod`, `module example.test/${name}\n\ngo 1.22\n\n${text}`);
    const modules = [one, other];
    await vendorFiles(modules, { 'modules.txt': `## workspace\n${listed(modules)}`, ...changes });
  }
  const requires = ({ path, version }: { readonly path: string; readonly version: string }): string =>
    `require ${path} ${version}\n`;
  const EACH_ONE = { a: requires(one), b: requires(other) };
  const told = async (args: readonly string[] = []) =>
    (await audit(args)).findings.filter(({ code }) => code.startsWith('environment/vendor'));

  test('that is right is no finding, whichever of its modules requires what', async () => {
    await workspace(EACH_ONE);
    const report = await audit(['--undetermined', 'fail']);
    expect(report.findings).toEqual([]);
    expect(report.code).toBe(0);
  });

  test('with a changed file is an error, where the module is required', async () => {
    const name = goFile(other);
    await workspace(EACH_ONE, { [`${other.path}/${name}`]: 'package changed\n' });
    expect(await told()).toMatchObject([
      {
        code: 'environment/vendor-differs',
        severity: 'error',
        module: other.path,
        version: other.version,
        evidence: [{ kind: 'changed', text: name }],
        location: { path: 'b/go.mod', range: { start: { line: 4 } } },
      },
    ]);
  });

  test('with files that no module explains, or a link, differs', async () => {
    await workspace(EACH_ONE, { 'stray.example/x/x.go': 'package x\n' });
    await symlink(join(project.folder, 'go.work'), join(project.folder, 'vendor', one.path, 'link.go'));
    const found = await told();
    expect(found.map(({ module, evidence, location }) => [module, evidence[0]?.text, location.path])).toEqual(
      [
        [one.path, 'link.go', 'a/go.mod'],
        ['', 'stray.example/x/x.go', 'go.work'],
      ],
    );
  });

  test("is told once where a go.mod lies beside go.work, and is not that module's", async () => {
    await workspace(EACH_ONE, { [`${one.path}/${goFile(one)}`]: 'package changed\n' }, 'use .\n');
    await project.file('go.mod', 'module example.test/root\n\ngo 1.22\n');
    expect((await told()).map(({ code, module }) => [code, module])).toEqual([
      ['environment/vendor-differs', one.path],
    ]);
  });

  test('is looked at once as well where modules of the workspace are audited and its go.work is not', async () => {
    const name = goFile(other);
    await workspace({ ...EACH_ONE, c: requires(other) }, { [`${other.path}/${name}`]: 'package changed\n' });
    await project.file('go.work.sum', [one, other].map((module) => recordOf(module)?.text ?? '').join(''));
    const paths = ['b', 'c'].map((module) => join(project.folder, module));
    expect(
      (await told(paths)).map(({ code, module, evidence }) => [code, module, evidence[0]?.text]),
    ).toEqual([['environment/vendor-differs', other.path, name]]);
    // Without the workspace, the go command does not build with it.
    const { findings } = await audit(paths, { GOWORK: 'off' });
    expect(findings.filter(({ code }) => code.startsWith('environment/vendor'))).toEqual([]);
  });

  test('does not count where it was made for the module beside go.work: that is compared as ever', async () => {
    await vendor([one], { [`${one.path}/${goFile(one)}`]: 'package changed\n' });
    await project.file('go.work', 'go 1.22\n\nuse .\n');
    expect((await told()).map(({ code, module }) => [code, module])).toEqual([
      ['environment/vendor-differs', one.path],
    ]);
  });

  test('may name a version that is higher than any required one, if go.sum vouches for it', async () => {
    const lower = { path: one.path, version: 'v0.0.1' };
    await workspace({ a: requires(lower), b: requires(other) });
    const open = await told();
    expect(open.map(({ code }) => code)).toEqual(['environment/vendor-undetermined']);
    expect(open[0]?.evidence[0]?.text).toMatch(
      /^\S+: no go\.sum vouches for its zip, and no audited go\.mod requires it/,
    );
    await project.file('go.work.sum', [one, other].map((module) => recordOf(module)?.text ?? '').join(''));
    expect(await told()).toEqual([]);
    await project.file(`vendor/${one.path}/${goFile(one)}`, 'package changed\n');
    expect((await told()).map(({ code }) => code)).toEqual(['environment/vendor-differs']);
  });

  test('that names a lower version than a module requires is told', async () => {
    const higher = { path: one.path, version: 'v1.99.0' };
    await workspace({ a: requires(one), b: requires(other), c: requires(higher) });
    expect(await told()).toMatchObject([
      {
        code: 'environment/vendor-differs',
        severity: 'warning',
        message: 'vendor/modules.txt does not name what go.work takes, so that its files were not compared.',
        evidence: [
          { kind: 'vendor/modules.txt', text: `${one.path} ${one.version}` },
          { kind: 'go.work', text: `${one.path} v1.99.0` },
        ],
      },
    ]);
  });

  describe('with a replacement', () => {
    const asked = { path: 'asked.example/for', version: 'v1.0.0' };
    const text = `## workspace\n# ${asked.path} ${asked.version} => ${one.path} ${one.version}\n## explicit\n${asked.path}\n${listed([other])}`;
    const changes = {
      'modules.txt': text,
      ...Object.fromEntries(Object.keys(vendoredOf(one)).map((name) => [`${one.path}/${name}`, null])),
      ...Object.fromEntries(
        Object.entries(vendoredOf(one)).map(([name, content]) => [`${asked.path}/${name}`, content]),
      ),
    };
    const replace = `replace ${asked.path} => ${one.path} ${one.version}\n`;

    test('of go.work compares the zip of what replaces', async () => {
      await workspace({ a: requires(asked), b: requires(other) }, changes, replace);
      expect(await told()).toEqual([]);
      await project.file(`vendor/${asked.path}/${goFile(one)}`, 'package changed\n');
      expect((await told()).map(({ code, module }) => [code, module])).toEqual([
        ['environment/vendor-differs', asked.path],
      ]);
    });

    test('of one module holds for the requirement of another', async () => {
      await workspace({ a: `${requires(asked)}${replace}`, b: requires(other), c: requires(asked) }, changes);
      expect(await told()).toEqual([]);
    });

    test('that no file has is told', async () => {
      await workspace({ a: requires(asked), b: requires(other) }, changes);
      expect((await told()).map(({ code, evidence }) => [code, evidence.at(-1)?.text])).toEqual([
        ['environment/vendor-differs', `${asked.path} ${asked.version}`],
      ]);
    });

    test('by a folder is not compared, whatever path the go command writes', async () => {
      const folder = text.replace(`=> ${one.path} ${one.version}`, '=> ./a/local');
      const local = `replace ${asked.path} => ./local\n`;
      await workspace(
        { a: `${requires(asked)}${local}`, b: requires(other) },
        { ...changes, 'modules.txt': folder },
      );
      const report = await audit(['--undetermined', 'fail']);
      const [found] = report.findings.filter(({ code }) => code.startsWith('environment/vendor'));
      expect(found?.evidence).toEqual([
        {
          kind: 'not-compared',
          text: `${asked.path}@${asked.version}: it is replaced by a folder, and has no zip`,
        },
      ]);
      expect(report.code).toBe(0);
    });
  });
});
