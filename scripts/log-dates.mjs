/**
 * Adds the checksum database's newest signed tree head to `server/data/log-dates.txt`.
 *
 *     node scripts/log-dates.mjs [ADDRESS] [FILE]
 *
 * ADDRESS is where the database's `/latest` is answered. Without one, or with an
 * empty one, it is the address in GOSUMDB, else `/sumdb/NAME` of the first mirror in
 * GOPROXY, else the database's own host; both settings come from the environment or from the go
 * command where there is one. FILE replaces the usual target.
 *
 * The head has to be signed with the database's key, be larger than every
 * row of the file, and the clock has to be past every row: else nothing is
 * written and the exit code is 1. The time is this machine's clock: look at it first.
 */
import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fail } from './tools.mjs';

const DEFAULT_KEY = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
const MAX_NOTE_BYTES = 1 << 20;

const [, , address, file = fileURLToPath(new URL('../server/data/log-dates.txt', import.meta.url))] =
  process.argv;

try {
  const [named, url] = setting('GOSUMDB').split(/\s+/);
  const key = named?.includes('+') ? named : DEFAULT_KEY;
  const name = key.slice(0, key.indexOf('+'));
  const text = readFileSync(file, 'utf8');
  if (!text.includes(`\n# database: ${name}\n`)) throw new Error(`${file} is not about ${name}`);
  const size = sizeOf(await read(`${address || url || mirrorOf(name)}/latest`), key);
  const date = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  for (const [row, before, rows] of text.matchAll(/^(\d{4}-\S+) (\d+) .*$/gm)) {
    if (Number(rows) >= size) throw new Error(`the head of ${size} records says nothing new beside: ${row}`);
    if (before >= date) throw new Error(`this machine's clock, ${date}, is behind the row: ${row}`);
  }
  writeFileSync(`${file}.new`, `${text}${date} ${size} signed tree head, fetched on that day\n`);
  renameSync(`${file}.new`, file);
  console.log(`${size} records on ${date}`);
} catch (error) {
  fail(`No row was added: ${error.message}`);
}

/** A setting of the go command, from the environment or from the go command itself; empty where there is none. */
function setting(name) {
  if (process.env[name]) return process.env[name];
  const { status, stdout } = spawnSync('go', ['env', name], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : '';
}

function mirrorOf(name) {
  const mirror = setting('GOPROXY')
    .split(/[,|]/)
    .find((entry) => /^https?:\/\//.test(entry));
  return mirror === undefined ? `https://${name}` : `${mirror.replace(/\/+$/, '')}/sumdb/${name}`;
}

async function read(url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  if (response.status !== 200)
    throw new Error(`${new URL(url).host} answered with status ${response.status}`);
  const note = await response.text();
  if (note.length > MAX_NOTE_BYTES) throw new Error('the answer is too long for a signed tree head');
  return note;
}

/** The number of records that a signed tree head speaks of. Throws when the key did not sign it. */
function sizeOf(note, key) {
  const [name, id, encoded] = [...key.split('+', 2), key.split('+').slice(2).join('+')];
  const keyBytes = Buffer.from(encoded, 'base64');
  const keyId = createHash('sha256').update(`${name}\n`).update(keyBytes).digest().subarray(0, 4);
  if (keyId.toString('hex') !== id || keyBytes.length !== 33 || keyBytes[0] !== 1) {
    throw new Error(`the key of ${name} is not one`);
  }
  const end = note.lastIndexOf('\n\n') + 1;
  const text = note.slice(0, end);
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: keyBytes.subarray(1).toString('base64url') },
    format: 'jwk',
  });
  const signed = note
    .slice(end + 1)
    .split('\n')
    .map((line) => /^— (\S+) (\S+)$/.exec(line))
    .filter((signature) => signature?.[1] === name)
    .map((signature) => Buffer.from(signature[2], 'base64'))
    .some(
      (bytes) =>
        bytes.subarray(0, 4).equals(keyId) && verify(null, Buffer.from(text), publicKey, bytes.subarray(4)),
    );
  if (!signed) throw new Error(`the answer is not signed by ${name}`);
  const [first, digits] = text.split('\n');
  if (first !== 'go.sum database tree' || !/^[1-9]\d{0,14}$/.test(digits)) {
    throw new Error('the answer is no tree head');
  }
  return Number(digits);
}
