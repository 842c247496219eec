/**
 * Makes the conformance vectors anew with the Go toolchain of this machine:
 * runs every generator, a folder test/conformance/generate*, and records the
 * day. Needs Go, and the Go module proxy unless the modules are cached.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const conformance = new URL('../test/conformance/', import.meta.url);
const out = fileURLToPath(new URL('vectors/', conformance));
const date = new Date().toISOString().slice(0, 10);

mkdirSync(out, { recursive: true });
for (const entry of readdirSync(conformance, { withFileTypes: true })) {
  if (!entry.isDirectory() || !entry.name.startsWith('generate')) continue;
  const cwd = fileURLToPath(new URL(`${entry.name}/`, conformance));
  const { status, error } = spawnSync('go', ['run', '.', '-out', out, '-date', date], {
    cwd,
    stdio: 'inherit',
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
