import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import JSZip from 'jszip';
import { formatFeed, parseFeed } from '../../server/src/vulndb/index.ts';
import { startLoopback } from '../fake/loopback.ts';
import { afterEach, describe, expect, test } from '../kit.ts';
import { advisoryOf, feedOf } from '../unit/audit/feeds.ts';
import { PLAIN_EDITOR } from './editorCapabilities.ts';
import { languageServices } from './languageServices.ts';
import { endSessions, start } from './languageSession.ts';
import { projectInWorld } from './project.ts';
import { run } from './run.ts';

const project = projectInWorld();
const offline = ['audit', '--offline', '--format', 'json'];

/** A day by this machine's clock, so many days ago. */
const daysAgo = (days: number): string =>
  new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
const [TODAY, YESTERDAY] = [daysAgo(0), daysAgo(1)];

/** A data folder as the build makes it, with a feed of one's own. */
function dataWith(feedText: string): string {
  const data = join(project.folder, 'data');
  mkdirSync(data);
  for (const name of ['known-modules.txt', 'log-dates.txt'])
    copyFileSync(join('server/data', name), join(data, name));
  writeFileSync(join(data, 'malicious-modules.txt'), feedText);
  return data;
}

describe('the list that ships, on the command line', () => {
  test('tells every module in it, offline, with its advisory or who said so', async () => {
    const read = parseFeed(await readFile('server/data/malicious-modules.txt', 'utf8'));
    if (read.kind === 'refused') throw new Error(read.reason);
    const named = read.feed.advisories.map(({ path, versions: [range], ids, source }) => ({
      path,
      version:
        range?.kind === 'one'
          ? range.version
          : range?.kind === 'commit'
            ? `v0.0.0-20200101000000-${range.commit}`
            : 'v1.0.0',
      id: ids[0] ?? source,
    }));
    const lines = named.map(({ path, version }) => `\t${path} ${version}\n`).join('');
    await project.file('go.mod', `module example.test/app\n\nrequire (\n${lines})\n`);
    const { code, out } = await project.go(offline);
    expect(code).toBe(1);
    const report = JSON.parse(out);
    expect(report.feed).toMatchObject({ date: read.feed.date, advisories: named.length, from: ['shipped'] });
    const told = report.findings.filter((one: { code: string }) => one.code === 'feed/malicious');
    expect(told.map((one: { module: string }) => one.module).sort()).toEqual(
      named.map(({ path }) => path).sort(),
    );
    for (const { path, id } of named) {
      const module = report.modules.find((one: { path: string }) => one.path === path);
      expect(module.advisories, path).toMatchObject([{ id }]);
      const [finding] = told.filter((one: { module: string }) => one.module === path);
      expect(`${finding.message} ${JSON.stringify(finding.evidence)}`).toContain(id);
    }
  });

  test('tells a private module as well, and names it to nobody', async () => {
    const module = 'git.corp.example.test/team/tool';
    const data = dataWith(
      formatFeed({ date: '2026-10-01', advisories: [advisoryOf(module)], withdrawn: [] }),
    );
    await project.file('go.mod', `module example.test/app\n\nrequire ${module} v1.0.0\n`);
    const before = project.world.requests.length;
    const { out } = await run(['audit', '--format', 'json'], {
      cwd: project.folder,
      env: project.world.env,
      data,
    });
    expect(JSON.parse(out).findings).toMatchObject([{ code: 'feed/malicious', module }]);
    expect(project.world.requests.slice(before)).toEqual([]);
  });

  test('that is old, damaged or gone is said, and what follows from it', async () => {
    await project.file('go.mod', 'module example.test/app\n\nrequire bad.example/a v1.0.0\n');
    const old = formatFeed({ date: '2020-01-01', advisories: [advisoryOf('bad.example/a')], withdrawn: [] });
    const audit = async (feedText: string) => {
      const data = join(project.folder, 'data');
      writeFileSync(join(data, 'malicious-modules.txt'), feedText);
      return run(offline, { cwd: project.folder, env: project.world.env, data });
    };
    dataWith(old);
    const aged = await audit(old);
    expect(aged.code).toBe(1);
    expect(aged.err).toContain('The list of malicious modules is of 2020-01-01');
    expect(JSON.parse(aged.out).feed.problems).toEqual([expect.stringContaining('days ago')]);
    const { out: shown } = await run(['audit', '--offline'], {
      cwd: project.folder,
      env: project.world.env,
      data: join(project.folder, 'data'),
    });
    expect(shown).toMatch(/the list of malicious modules\n +The list of malicious modules is of 2020-01-01/);
    const damaged = await audit(old.slice(0, -2));
    // An installation without a list is broken, and no audit of it is clean.
    expect(damaged.code).toBe(2);
    const report = JSON.parse(damaged.out);
    expect(report.feed).toMatchObject({ date: null, from: [] });
    expect(report.modules[0].advisories).toBeNull();
    expect(damaged.err).toContain('could not be determined');
  });
});

describe('modproof feed', () => {
  test('tells of when the list is, without asking anybody', async () => {
    const before = project.world.requests.length;
    const { code, out } = await project.go(['feed']);
    expect(code).toBe(0);
    expect(out).toMatch(/date {8}\d{4}-\d\d-\d\d\n {2}advisories {2}\d+\n {2}from {8}the copy that ships/);
    expect(JSON.parse((await project.go(['feed', '--format', 'json'])).out)).toMatchObject({
      from: ['shipped'],
    });
    expect(project.world.requests.length).toBe(before);
  });

  /** An archive of one entry of malware. */
  async function archive(id: string, module: string, day: string): Promise<Uint8Array> {
    const zip = new JSZip();
    const ranges = [{ type: 'SEMVER', events: [{ introduced: '0' }] }];
    const affected = [{ package: { ecosystem: 'Go', name: module }, ranges }];
    zip.file(`${id}.json`, JSON.stringify({ id, modified: `${day}T00:00:00Z`, affected }));
    return zip.generateAsync({ type: 'uint8array' });
  }

  test('downloads it when asked to, and audits use it from then on', async () => {
    const body = await archive('MAL-2026-90001', 'bad.example/new', TODAY);
    const server = await startLoopback((_, response) => void response.end(body));
    const env = { MODPROOF_FEED: `${server.url}/all.zip` };
    const cache = ['--cache-dir', join(project.folder, 'cache')];
    const refreshed = await project.go(['feed', '--refresh', ...cache], env);
    await server.close();
    expect(refreshed.err).toBe('');
    expect(refreshed.code).toBe(0);
    expect(refreshed.out).toContain(TODAY);
    expect(refreshed.out).toContain('what was downloaded');
    expect(server.asked).toEqual(['/all.zip']);
    await project.file('go.mod', 'module example.test/app\n\nrequire bad.example/new v1.0.0\n');
    const { out } = await project.go([...offline, ...cache]);
    expect(JSON.parse(out).findings[0]).toMatchObject({ code: 'feed/malicious', severity: 'error' });
  });

  test('refuses an older one that lacks entries, and takes it where the user says so', async () => {
    let body = await archive('MAL-2026-90001', 'bad.example/new', TODAY);
    const server = await startLoopback((_, response) => void response.end(body));
    const env = { MODPROOF_FEED: server.url };
    const refresh = (...more: readonly string[]) =>
      project.go(['feed', '--refresh', '--cache-dir', join(project.folder, 'cache'), ...more], env);
    expect((await refresh()).code).toBe(0);
    body = await archive('MAL-2026-90002', 'bad.example/other', YESTERDAY);
    const refused = await refresh();
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toBe(
      `modproof: The download is of ${YESTERDAY} and older than the list at hand of ${TODAY}. 1 entry would be lost: bad.example/new (MAL-2026-90001). Nothing was changed. With --accept-losses it is used all the same.\n`,
    );
    const accepted = await refresh('--accept-losses');
    expect(accepted).toMatchObject({ code: 0, out: expect.stringContaining(YESTERDAY) });
    expect(accepted.err).toMatch(/^modproof: Accepted: The download is of /);
    body = await archive('MAL-2026-90002', 'bad.example/other', '2020-01-01');
    const older = await refresh('--accept-losses');
    await server.close();
    expect(older.err).toContain('The download is of 2020-01-01, older than what ships');
    expect((await project.go(['feed', '--accept-losses'])).err).toContain('--refresh alone');
  });

  test('changes nothing where that is off, or the operand is one', async () => {
    const off = await project.go(['feed', '--refresh']);
    expect(off).toMatchObject({ code: 2, out: '', err: expect.stringContaining('MODPROOF_FEED is off') });
    expect((await project.go(['feed', 'now'])).code).toBe(2);
  });
});

describe('in an editor', () => {
  afterEach(endSessions);

  test('a listed module is told while one types, before anybody is asked', async () => {
    const services = languageServices({ feed: () => feedOf(advisoryOf('bad.example/a')) });
    const { client } = await start(services, { capabilities: PLAIN_EDITOR });
    const uri = 'file:///home/gopher/a/go.mod';
    await client.open(uri, 'module example.test/app\n\nrequire good.example/a v1.0.0\n');
    expect(await client.diagnosticsOf(uri, 1)).toEqual([]);
    await client.change(uri, 2, { text: 'module example.test/app\n\nrequire bad.example/a v1.0.0\n' });
    expect(await client.diagnosticsOf(uri, 2)).toMatchObject([
      { code: 'feed/malicious', severity: 1, range: { start: { line: 2, character: 8 } } },
    ]);
  });
});
