import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '../kit.ts';
import { projectInWorld } from './project.ts';
import { ONE, OTHER, sample } from './provenAudits.ts';

/* What the settings of this machine switch off, seen through the command line. */

const project = projectInWorld();
const [one, other] = [sample(ONE), sample(OTHER)];

interface Told {
  readonly code: string;
  readonly severity: string;
  readonly module: string;
  readonly location: {
    readonly path: string;
    readonly range: { readonly start: { readonly line: number; readonly character: number } };
  };
  readonly evidence: readonly { readonly kind: string; readonly text: string }[];
  readonly fixes: readonly { readonly kind: string; readonly title: string; readonly command?: string }[];
}

async function findings(env: Record<string, string>, args: readonly string[] = []): Promise<readonly Told[]> {
  const { out } = await project.go(['audit', '--offline', '--format', 'json', ...args], env);
  const report = JSON.parse(out) as { readonly findings: readonly Told[] };
  return report.findings.filter(({ code }) => code.startsWith('environment/'));
}

const requiring = (...modules: readonly { readonly path: string; readonly version: string }[]): string =>
  `// Ours.\nmodule example.test/app\n\ngo 1.22\n\nrequire (\n${modules.map(({ path, version }) => `\t${path} ${version}\n`).join('')})\n`;

describe('settings that switch protection off', () => {
  test('are told once for a go.mod, on its module line, as information', async () => {
    await project.file('go.mod', requiring(one, other));
    await project.file('below/go.mod', requiring(one));
    const told = await findings({ GOSUMDB: 'off', GONOSUMDB: '*' });
    expect(told.map(({ code, location: { path, range } }) => [code, path, range.start])).toEqual(
      ['below/go.mod', 'go.mod'].flatMap((path) => [
        ['environment/checksums-off', path, { line: 1, character: 7 }],
        ['environment/wide-pattern', path, { line: 1, character: 7 }],
      ]),
    );
    expect(new Set(told.map(({ severity, module }) => `${severity} ${module}`))).toEqual(
      new Set(['information ']),
    );
    expect(told.at(-1)?.evidence).toEqual([
      { kind: 'setting', text: 'GONOSUMDB=*, from the environment' },
      { kind: 'covers', text: [one.path, other.path].join(', ') },
    ]);
  });

  test('stand on the first line where there is no module, and nowhere in a go.work', async () => {
    await project.file('go.mod', 'go 1.22\n');
    await project.file('go.work', 'go 1.22\n\nuse .\n');
    const told = await findings({ GOSUMDB: 'off' });
    expect(told.map(({ location: { path, range } }) => [path, range.start])).toEqual([
      ['go.mod', { line: 0, character: 0 }],
    ]);
  });

  test('give the command that sets them right, where one does', async () => {
    await project.file('go.mod', requiring(one));
    const file = join(project.folder, 'go', 'env');
    await mkdir(join(project.folder, 'go'));
    await writeFile(file, 'GOSUMDB=off\n');
    const [told] = await findings({ GOSUMDB: '', GOENV: file });
    expect(told?.fixes).toEqual([
      {
        title: "Take GOSUMDB out of the user's go/env file.",
        kind: 'change-setting',
        command: 'go env -u GOSUMDB',
      },
    ]);
    const { out } = await project.go(['audit', '--offline'], { GOSUMDB: '', GOENV: file });
    expect(out).toContain('go env -u GOSUMDB');
  });

  test('are no finding where they are right for private modules', async () => {
    await project.file('go.mod', requiring(one));
    expect(
      await findings({ GOPRIVATE: 'corp.example.com/*,*.acme.example', GONOSUMDB: 'github.com/acme/*' }),
    ).toEqual([]);
  });

  test('are silenced by a policy', async () => {
    await project.file('go.mod', requiring(one));
    await project.file('.modproof.json', '{ "severity": { "environment/checksums-off": "off" } }');
    expect(await findings({ GOSUMDB: 'off' })).toEqual([]);
  });
});

describe('a replacement by a folder', () => {
  const replacing = (folder: string): string => `${requiring(one)}\nreplace ${one.path} => ${folder}\n`;
  const outside = async (folder: string): Promise<readonly string[]> => {
    await project.file('repository/app/go.mod', replacing(folder));
    const told = await findings({}, [join(project.folder, 'repository')]);
    return told.map(({ code, evidence }) => `${code} ${evidence[0]?.text}`);
  };

  test('outside of the repository is told', async () => {
    await project.file('repository/.git/HEAD', '');
    expect(await outside('../../elsewhere')).toEqual(['environment/replaced ../../elsewhere']);
    expect(await outside('/elsewhere')).toEqual(['environment/replaced /elsewhere']);
    expect(await outside('../../repository-of-others')).toEqual([
      'environment/replaced ../../repository-of-others',
    ]);
  });

  test('within the repository, or with a go.mod that is audited, is not', async () => {
    await project.file('repository/.git/HEAD', '');
    for (const folder of ['./below', '../beside', '../', '../../repository/x'])
      expect(await outside(folder), folder).toEqual([]);
  });

  test('without a repository is told where it lies outside of the folder of go.mod', async () => {
    expect(await outside('../beside')).toEqual(['environment/replaced ../beside']);
    await project.file('repository/beside/go.mod', 'module example.test/beside\n');
    expect(await outside('../beside')).toEqual([]);
    expect(await outside('./below')).toEqual([]);
  });
});

test('modproof env shows what settings switch off, in text and as JSON', async () => {
  const env = {
    GOSUMDB: 'off',
    GOINSECURE: '',
    GOPROXY: 'https://me:secret@mirror.example.test|direct',
  };
  const text = await project.go(['env'], env);
  expect(text.code).toBe(0);
  expect(text.out).toMatch(/They switch off\n {2}GOSUMDB=off {2}\(environment\)\n {6}no version is checked/);
  const json = await project.go(['env', '--format', 'json'], env);
  expect(json.code).toBe(0);
  expect(json.out + text.out).not.toContain('secret');
  expect(JSON.parse(json.out).switchesOff).toMatchObject([
    { code: 'environment/checksums-off', setting: 'GOSUMDB', source: 'environment', command: null },
    { code: 'environment/block-bypassed', part: 'mirror.example.test|direct' },
  ]);
  expect((await project.go(['env'])).out).toContain(
    'They switch off\n  nothing for modules that anybody can publish',
  );
});
