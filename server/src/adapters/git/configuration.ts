import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GitError } from '../../ports/index.ts';
import { gitEnvironment } from './environment.ts';
import { runGit } from './run.ts';

/** One setting of the user's git, in the order in which git reads them. */
export interface GitSetting {
  /** `system`, `global`, `command`, … as `git config --show-scope` names it. */
  readonly scope: string;
  /** In lower case. */
  readonly section: string;
  /** As written; empty where the key has none. */
  readonly subsection: string;
  /** In lower case. */
  readonly name: string;
  /** Null for a setting without `=`, which means true. */
  readonly value: string | null;
}

const MAX_CONFIGURATION_BYTES = 4 << 20;
const MAX_MILLISECONDS = 30_000;

/**
 * Reads the user's git configuration with one git process, in an empty folder,
 * so that no repository's own configuration is in it.
 *
 * Resolves to null when git is not installed. Rejects with {@link GitError} when
 * git is there and cannot read its configuration: then git has to say why itself.
 */
export async function readGitConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
  temporaryFolder: string,
): Promise<readonly GitSetting[] | null> {
  const folder = await mkdtemp(join(temporaryFolder, 'modproof-')).catch((error: unknown) => {
    throw new GitError('malformed', 'No temporary folder could be made for git.', { cause: error });
  });
  try {
    const run = await runGit({
      args: ['config', '--list', '--null', '--show-scope', '--includes'],
      folder,
      environment: gitEnvironment(environment, folder, false),
      maxOutputBytes: MAX_CONFIGURATION_BYTES,
      signal: AbortSignal.timeout(MAX_MILLISECONDS),
    });
    if (run.exitCode !== 0) throw new GitError('malformed', 'git could not read its configuration.');
    return parseConfiguration(run.stdoutBytes.toString('utf8'));
  } catch (error) {
    if (error instanceof GitError && error.code === 'unavailable') return null;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Reads what `git config --list --null --show-scope` prints: `scope NUL key LF value NUL`. */
export function parseConfiguration(output: string): readonly GitSetting[] {
  const fields = output.split('\0');
  const settings: GitSetting[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [scope = '', entry = ''] = fields.slice(index, index + 2);
    const lineFeed = entry.indexOf('\n');
    const key = lineFeed < 0 ? entry : entry.slice(0, lineFeed);
    const first = key.indexOf('.');
    const last = key.lastIndexOf('.');
    if (first < 0) continue;
    settings.push({
      scope,
      section: key.slice(0, first).toLowerCase(),
      subsection: first === last ? '' : key.slice(first + 1, last),
      name: key.slice(last + 1).toLowerCase(),
      value: lineFeed < 0 ? null : entry.slice(lineFeed + 1),
    });
  }
  return settings;
}
