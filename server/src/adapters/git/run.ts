import { type ChildProcess, spawn } from 'node:child_process';
import { GitError } from '../../ports/index.ts';

/** What one run of git gave. */
export interface GitRun {
  readonly exitCode: number;
  readonly stdoutBytes: Buffer;
  /** The end of what git said, for messages; attacker-controlled in part. */
  readonly stderr: string;
}

/** One run of git: fixed arguments, given environment, bounded output. */
export interface GitRunOptions {
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly maxOutputBytes: number;
  readonly signal: AbortSignal;
  /** Called about five times a second while git runs; what it throws ends git and rejects the run. */
  readonly watch?: () => void;
}

const MAX_STDERR_LENGTH = 8_000;
const WATCH_MS = 200;

/**
 * Runs git once, without a shell. The only place that starts a process.
 *
 * Resolves for every exit code. Rejects with {@link GitError}: `unavailable`
 * when git cannot be started, `too-large` when it prints more than
 * `maxOutputBytes`, `timeout` or `aborted` by the signal. A git that is ended
 * takes its own children along.
 */
export function runGit(options: GitRunOptions): Promise<GitRun> {
  return new Promise((resolve, reject) => {
    if (options.signal.aborted) {
      reject(abortError(options.signal));
      return;
    }
    const ownGroup = process.platform !== 'win32';
    const child = spawn('git', options.args, {
      cwd: options.folder,
      env: options.environment,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: ownGroup,
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    let total = 0;
    let stderr = '';
    let failure: Error | null = null;

    const end = (error: Error): void => {
      failure ??= error;
      endGroup(child, ownGroup);
    };
    const onAbort = (): void => end(abortError(options.signal));
    options.signal.addEventListener('abort', onAbort, { once: true });
    const timer =
      options.watch === undefined
        ? null
        : setInterval(() => {
            try {
              options.watch?.();
            } catch (error) {
              end(error as Error);
            }
          }, WATCH_MS);

    child.stdout.on('data', (chunk: Buffer) => {
      total += chunk.length;
      if (total > options.maxOutputBytes) end(new GitError('too-large', 'git printed more than it may.'));
      else chunks.push(chunk);
    });
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => {
      stderr = (stderr + text).slice(-MAX_STDERR_LENGTH);
    });
    // git may end before it has read all of its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.stdin ?? '');
    child.on('error', (error) => {
      failure ??= new GitError('unavailable', 'git could not be started.', { cause: error });
      finish(-1);
    });
    child.on('close', (code) => finish(code ?? -1));

    let finished = false;
    function finish(exitCode: number): void {
      if (finished) return;
      finished = true;
      options.signal.removeEventListener('abort', onAbort);
      if (timer !== null) clearInterval(timer);
      if (failure !== null) reject(failure);
      else resolve({ exitCode, stdoutBytes: Buffer.concat(chunks), stderr: stderr.trim() });
    }
  });
}

function endGroup(child: ChildProcess, ownGroup: boolean): void {
  if (child.pid === undefined) return;
  try {
    if (ownGroup) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

/** The error of a question that its signal ended. */
export function abortError(signal: AbortSignal): GitError {
  const timedOut = (signal.reason as Error | undefined)?.name === 'TimeoutError';
  return timedOut
    ? new GitError('timeout', 'The repository did not answer in time.')
    : new GitError('aborted', 'The question to the repository was cancelled.');
}
