import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from '../kit.ts';
import { projectInWorld } from './project.ts';

/* Findings from what code hosts say: told where a policy gives them a severity. */

const { go, file } = projectInWorld();

const validate = new Ajv({ strict: false }).compile(
  JSON.parse(readFileSync('docs/schema/report-1.json', 'utf8')),
);

const GO_MOD = `module example.test/app

go 1.22

require (
	github.com/TamsinOakes/GlyphKit v1.0.1-RC2
	github.com/brambleworks/saltmarsh v2.3.0+incompatible
	github.com/oakwell/weathervane v0.9.0
	github.com/quayside/tidewater v1.0.0
	github.com/thistlewood/barometer v1.4.2
)
`;

async function codes(): Promise<readonly string[]> {
  const { out } = await go(['audit', '--format', 'json']);
  const report = JSON.parse(out);
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  const findings: readonly { code: string; module: string }[] = report.findings;
  return findings
    .filter(({ code }) => code.startsWith('provenance/'))
    .map(({ code, module }) => `${code} ${module.split('/').at(-1)}`)
    .sort();
}

test('are told of what is not attested and of tags that can be moved, and nothing else', async () => {
  await file('go.mod', GO_MOD);
  await file(
    '.modproof.json',
    '{ "severity": { "provenance/unattested": "information", "provenance/unprotected-tags": "hint" } }\n',
  );
  expect(await codes()).toEqual([
    'provenance/unattested saltmarsh',
    'provenance/unattested tidewater',
    'provenance/unattested weathervane',
    'provenance/unprotected-tags barometer',
    'provenance/unprotected-tags saltmarsh',
    'provenance/unprotected-tags tidewater',
  ]);
  const { out } = await go(['audit']);
  expect(out).toMatch(/Upstream publishes no attestation of v0\.9\.0\./);
  expect(out).toMatch(/What upstream publishes as an attestation of v1\.0\.0 does not verify\./);
});

test('are not told without a policy', async () => {
  await file('go.mod', GO_MOD);
  expect(await codes()).toEqual([]);
});

test('the code hosts are named by modproof env, and no token is', async () => {
  const env = { MODPROOF_GITHUB_API: 'https://ghe.example/api/v3', GH_TOKEN: 'secret-token' };
  const { out } = await go(['env'], env);
  expect(out).toMatch(/ghe\.example\n\s+attestations, releases and rules about tags .*, with your token/);
  expect(out).not.toContain('secret-token');
  const { out: off } = await go(['env'], { MODPROOF_GITHUB_API: 'off', MODPROOF_GITLAB_API: 'off' });
  expect(off).not.toMatch(/attestations|protected tags/);
});
