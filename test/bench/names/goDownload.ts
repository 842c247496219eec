import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModuleVersion } from '../../../server/src/module/index.ts';

/** The zip of one module version, or the go command's reason why there is none. */
export type Downloaded =
  | { readonly kind: 'zip'; readonly module: ModuleVersion; readonly zipPath: string }
  | { readonly kind: 'missing'; readonly module: ModuleVersion; readonly reason: string };

/** Few at a time: a mirror is somebody else's machine. */
const BATCH = 20;
const BATCH_MS = 300_000;

/** Null where a go command can be asked; else why not. */
export function reasonWithoutGo(): string | null {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'needs the go command';
  }
}

/**
 * Has zips of modules by `go mod download`, with the user's own settings.
 *
 * They stay in the module cache, where the go command finds them the next time
 * without asking anybody. Nothing of a module is run. A version may be a query
 * such as `latest`; the result then names the version that it stands for.
 */
export function downloadModules(modules: readonly ModuleVersion[]): Downloaded[] {
  const outside = mkdtempSync(join(tmpdir(), 'modproof-download-'));
  try {
    const all: Downloaded[] = [];
    for (let at = 0; at < modules.length; at += BATCH)
      all.push(...downloadBatch(modules.slice(at, at + BATCH), outside));
    return all;
  } finally {
    rmSync(outside, { recursive: true, force: true });
  }
}

function downloadBatch(modules: readonly ModuleVersion[], folder: string): Downloaded[] {
  const names = modules.map(({ path, version }) => `${path}@${version}`);
  // A folder without go.mod and a toolchain that stays: what is asked is these modules and nothing else.
  const env = { ...process.env, GOTOOLCHAIN: 'local', GO111MODULE: 'on', GOWORK: 'off', GOFLAGS: '' };
  const { stdout } = spawnSync('go', ['mod', 'download', '-json', ...names], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: BATCH_MS,
    maxBuffer: 64 << 20,
  });
  const answers = readAnswers(stdout ?? '');
  return modules.map((asked): Downloaded => {
    const answer = answers.find(
      ({ Path, Version, Query }) =>
        Path === asked.path && (Version === asked.version || Query === asked.version),
    );
    const module = { path: asked.path, version: answer?.Version ?? asked.version };
    if (answer?.Zip !== undefined && answer.Error === undefined)
      return { kind: 'zip', module, zipPath: answer.Zip };
    return { kind: 'missing', module, reason: answer?.Error ?? 'the go command gave no answer' };
  });
}

interface Answer {
  readonly Path?: string;
  readonly Version?: string;
  readonly Query?: string;
  readonly Zip?: string;
  readonly Error?: string;
}

/** The go command prints one object after the other, each ending with a brace on a line of its own. */
function readAnswers(text: string): Answer[] {
  return text
    .split(/^\}$/m)
    .filter((each) => each.trim() !== '')
    .map((each) => JSON.parse(`${each}}`) as Answer);
}
