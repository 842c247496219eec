import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseDatedSizes } from '../../../server/src/age/index.ts';
import { afterAll, beforeAll, describe, expect, test } from '../../kit.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const { runNode } = (await import(pathToFileURL(path.join(ROOT, 'scripts/tools.mjs')).href)) as {
  runNode: (
    args: readonly string[],
    options: { capture: true; env: NodeJS.ProcessEnv },
  ) => Promise<{ code: number; output: string }>;
};

const keys = generateKeyPairSync('ed25519');
const folder = mkdtempSync(path.join(tmpdir(), 'modproof-test-'));
const file = path.join(folder, 'log-dates.txt');
const HEAD = '# a table\n# database: log.test\n';
let answer: { status: number; body: string } = { status: 404, body: '' };
let asked: string[] = [];
let server: Server;
let address = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

/** The public key of a database as GOSUMDB holds it. */
function verifierKey(name: string, { publicKey }: { publicKey: KeyObject }): string {
  const x = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const bytes = Buffer.concat([Buffer.from([1]), x]);
  return `${name}+${idOf(name, bytes).toString('hex')}+${bytes.toString('base64')}`;
}

function idOf(name: string, bytes: Buffer): Buffer {
  return createHash('sha256').update(`${name}\n`).update(bytes).digest().subarray(0, 4);
}

/** A signed note with this text. */
function note(text: string, signer = 'log.test', pair = keys): string {
  const id = Buffer.from(verifierKey(signer, pair).split('+')[1] ?? '', 'hex');
  const signature = Buffer.concat([id, sign(null, Buffer.from(text), pair.privateKey)]);
  return `${text}\n— ${signer} ${signature.toString('base64')}\n`;
}

const tree = (size: string): string => `go.sum database tree\n${size}\n${'A'.repeat(43)}=\n`;

/** Runs the script against a table with these rows; what it left of them is in `rows`. */
async function renew(
  rows: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<{ code: number; output: string; rows: string }> {
  writeFileSync(file, HEAD + rows);
  asked = [];
  const env = { ...process.env, GOSUMDB: `${verifierKey('log.test', keys)} ${address}`, ...environment };
  const { code, output } = await runNode([path.join(ROOT, 'scripts/log-dates.mjs'), '', file], {
    capture: true,
    env,
  });
  return { code, output, rows: readFileSync(file, 'utf8').slice(HEAD.length) };
}

const ROWS = '2020-01-01 500 somebody\n2020-02-01T10:00:00Z 600 somebody else\n';

test('a newer head becomes a row with the time of now', async () => {
  answer = { status: 200, body: note(tree('700')) };
  const { code, output, rows } = await renew(ROWS);
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('700 records') });
  expect(rows.startsWith(ROWS)).toBe(true);
  const added = parseDatedSizes(rows.slice(ROWS.length)).rows;
  expect(added).toMatchObject([{ size: 700, witness: 'signed tree head, fetched on that day' }]);
  expect(Math.abs((added[0]?.before ?? 0) - Date.now() / 1000)).toBeLessThan(600);
  expect(asked).toEqual(['/latest']);
});

test('without an address in GOSUMDB the first mirror is asked', async () => {
  answer = { status: 200, body: note(tree('700')) };
  const { code } = await renew(ROWS, {
    GOSUMDB: verifierKey('log.test', keys),
    GOPROXY: `${address}/mirror/,direct`,
  });
  expect(code).toBe(0);
  expect(asked).toEqual(['/mirror/sumdb/log.test/latest']);
});

describe('nothing is added', () => {
  const other = generateKeyPairSync('ed25519');

  test.each([
    ['when the head says nothing new', note(tree('600')), 'nothing new'],
    ['when the head is older', note(tree('550')), 'nothing new'],
    ['when somebody else signed', note(tree('700'), 'log.test', other), 'not signed'],
    ['when another log signed', note(tree('700'), 'other.test'), 'not signed'],
    ['when the size was changed', note(tree('700')).replace('700', '800'), 'not signed'],
    ['when nobody signed', tree('700'), 'not signed'],
    ['when it is another note', note('another tree\n700\nx\n'), 'no tree head'],
    ['when the size is odd', note(tree('0700')), 'no tree head'],
  ])('%s', async (_, body, words) => {
    answer = { status: 200, body };
    expect(await renew(ROWS)).toEqual({ code: 1, output: expect.stringContaining(words), rows: ROWS });
  });

  test('when the database does not answer', async () => {
    answer = { status: 503, body: note(tree('700')) };
    expect(await renew(ROWS)).toEqual({ code: 1, output: expect.stringContaining('503'), rows: ROWS });
  });

  test('when the clock is behind the table', async () => {
    answer = { status: 200, body: note(tree('700')) };
    const rows = '2999-01-01T00:00:00Z 500 somebody\n';
    expect(await renew(rows)).toEqual({ code: 1, output: expect.stringContaining('clock'), rows });
  });

  test('when the table is about another database', async () => {
    answer = { status: 200, body: note(tree('700'), 'other.test') };
    const { code, output, rows } = await renew(ROWS, {
      GOSUMDB: `${verifierKey('other.test', keys)} ${address}`,
    });
    expect({ code, output, rows }).toEqual({
      code: 1,
      output: expect.stringContaining('not about'),
      rows: ROWS,
    });
  });
});
