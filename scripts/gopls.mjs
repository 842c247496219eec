/**
 * The Go language server that Modproof stands beside, for `test/editor`.
 *
 *   node scripts/gopls.mjs
 *
 * Installs gopls beside the editor lab, outside the checkout. It is built from
 * source by the Go that is on the PATH, which checks it against the checksum
 * database like any module. Takes a few minutes the first time, and nothing
 * where it is in place.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { labFolder } from './editor-lab.mjs';
import { fail, isMain } from './tools.mjs';

/** The newest that the Go which the tests compare with can build. */
const VERSION = 'v0.23.0';

const PROGRAM = process.platform === 'win32' ? 'gopls.exe' : 'gopls';

const FOLDER = join(labFolder(), `gopls-${VERSION}`);

if (isMain(import.meta.url)) install();

/**
 * Where gopls is, or null where it is not installed.
 *
 * @returns {{ program: string, version: string } | null} an absolute path; the version as `v0.23.0`
 */
export function findGopls() {
  const program = join(FOLDER, PROGRAM);
  return existsSync(program) ? { program, version: VERSION } : null;
}

/** Built beside its place and moved there when whole. */
function install() {
  if (findGopls() !== null) return;
  const start = performance.now();
  const beside = `${FOLDER}.${process.pid}`;
  process.once('exit', () => rmSync(beside, { recursive: true, force: true }));
  mkdirSync(beside, { recursive: true });
  // Flags and workspaces of the user are meant for the user's own modules.
  const env = { ...process.env, GOBIN: beside, GOTOOLCHAIN: 'local', GOFLAGS: '', GOWORK: 'off' };
  const command = ['install', `golang.org/x/tools/gopls@${VERSION}`];
  const { status, error, stderr } = spawnSync('go', command, {
    cwd: beside,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) fail(`go ${command.join(' ')} failed:\n${error?.message ?? ''}${stderr ?? ''}`);
  rmSync(FOLDER, { recursive: true, force: true });
  renameSync(beside, FOLDER);
  console.log(
    `gopls ${VERSION} installed in ${((performance.now() - start) / 1000).toFixed(0)} s: ${FOLDER}`,
  );
}
