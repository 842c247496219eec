import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from '../kit.ts';
import { projectInWorld } from './project.ts';
import { run } from './run.ts';

const project = projectInWorld();
const { go, file } = project;

const HONEST = 'github.com/thistlewood/barometer v1.4.2';
const PLAIN = `module example.test/app\n\ngo 1.22\n\nrequire ${HONEST}\n`;

describe('the example', () => {
  test('shows the attack for what it is, in text', async () => {
    await cp(project.world.exampleDir, project.folder, { recursive: true });
    const { code, out, err } = await go(['audit']);
    expect(code).toBe(1);
    expect(err).toBe('');
    expect(out).toContain('github.com/boltdb-go/bolt v1.3.1');
    expect(out).toMatch(
      /error {4}go\.mod:8:28 {3}origin\/diverged\n.*The mirror serves other code than upstream's v1\.3\.1\./,
    );
    expect(out).toMatch(
      /differs +cursor\.go, db\.go\n +gains +network, process; ApiInit is called from Open/,
    );
    expect(out).toMatch(/warning {2}go\.mod:8:2 {3}squat\/owner-affix/);
    expect(out).toContain('modproof diff github.com/boltdb-go/bolt@v1.3.1');
    expect(out).toMatch(
      /16 same as upstream {3}1 same, explained {3}2 differ {3}19 checksums proven\n {2}10 errors, 2 warnings in \d+\.\d s\n$/,
    );
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('gives a report that the schema takes, with the same exit code', async () => {
    await cp(project.world.exampleDir, project.folder, { recursive: true });
    const { code, out } = await go(['audit', '--format', 'json']);
    expect(code).toBe(1);
    const report = JSON.parse(out);
    const schema = JSON.parse(await readFile('docs/schema/report-1.json', 'utf8'));
    const validate = new Ajv({ strict: false }).compile(schema);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    const attack = report.findings.find(
      (one: { code: string; module: string }) =>
        one.code === 'origin/diverged' && one.module === 'github.com/boltdb-go/bolt',
    );
    expect(attack.location).toEqual({
      path: 'go.mod',
      range: { start: { line: 7, character: 27 }, end: { line: 7, character: 33 } },
    });
    expect(attack.fixes).toEqual([
      {
        title: 'Replace github.com/boltdb-go/bolt with github.com/boltdb/bolt',
        kind: 'replace-module',
        to: 'github.com/boltdb/bolt',
      },
    ]);
    const graver = report.findings.filter(({ severity }: { severity: string }) => severity !== 'hint');
    const accused = new Set(graver.map((one: { module: string }) => one.module));
    expect([...accused]).toEqual([
      'github.com/boltdb-go/bolt',
      'github.com/julienschmidt-go/httprouter',
      'github.com/wearytangent/tidebook',
    ]);
    expect(report.summary).toMatchObject({ modules: 19, match: 16, diverged: 2, undetermined: 0 });
  });

  test('go.sum agrees with the mirror about the attack: that alone proves nothing', async () => {
    await cp(project.world.exampleDir, project.folder, { recursive: true });
    const { out } = await go(['audit', '--format', 'json']);
    const report = JSON.parse(out);
    expect(report.modules.map((one: { checksum: { state: string } }) => one.checksum.state)).toEqual(
      Array(19).fill('proven'),
    );
  });

  test('a go.sum that does not agree is an error, one that lacks a line a warning', async () => {
    await cp(project.world.exampleDir, project.folder, { recursive: true });
    const sum = await readFile(join(project.folder, 'go.sum'), 'utf8');
    const lines = sum.split('\n').map((line) => {
      if (line.startsWith('github.com/boltdb/bolt ')) return '';
      return line.startsWith(`${HONEST} h1:`) ? `${HONEST} h1:${'A'.repeat(43)}=` : line;
    });
    await file('go.sum', lines.join('\n'));
    const { code, out } = await go(['audit']);
    expect(code).toBe(1);
    expect(out).toMatch(/checksum\/mismatch\n +go\.sum does not agree/);
    expect(out).toMatch(/checksum\/missing\n +go\.sum has no line for v1\.3\.1/);
  });
});

describe('wrong use', () => {
  test.each([
    [['frobnicate'], /no command "frobnicate"/],
    [['audit', '--frob'], /--frob/],
    [['audit', '--format', 'xml'], /--format is one of text, json/],
    [['audit', '--fail-on', 'panic'], /--fail-on is one of/],
    [['audit', '--concurrency', '0'], /from 1 to 64/],
    [['audit', '--concurrency', '1e3'], /from 1 to 64/],
    [['explain', 'origin/none'], /no finding code "origin\/none"/],
    [['explain'], /explain takes one code/],
    [['check'], /check takes a module path/],
    [['check', 'not a path'], /is not a module path/],
    [['check', '-x'], /-x/],
    [['diff', 'github.com/a/b'], /diff takes one module with its version/],
    [['env', '--offline'], /"env" has no option --offline/],
  ])('%j', async (argv, message) => {
    const { code, out, err } = await go(argv);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(message);
  });

  test('help and version', async () => {
    for (const argv of [['--help'], ['help', 'audit'], ['audit', '--help'], []]) {
      const { code, out } = await go(argv);
      expect(code).toBe(0);
      expect(out).toContain('modproof audit');
    }
    expect((await go(['--version'])).out).toBe('modproof 0.0.0-test\n');
  });
});

describe('offline', () => {
  test('asks nobody; names are judged, verdicts come from the store, the rest is undetermined', async () => {
    await file(
      'go.mod',
      `module example.test/app\n\nrequire (\n\t${HONEST}\n\tgithub.com/boltdb-go/bolt v1.3.1\n)\n`,
    );
    const cache = ['--cache-dir', join(project.folder, 'cache')];
    const before = project.world.requests.length;
    const first = await go(['audit', '--offline', ...cache]);
    expect(project.world.requests.length).toBe(before);
    expect(first.out).toContain('squat/owner-affix');
    expect(first.out).toContain('2 could not be determined');

    await go(['audit', ...cache]);
    const asked = project.world.requests.length;
    expect(asked).toBeGreaterThan(before);
    const later = await go(['audit', '--offline', ...cache]);
    expect(project.world.requests.length).toBe(asked);
    expect(later.code).toBe(1);
    expect(later.out).toContain('origin/diverged');
    expect(later.out).toContain('1 same as upstream   1 differs');
  });
});

describe('policy', () => {
  test('severities, and a code that is switched off', async () => {
    await file('go.mod', 'module example.test/app\n\nrequire github.com/boltdb-go/bolt v1.3.1\n');
    await file(
      '.modproof.json',
      '{ // ours\n "severity": { "squat/owner-affix": "off", "origin/tag-moved": "information" }, }\n',
    );
    const { out } = await go(['audit']);
    expect(out).not.toContain('squat/owner-affix');
    expect(out).toMatch(/note {5}go\.mod:3:35 {3}origin\/tag-moved/);
  });

  test('a policy that is not understood audits nothing, and says where', async () => {
    await file('sub/go.mod', PLAIN);
    await file('.modproof.json', '{\n  "gate": { "checksum": "require" }\n}\n');
    const { code, out, err } = await go(['audit', 'sub']);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/\.modproof\.json:2:3: "gate" is not understood/);
  });

  test('a named policy that is not there', async () => {
    await file('go.mod', PLAIN);
    const { code, err } = await go(['audit', '--policy', 'none.json']);
    expect(code).toBe(2);
    expect(err).toContain('none.json');
  });

  test('what could not be determined gives 3 where the policy or the command line says so', async () => {
    await file('go.mod', PLAIN);
    const offline = ['audit', '--offline', '--cache-dir', join(project.folder, 'cache')];
    expect((await go(offline)).code).toBe(0);
    expect((await go([...offline, '--undetermined', 'fail'])).code).toBe(3);
    await file('.modproof.json', '{ "undetermined": "fail" }');
    expect((await go(offline)).code).toBe(3);
    expect((await go([...offline, '--format', 'json'])).code).toBe(3);
    expect((await go([...offline, '--undetermined', 'pass'])).code).toBe(0);
  });

  test('the threshold decides the exit code, not what is shown', async () => {
    await file(
      'go.mod',
      'module example.test/app\n\nrequire github.com/julienschmidt-go/httprouter v1.3.0\n',
    );
    const offline = ['audit', '--offline', '--cache-dir', join(project.folder, 'cache')];
    expect((await go(offline)).code).toBe(1);
    expect((await go([...offline, '--fail-on', 'error'])).code).toBe(0);
    expect((await go([...offline, '--fail-on', 'never'])).code).toBe(0);
  });
});

describe('the other commands', () => {
  test('check asks the same questions, and finds the newest version by itself', async () => {
    const attack = await go(['check', 'github.com/boltdb-go/bolt@v1.3.1']);
    expect(attack.code).toBe(1);
    expect(attack.out).toContain('origin/diverged');
    const honest = await go(['check', 'github.com/thistlewood/barometer']);
    expect(honest.code).toBe(0);
    expect(honest.out).toContain('1 same as upstream');
  });

  test('diff names the files and what they gain', async () => {
    const { code, out } = await go(['diff', 'github.com/boltdb-go/bolt@v1.3.1']);
    expect(code).toBe(1);
    expect(out).toMatch(/changed +cursor\.go {3}\+6 -0\n +changed +db\.go {3}\+24 -0\n/);
    expect(out).toContain('gains network, process; ApiInit is called from Open');
    expect((await go(['diff', HONEST.replace(' ', '@')])).code).toBe(0);
  });

  test('diff against another module shows the back door even if no tag ever moved', async () => {
    const { code, out } = await go([
      'diff',
      'github.com/boltdb-go/bolt@v1.3.1',
      '--against',
      'github.com/boltdb/bolt@v1.3.1',
    ]);
    expect(code).toBe(1);
    expect(out).toContain('gains network, process');
  });

  test('explain prints a page', async () => {
    const { code, out } = await go(['explain', 'origin/diverged']);
    expect(code).toBe(0);
    expect(out).toMatch(/^# origin\/diverged/);
  });

  test('env prints the settings, hides passwords, and asks nobody', async () => {
    const before = project.world.requests.length;
    const { code, out } = await go(['env'], { GOPROXY: 'https://me:secret@mirror.example.test|direct' });
    expect(code).toBe(0);
    expect(out).toContain('GOPRIVATE');
    expect(out).toContain('git.corp.example.test/*');
    expect(out).toContain('mirror.example.test');
    expect(out).not.toContain('secret');
    const json = await go(['env', '--format', 'json'], {
      GOPROXY: 'https://me:secret@mirror.example.test|direct',
    });
    expect(json.out).not.toContain('secret');
    expect(JSON.parse(json.out).settings.GOPRIVATE).toEqual({
      value: 'git.corp.example.test/*',
      source: 'environment',
    });
    expect(project.world.requests.length).toBe(before);
  });

  test.each([
    { GOPROXY: 'https://me:secret@mirror.example.test' },
    { GOPROXY: 'https://me:p@secret@mirror.example.test,https://other.example.test/?token=secret' },
    { GOPROXY: 'me:secret@mirror.example.test' },
    { GOPROXY: 'htp://me:secret@mirror.example.test' },
    { GOSUMDB: 'sum.golang.org https://me:secret@sums.example.test/?key=secret' },
    { GOSUMDB: 'sum.golang.org https://me:secret@sums.example.test more' },
    { MODPROOF_GITHUB_API: 'https://me:secret@api.example.test/' },
    { MODPROOF_DEPS_DEV: 'https://me:secret@counts.example.test/' },
  ])('no password of %j is printed', async (env) => {
    for (const args of [['env'], ['env', '--format', 'json'], ['audit', '--offline', '--format', 'html']]) {
      await file('go.mod', PLAIN);
      const { out, err } = await go(args, env as unknown as Record<string, string>);
      expect(`${out}${err}`.match(/.{0,40}secret.{0,20}/g) ?? []).toEqual([]);
    }
  });
});

describe('mirrors', () => {
  test.each([
    ['off', /GOPROXY starts with "off"/],
    ['direct', /GOPROXY starts with "direct"/],
    ['nonsense', /GOPROXY/],
    ['http://127.0.0.1:9', /refused the connection/],
  ])('GOPROXY=%s is undetermined, not good and not bad', async (value, message) => {
    await file('go.mod', PLAIN);
    const { code, out } = await go(['audit'], { GOPROXY: value });
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toMatch(message);
    expect(out).toContain('1 could not be determined');
  });

  test('a mirror in a folder', async () => {
    await file('go.mod', 'module example.test/app\n\nrequire github.com/boltdb-go/bolt v1.3.1\n');
    const { code, out } = await go(['audit'], {
      GOPROXY: `file://${join(project.world.directory, 'mirror')}`,
    });
    expect(code).toBe(1);
    expect(out).toContain('origin/diverged');
  });
});

describe('manners', () => {
  test('colour and progress are for terminals alone', async () => {
    await file('go.mod', PLAIN);
    const options = { cwd: project.folder, env: project.world.env, outIsTerminal: true, errIsTerminal: true };
    const shown = await run(['audit'], options);
    expect(shown.out).toContain('\u001b[32m');
    expect(shown.err).toContain('auditing 1 of 1');
    for (const env of [{ NO_COLOR: '1' }, { CI: 'true' }]) {
      const plain = await run(['audit'], { ...options, env: { ...project.world.env, ...env } });
      expect(plain.out).not.toContain('\u001b');
    }
    expect((await run(['audit'], { ...options, env: { ...project.world.env, CI: 'true' } })).err).toBe('');
    expect((await run(['audit', '--no-color'], options)).out).not.toContain('\u001b');
  });

  test('quiet prints the last two lines alone', async () => {
    await file('go.mod', PLAIN);
    const { out } = await go(['audit', '--quiet']);
    expect(out).toMatch(/^ {2}1 same as upstream {3}1 checksum proven\n {2}no findings in \d+\.\d s\n$/);
  });

  test('output goes to a file, whole, and the exit code stays', async () => {
    await file('go.mod', 'module example.test/app\n\nrequire github.com/boltdb-go/bolt v1.3.1\n');
    const { code, out } = await go(['audit', '--offline', '--format', 'json', '--output', 'report.json']);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(JSON.parse(await readFile(join(project.folder, 'report.json'), 'utf8')).schema).toBe(
      'modproof-report/1',
    );
    expect((await go(['audit', '--offline', '--output', 'none/report.json'])).code).toBe(2);
  });

  test('text from outside cannot speak to the terminal', async () => {
    await file(
      'go.mod',
      'module example.test/app\n\nrequire (\n\t"github.com/a\\u001b[31m/b" v1.0.0\n\tgithub.com/a\u202e/b v1.0.0 // \u001b]0;x\u0007\n)\n',
    );
    const { out, err } = await go(['audit', '--offline']);
    expect(`${out}${err}`).not.toMatch(/[\u001b\u0007\u202e]/u);
    expect(out).toContain('squat/hidden-characters');
  });

  test('an interrupted audit decides nothing', async () => {
    await file('go.mod', PLAIN);
    const interrupted = new AbortController();
    interrupted.abort(new Error('interrupted'));
    const { code, out, err } = await run(['audit'], {
      cwd: project.folder,
      env: project.world.env,
      signal: interrupted.signal,
    });
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('interrupted');
  });
});
