/**
 * Makes sure that the tools are here: Node, Git and the packages of the lock file.
 *
 * Works from a bare clone with Node's own modules only, and does nothing where
 * everything is in place.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fail, isMain, ROOT } from './tools.mjs';

if (isMain(import.meta.url)) prepare();

/** Installs what is missing, and ends the process with a message where it cannot. */
export function prepare() {
  const manifest = readJson('package.json');
  checkNode(manifest.engines.node);
  checkGit();
  const lock = readJson('package-lock.json');
  checkLock(manifest, lock);
  const reason = staleBecause(lock);
  if (reason === null) return;
  console.log(`npm ci: ${reason}`);
  const status = npm(['ci', '--include=dev', '--loglevel=error']);
  if (status !== 0)
    fail(`npm ci ended with code ${status}: the packages of package-lock.json could not be installed.`);
  const left = staleBecause(readJson('package-lock.json'));
  if (left !== null) fail(`npm ci ended well, and yet ${left}.`);
}

function checkNode(range) {
  const least = range.replace('>=', '').split('.').map(Number);
  const have = process.versions.node.split('.').map(Number);
  const difference = least.map((part, index) => have[index] - part).find((part) => part !== 0) ?? 0;
  if (difference < 0) fail(`Node ${range} is needed, and this is ${process.version} (${process.execPath}).`);
}

function checkGit() {
  const { error, status } = spawnSync('git', ['--version'], { stdio: 'ignore' });
  if (error || status !== 0) fail('Git is needed and was not found: install it, or put it on the PATH.');
}

function checkLock(manifest, lock) {
  for (const kind of ['dependencies', 'devDependencies']) {
    const wanted = JSON.stringify(sorted(manifest[kind]));
    const locked = JSON.stringify(sorted(lock.packages[''][kind]));
    if (wanted !== locked)
      fail(`package-lock.json does not belong to the ${kind} of package.json: run npm install.`);
  }
}

/**
 * Why the installed packages are not those of the lock file; null where they are.
 *
 * npm notes what it installed in `node_modules/.package-lock.json`. Packages
 * that the lock file marks as optional may be missing, because they are made
 * for other systems. Packages beyond the lock file do no harm.
 */
function staleBecause(lock) {
  const notes = join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(notes)) return 'the packages are not installed';
  const installed = readJson('node_modules/.package-lock.json').packages;
  for (const [path, wanted] of Object.entries(lock.packages)) {
    if (!path.startsWith('node_modules/')) continue;
    const have = installed[path];
    const missing = have === undefined || !existsSync(join(ROOT, path));
    if (missing && !wanted.optional && !wanted.devOptional) return `${path} is not installed`;
    if (missing) continue;
    if (have.version !== wanted.version)
      return `${path} is ${have.version}, and the lock file says ${wanted.version}`;
    if (have.integrity !== wanted.integrity) return `${path} is another copy than the lock file names`;
  }
  return null;
}

/** Runs npm; gives its exit code. */
function npm(args) {
  const { command, before } = npmCommand();
  const { error, status } = spawnSync(command, [...before, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: npmEnvironment(),
    shell: command === 'npm' && process.platform === 'win32',
  });
  if (error) fail(`npm could not be started: ${error.message}`);
  return status ?? 1;
}

/** How npm is run: a command and what stands before npm's own arguments. Its script is run with Node where it is found. */
export function npmCommand() {
  const script = [
    process.env.npm_execpath ?? '',
    join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js'),
    join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'),
  ].find((path) => basename(path) === 'npm-cli.js' && existsSync(path));
  return script === undefined
    ? { command: 'npm', before: [] }
    : { command: process.execPath, before: [script] };
}

/** Our environment, with a cache of its own where npm's own takes no files. */
function npmEnvironment() {
  // An npm that runs us says here where its cache is.
  let folder = process.env.npm_config_cache ?? join(homedir(), '.npm');
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
    return process.env;
  } catch {
    return { ...process.env, npm_config_cache: mkdtempSync(join(tmpdir(), 'modproof-npm-')) };
  }
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
  } catch (error) {
    return fail(`${path} cannot be read: ${error.message}`);
  }
}

function sorted(names = {}) {
  return Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1));
}
