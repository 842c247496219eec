import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { auditFiles, discover } from '../../server/src/audit/index.ts';
import { OwnExaminations } from '../../server/src/examination/index.ts';
import { DEFAULT_POLICY } from '../../server/src/policy/index.ts';
import { formatJson } from '../../server/src/report/index.ts';
import { openServices } from '../integration/services.ts';
import { describe, expect, test } from '../kit.ts';
import { startWorld } from '../world/index.ts';
import { type Json, placesOf, valueAt } from './places.ts';
import { compileSchema, problemsOf } from './reportSchema.ts';

const FOLDER = 'test/formats/released';
const EXAMPLE = 'test/world/example';
const VERSION: string = JSON.parse(readFileSync('package.json', 'utf8')).version;

const REPORTS = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

describe('released reports', () => {
  test('are there', () => {
    expect(REPORTS).toContain('0.1.0.json');
  });

  test.each(REPORTS)('%s follows the schema of its format', (name) => {
    const report: Json = JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8'));
    const [, format] = /^modproof-report\/(\d+)$/.exec(String(valueAt(report, 'schema'))) ?? [];
    expect(problemsOf(compileSchema(Number(format)), report)).toEqual([]);
    expect(`${valueAt(report, 'tool.version')}.json`).toBe(name);
  });

  test.each(REPORTS)('%s names nothing of the machine that wrote it', (name) => {
    const text = readFileSync(`${FOLDER}/${name}`, 'utf8');
    expect(text.match(/127\.0\.0\.1|localhost|"(?:\/|[A-Za-z]:\\\\)[^"]*"/g) ?? []).toEqual([]);
  });
});

describe('the report of the example project', () => {
  test('holds every field that released reports of its format hold', async () => {
    const text = await reportOfExample();
    const current: Json = JSON.parse(text);
    expect(problemsOf(compileSchema(1), current)).toEqual([]);
    const path = `${FOLDER}/${VERSION}.json`;
    if (process.env.UPDATE === '1' && !existsSync(path)) writeFileSync(path, text);
    const fields = new Set(placesOf(current).map(({ pattern }) => pattern));
    for (const name of REPORTS) {
      const released: Json = JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8'));
      if (valueAt(released, 'schema') !== valueAt(current, 'schema')) continue;
      const dropped = placesOf(released).filter(({ pattern }) => !fields.has(pattern));
      expect([...new Set(dropped.map(({ pattern }) => pattern))], name).toEqual([]);
    }
  });
});

/** Audits the example project in a world of its own, at a fixed time, and writes the JSON report. */
async function reportOfExample(): Promise<string> {
  const world = await startWorld();
  try {
    const opened = await openServices(world);
    try {
      const signal = AbortSignal.timeout(50_000);
      const discovery = await discover([EXAMPLE], opened.files, opened.path, '', signal);
      const result = await auditFiles(discovery, opened.services, new OwnExaminations(opened.services), {
        policyFor: () => DEFAULT_POLICY,
        offline: false,
        concurrency: 8,
        ledgers: [],
        signal,
        progress: () => undefined,
      });
      const startedAt = Date.UTC(2026, 0, 1, 12);
      return formatJson({ ...result, startedAt, finishedAt: startedAt + 1000 }, { version: VERSION });
    } finally {
      await opened.close();
    }
  } finally {
    await world.stop();
  }
}
