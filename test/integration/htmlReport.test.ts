import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '../kit.ts';
import { scanPage } from '../unit/report/scan.ts';
import { projectInWorld } from './project.ts';

const project = projectInWorld();
const { go, file } = project;

describe('the HTML report of the example', () => {
  test('tells the attack with its difference line by line, and ends with the same exit code', async () => {
    await cp(project.world.exampleDir, project.folder, { recursive: true });
    const { code, out, err } = await go(['audit', '--format', 'html']);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const { text, elements } = scanPage(out);
    expect(text).toContain('For 2 of 19 modules, the mirror serves other code than upstream.');
    expect(text).toContain('go.mod:8:28');
    expect(text).toMatch(/\n\+.*ApiInit\(\)/);
    expect(text).toContain('The difference, against github.com/boltdb/bolt@v1.3.1: 2 files');
    const cells = elements.filter(({ attributes }) => attributes.get('class')?.startsWith('cell '));
    expect(cells).toHaveLength(19);
    for (const { attributes } of cells) {
      expect(attributes.get('data-path')).toBe('go.mod');
      // The requirements are lines 6 to 24.
      expect(Number(attributes.get('data-line'))).toBeGreaterThanOrEqual(5);
      expect(Number(attributes.get('data-line'))).toBeLessThanOrEqual(23);
    }
    expect(text).toContain('GOPRIVATE');
    expect(text).toContain('19 of 19 proven by the checksum database');
  });

  test('goes to a file, and names another nonce each time', async () => {
    await cp(project.world.exampleDir, project.folder, { recursive: true });
    const nonces = new Set<string>();
    for (const name of ['one.html', 'two.html']) {
      const { code, out } = await go(['audit', '--format', 'html', '--output', name]);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      const { elements } = scanPage(await readFile(join(project.folder, name), 'utf8'));
      nonces.add(elements.find(({ name }) => name === 'script')?.attributes.get('nonce') ?? '');
    }
    expect([...nonces].filter((nonce) => /^[0-9a-f]{32}$/.test(nonce))).toHaveLength(2);
  });
});

test('a report without a connection says so, and is no "all clear"', async () => {
  await file(
    'go.mod',
    'module example.test/app\n\ngo 1.22\n\nrequire github.com/thistlewood/barometer v1.4.2\n',
  );
  const cache = ['--cache-dir', join(project.folder, 'cache')];
  const { code, out } = await go(['audit', '--offline', '--format', 'html', ...cache]);
  const { text } = scanPage(out);
  expect(code).toBe(0);
  expect(text).toContain('The one module could not be verified.');
  expect(text).toContain('Audit again with a connection.');
  expect(text).not.toContain('Who is asked');
});

test('modules that no file names yet have a report as well', async () => {
  const { code, out } = await go(['check', 'github.com/thistlewood/barometer@v1.4.2', '--format', 'html']);
  const { text, elements } = scanPage(out);
  expect(code).toBe(0);
  expect(text).toContain('The one module is what upstream published.');
  expect(elements.filter(({ attributes }) => attributes.has('data-path'))).toEqual([]);
});

test.each([['diff'], ['env'], ['explain']])('%s writes no HTML, and says so', async (command) => {
  const { code, err } = await go([command, 'x@v1.0.0', '--format', 'html']);
  expect(code).toBe(2);
  expect(err).toMatch(/--format is one of text, json, not "html"|has no option --format/);
});
