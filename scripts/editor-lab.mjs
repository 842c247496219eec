/**
 * The editor lab: real VS Code servers, outside the checkout, for `test/editor`.
 *
 *   node scripts/editor-lab.mjs
 *
 * Installs the newest VS Code and the oldest that the extension supports, each
 * with the Node that it was made for, from npm packages whose hashes stand here.
 * Takes a minute and 1.3 GB the first time, and nothing where all is in place.
 * It lies in the user's cache folder, or where MODPROOF_EDITOR_LAB says.
 *
 * Linux alone. It needs a C++ compiler, make and Python for one native module,
 * and ripgrep. The browser is not installed here: it comes from the system.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { npmCommand } from './prepare.mjs';
import { fail, isMain } from './tools.mjs';

/** To be raised when the steps below change, so that every lab is made anew. */
const RECIPE = 1;

const EDITIONS = [
  {
    name: 'newest',
    vscode: '1.139.1',
    server: {
      package: 'code-server@4.139.1',
      hash: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
    },
    node: {
      version: '24.21.0',
      x64: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
      arm64:
        'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
    },
    native: ['@vscode/spdlog', '@vscode/native-watchdog'],
    ripgrep: false,
  },
  {
    name: 'oldest',
    vscode: '1.100.3',
    server: {
      package: 'code-server@4.100.3',
      hash: 'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
    },
    node: {
      version: '20.20.2',
      x64: 'sha512-PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==',
      arm64:
        'sha512-LCXJnNTFiyGuYBw2gZSI5OBFMbkjAPt8sqD/NKrWoE2QmDgSubTqFng6GaNJ9EJ8HpxBMGcWWpbbcs4Vo+CnGg==',
    },
    native: ['@vscode/spdlog', 'native-watchdog'],
    // Its own package of ripgrep fetches a program from a host that is not a registry.
    ripgrep: true,
  },
];

/** Debian calls it chromium, others otherwise. */
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];

if (isMain(import.meta.url)) install();

/**
 * Where the lab's parts are, or null where a part is missing.
 *
 * @returns {{ browser: string, editions: { name: string, vscode: string, node: string, server: string }[] } | null}
 * absolute paths; `node` runs `server`, which is VS Code's own web server
 */
export function findEditorLab() {
  const browser = BROWSERS.map(onPath).find((path) => path !== null) ?? null;
  if (browser === null || !EDITIONS.every(isInstalled)) return null;
  return {
    browser,
    editions: EDITIONS.map((edition) => ({
      name: edition.name,
      vscode: edition.vscode,
      node: join(folderOf(edition), 'node/bin/node'),
      server: join(folderOf(edition), 'server/lib/vscode/out/server-main.js'),
    })),
  };
}

/** The folder that all parts are installed in, whether there is one or not. */
export function labFolder() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return process.env.MODPROOF_EDITOR_LAB || join(cache, 'modproof-editor-lab');
}

function install() {
  if (process.platform !== 'linux') fail('The editor lab can be installed on Linux alone.');
  for (const edition of EDITIONS) {
    if (isInstalled(edition)) continue;
    const missing = ['python3', 'make', 'g++', 'tar', 'rg'].filter((name) => onPath(name) === null);
    if (missing.length > 0) fail(`The editor lab needs ${missing.join(', ')} on the PATH.`);
    const start = performance.now();
    installEdition(edition);
    console.log(
      `VS Code ${edition.vscode} installed in ${((performance.now() - start) / 1000).toFixed(0)} s: ${folderOf(edition)}`,
    );
  }
}

/** Made beside its place and moved there when whole, with its mark. */
function installEdition(edition) {
  const beside = `${folderOf(edition)}.${process.pid}`;
  const removeUnfinished = () => rmSync(beside, { recursive: true, force: true });
  process.once('exit', removeUnfinished);
  const [node, server] = [join(beside, 'node'), join(beside, 'server')];
  unpack(`node-linux-${process.arch}@${edition.node.version}`, edition.node[process.arch], node);
  unpack(edition.server.package, edition.server.hash, server);
  const vscode = join(server, 'lib/vscode');
  for (const folder of [vscode, join(vscode, 'extensions')]) {
    // What is installed stands in the package's own list, with hashes.
    npm(['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund'], folder);
  }
  npm(['rebuild', '--ignore-scripts=false', ...edition.native], vscode);
  if (edition.ripgrep) {
    const bin = join(vscode, 'node_modules/@vscode/ripgrep/bin');
    mkdirSync(bin, { recursive: true });
    symlinkSync(onPath('rg'), join(bin, 'rg'));
  }
  writeFileSync(join(beside, 'installed.json'), markOf(edition));
  rmSync(folderOf(edition), { recursive: true, force: true });
  renameSync(beside, folderOf(edition));
  process.off('exit', removeUnfinished);
}

/** Fetches a package without what it needs and without its scripts, and unpacks it into `folder`. */
function unpack(spec, hash, folder) {
  if (hash === undefined) fail(`No hash is known of ${spec}.`);
  mkdirSync(folder, { recursive: true });
  npm(['pack', '--silent', spec], folder);
  const archive = join(folder, `${spec.replace('@', '-')}.tgz`);
  const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (found !== hash) fail(`${spec} is not the package that was meant: ${found}`);
  run('tar', ['-xzf', archive, '--strip-components=1', '--no-same-owner', '-C', folder], folder);
  rmSync(archive);
}

function npm(args, folder) {
  const { command, before } = npmCommand();
  run(command, [...before, ...args], folder);
}

/** Runs a command quietly; where it fails, ends this process with all that it printed. */
function run(command, args, cwd) {
  // Some of the packages build with npx, which else would ask.
  const env = { ...process.env, npm_config_yes: 'true' };
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 << 20,
  });
  if (status === 0) return;
  fail(`${command} ${args.join(' ')} failed in ${cwd}:\n${error?.message ?? ''}${stdout}${stderr}`);
}

function isInstalled(edition) {
  try {
    return readFileSync(join(folderOf(edition), 'installed.json'), 'utf8') === markOf(edition);
  } catch {
    return false;
  }
}

function markOf(edition) {
  return `${JSON.stringify({ recipe: RECIPE, arch: process.arch, ...edition })}\n`;
}

function folderOf({ name }) {
  return join(labFolder(), name);
}

/** Where the shell would find a command, or null. */
function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}
