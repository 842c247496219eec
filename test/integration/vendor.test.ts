import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '../kit.ts';
import { MODULES, type ModuleDescription } from '../world/index.ts';
import { moduleZip } from '../world/zips.ts';
import { projectInWorld } from './project.ts';
import { auditsIn, codesOf, ONE, OTHER, sample } from './provenAudits.ts';
import { goFile, type Told, vendoredOf, vendorIn } from './vendorProject.ts';

/* A vendor folder beside go.mod, seen through the command line. */

const project = projectInWorld();
const { requestsDuring } = auditsIn(project);
const { vendor, audit } = vendorIn(project);
const [one, other] = [sample(ONE), sample(OTHER)];
const secret = sample(MODULES.find(({ kind }) => kind === 'private'));

/** Where the module cache of the world has a zip of a module. */
async function putInCache(module: ModuleDescription, files: Record<string, string>): Promise<void> {
  const folder = join(project.world.env.GOMODCACHE ?? '', 'cache', 'download', module.path, '@v');
  const zip = await moduleZip(module.path, module.version, files);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${module.version}.zip`), zip);
  await writeFile(join(folder, `${module.version}.mod`), files['go.mod'] ?? '');
}

describe('a vendor folder', () => {
  test('that is right is no finding', async () => {
    await vendor([one, other]);
    const report = await audit();
    expect(report.findings).toEqual([]);
    expect(report.code).toBe(0);
  });

  test('of which git has changed the ends of lines is right', async () => {
    const name = goFile(one);
    const crlf = (vendoredOf(one)[name] ?? '').replaceAll('\n', '\r\n');
    await vendor([one], { [`${one.path}/${name}`]: crlf });
    expect((await audit()).findings).toEqual([]);
  });

  test('with a changed file is an error, on the line of the requirement', async () => {
    const name = goFile(one);
    await vendor([one, other], { [`${one.path}/${name}`]: `${vendoredOf(one)[name]}\n// changed\n` });
    const report = await audit();
    expect(report.findings).toMatchObject([
      {
        code: 'environment/vendor-differs',
        severity: 'error',
        module: one.path,
        version: one.version,
        evidence: [{ kind: 'changed', text: name }],
        location: { range: { start: { line: 5 } } },
      },
    ]);
    expect(report.code).toBe(1);
  });

  test('with more or fewer files that are built is an error, with others a warning', async () => {
    const severities = async (changes: Record<string, string | null>) => {
      await project.file('vendor/modules.txt', '');
      await vendor([one], changes);
      return (await audit()).findings.map(({ code, severity, evidence }) => [code, severity, evidence]);
    };
    const [name, licence] = [goFile(one), 'LICENSE'];
    const added = await severities({ [`${one.path}/added.go`]: 'package added\n' });
    expect(added).toEqual([['environment/vendor-differs', 'error', [{ kind: 'added', text: 'added.go' }]]]);
    await rm(join(project.folder, 'vendor'), { recursive: true });
    const missing = await severities({ [`${one.path}/${name}`]: null });
    expect(missing).toEqual([['environment/vendor-differs', 'error', [{ kind: 'missing', text: name }]]]);
    await rm(join(project.folder, 'vendor'), { recursive: true });
    const notes = await severities({ [`${one.path}/${licence}`]: 'none\n', [`${one.path}/NOTES`]: 'x\n' });
    expect(notes).toEqual([
      [
        'environment/vendor-differs',
        'warning',
        [
          { kind: 'changed', text: licence },
          { kind: 'added', text: 'NOTES' },
        ],
      ],
    ]);
  });

  test('with a link, or with a file that no module explains, differs', async () => {
    await vendor([one], { 'stray.example/x/x.go': 'package x\n' });
    await symlink(join(project.folder, 'go.mod'), join(project.folder, 'vendor', one.path, 'link.go'));
    const { findings } = await audit();
    expect(findings.map(({ code, module, evidence }) => [code, module, evidence])).toEqual([
      ['environment/vendor-differs', one.path, [{ kind: 'added', text: 'link.go' }]],
      ['environment/vendor-differs', '', [{ kind: 'added', text: 'stray.example/x/x.go' }]],
    ]);
  });

  test('whose modules.txt names another version is told, and its files are not compared', async () => {
    await vendor([one], { 'modules.txt': `# ${one.path} v9.9.9\n## explicit\n${one.path}\n` });
    const { findings } = await audit();
    expect(findings).toMatchObject([
      { code: 'environment/vendor-differs', severity: 'warning', module: one.path, version: 'v9.9.9' },
    ]);
  });

  test('without modules.txt is none of ours', async () => {
    await vendor([one]);
    await rm(join(project.folder, 'vendor', 'modules.txt'));
    expect((await audit()).findings).toEqual([]);
  });

  test('without modules.txt is told where the go command builds with it all the same', async () => {
    const go = 'package x\n\nfunc F() int { return 8 }\n';
    await project.file('vendor/stray.example/x/x.go', go);
    await project.file('vendor/styles/site.css', 'body {}\n');
    const codes = async (goMod: string, env: Record<string, string> = {}) => {
      await project.file('go.mod', `module example.test/app\n${goMod}`);
      return (await audit([], env)).findings.filter(({ code }) => code.startsWith('environment/vendor'));
    };
    expect(await codes('\ngo 1.22\n')).toMatchObject([
      {
        code: 'environment/vendor-differs',
        severity: 'error',
        evidence: [{ kind: 'added', text: 'stray.example/x/x.go' }],
      },
    ]);
    // Since Go 1.23 no package is taken that is not listed.
    expect(await codes('\ngo 1.23\n')).toEqual([]);
    expect(await codes('')).toEqual([]);
    expect(await codes('', { GOFLAGS: '-mod=vendor' })).toHaveLength(1);
    const required = `\nrequire ${one.path} ${one.version}\n`;
    expect(await codes(`\ngo 1.22\n${required}`)).toEqual([]);
    expect(await codes(`\ngo 1.13\n${required}`, { GOFLAGS: '-mod=vendor' })).toHaveLength(1);
    await rm(join(project.folder, 'vendor', 'stray.example'), { recursive: true });
    expect(await codes('\ngo 1.22\n')).toEqual([]);
  });

  test('is bound to what was accepted', async () => {
    const name = `${one.path}/${goFile(one)}`;
    await vendor([one], { [name]: 'package one\n' });
    const [first] = (await audit()).findings;
    await project.file(
      '.modproof.json',
      JSON.stringify({
        waivers: [
          {
            code: 'environment/vendor-differs',
            module: one.path,
            version: one.version,
            reason: 'Mended by us.',
            evidence: first?.evidenceHash,
          },
        ],
      }),
    );
    expect((await audit()).findings).toEqual([]);
    await vendor([one], { [name]: 'package two\n' });
    expect(codesOf(await audit())).toEqual(['environment/vendor-differs']);
  });
});

describe('a vendor folder that cannot be compared', () => {
  test('is neither right nor wrong where its zip cannot be had, and says why', async () => {
    const name = goFile(one);
    await vendor([one], { [`${one.path}/${name}`]: 'package changed\n' });
    const report = await audit(['--offline']);
    const told = report.findings.filter(({ code }) => code.startsWith('environment/'));
    expect(told).toMatchObject([{ code: 'environment/vendor-undetermined', severity: 'hint' }]);
    expect(told[0]?.evidence[0]?.text).toMatch(`${one.path}@${one.version}: nothing is fetched offline`);
    expect(report.code).toBe(0);
    expect((await audit(['--offline', '--undetermined', 'fail'])).code).toBe(3);
  });

  test('is undetermined where nobody vouches for the zip', async () => {
    await vendor([one]);
    const env = { GOSUMDB: 'off' };
    const { findings } = await audit([], env);
    const told = findings.filter(({ code }) => code.startsWith('environment/vendor'));
    expect(told.map(({ evidence }) => evidence[0]?.text)).toEqual([
      `${one.path}@${one.version}: neither go.sum nor the checksum database vouches for its zip`,
    ]);
  });

  test('names a private module to nobody, and fails no audit for it', async () => {
    await vendor([secret], { [`${secret.path}/pay.go`]: 'package pay\n' });
    await project.file('go.sum', `${secret.path} ${secret.version} h1:${'A'.repeat(43)}=\n`);
    let report: Told | null = null;
    const asked = await requestsDuring(async () => {
      report = await audit(['--undetermined', 'fail']);
    });
    expect(asked).toEqual([]);
    const { findings, code } = report as unknown as Told;
    expect(findings.map((finding) => finding.code)).toEqual(['environment/vendor-undetermined']);
    expect(code).toBe(0);
  });

  test('compares a private module with the zip of the module cache that go.sum names, and with no other', async () => {
    const files = { 'go.mod': `module ${secret.path}\n`, 'pay.go': 'package pay\n' };
    await putInCache(secret, files);
    await vendor([secret], { [`${secret.path}/pay.go`]: 'package pay\n\nvar Changed int\n' });
    await project.file('go.sum', `${secret.path} ${secret.version} h1:${'A'.repeat(43)}=\n`);
    const open = await audit();
    expect(codesOf(open)).toEqual(['environment/vendor-undetermined']);
    const h1 = /has (h1:\S+)\)/.exec(open.findings[0]?.evidence[0]?.text ?? '')?.[1] ?? '';
    await project.file('go.sum', `${secret.path} ${secret.version} ${h1}\n`);
    expect(codesOf(await audit())).toEqual(['environment/vendor-differs']);
    await project.file(`vendor/${secret.path}/pay.go`, files['pay.go']);
    expect((await audit()).findings).toEqual([]);
  });

  test('is told where modules.txt is longer than is read, or is no file', async () => {
    const name = goFile(one);
    const long = `# ${one.path} ${one.version}\n## explicit\n${one.path}\n${'#'.repeat(33 << 20)}\n`;
    await vendor([one], { 'modules.txt': long, [`${one.path}/${name}`]: 'package changed\n' });
    expect(codesOf(await audit())).toEqual(['environment/vendor-undetermined']);
    expect((await audit(['--undetermined', 'fail'])).code).toBe(3);
    await rm(join(project.folder, 'vendor', 'modules.txt'));
    await mkdir(join(project.folder, 'vendor', 'modules.txt'));
    expect(codesOf(await audit())).toEqual(['environment/vendor-undetermined']);
  });

  test('is told of a workspace, and of a module that a folder replaces', async () => {
    await vendor([one], { 'modules.txt': `## workspace\n# ${one.path} ${one.version}\n${one.path}\n` });
    expect(codesOf(await audit())).toEqual(['environment/vendor-undetermined']);
    await project.file(
      'go.mod',
      `module example.test/app\n\ngo 1.22\n\nrequire ${one.path} ${one.version}\n\nreplace ${one.path} => ./local\n`,
    );
    await project.file(
      'vendor/modules.txt',
      `# ${one.path} ${one.version} => ./local\n## explicit\n${one.path}\n`,
    );
    const report = await audit(['--undetermined', 'fail']);
    expect(report.findings.map(({ evidence }) => evidence[0]?.text)).toEqual([
      `${one.path}@${one.version}: it is replaced by a folder, and has no zip`,
    ]);
    expect(report.code).toBe(0);
  });
});
