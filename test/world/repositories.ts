import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { allDone } from './allDone.ts';
import { importStream } from './fastImport.ts';
import type { RepositoryDescription } from './modules/description.ts';

/** When the world stands: as the mirror found it, or as it is today. */
export type Moment = 'cached' | 'now';

/** A described repository, made. */
export interface Repository {
  readonly description: RepositoryDescription;
  /** Name of its bare directory below the directory of all repositories. */
  readonly directory: string;
  /** Full ids of commits and annotated tags, by label. They stand even for what the server has forgotten. */
  readonly ids: ReadonlyMap<string, string>;
}

const PARALLEL = 4;

/**
 * Makes bare repositories in `root` with one git process each, several at a
 * time. Rejects with what git said when it refuses.
 */
export async function makeRepositories(
  root: string,
  descriptions: readonly RepositoryDescription[],
  moment: Moment,
): Promise<readonly Repository[]> {
  const made: Repository[] = [];
  let next = 0;
  const worker = async () => {
    while (next < descriptions.length) {
      const index = next;
      next += 1;
      made[index] = await makeRepository(root, descriptions[index]!, index, moment);
    }
  };
  await allDone(Array.from({ length: PARALLEL }, worker));
  return made;
}

/** The environment of every git process of the servers: no user's settings. */
export function serverGitEnvironment(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    ...(process.env.SystemRoot === undefined ? {} : { SystemRoot: process.env.SystemRoot }),
  };
}

async function makeRepository(
  root: string,
  description: RepositoryDescription,
  index: number,
  moment: Moment,
): Promise<Repository> {
  const directory = `${index}.git`;
  const path = join(root, directory);
  await mkdir(join(path, 'objects', 'pack'), { recursive: true });
  await Promise.all([
    mkdir(join(path, 'refs', 'heads'), { recursive: true }),
    writeFile(join(path, 'HEAD'), 'ref: refs/heads/main\n'),
    writeFile(join(path, 'config'), configOf(description)),
  ]);
  const refs = moment === 'now' ? (description.refsNow ?? description.refs) : description.refs;
  const { bytes, marks } = importStream(moment === 'now' ? today(description) : description, refs);
  const marksFile = join(path, 'marks');
  await runGit(path, ['fast-import', '--quiet', '--done', `--export-marks=${marksFile}`], bytes);
  const ids = idsByLabel(await readFile(marksFile, 'utf8'), marks);
  if (moment === 'now' && description.forgetsUnreachable) {
    await runGit(path, ['repack', '-a', '-d', '-q']);
  }
  return { description, directory, ids };
}

function today(description: RepositoryDescription): RepositoryDescription {
  const { annotatedTagsNow } = description;
  return annotatedTagsNow === undefined ? description : { ...description, annotatedTags: annotatedTagsNow };
}

function configOf(description: RepositoryDescription): string {
  const sha256 = description.objectFormat === 'sha256';
  return [
    '[core]',
    `\trepositoryformatversion = ${sha256 ? 1 : 0}`,
    '\tbare = true',
    ...(sha256 ? ['[extensions]', '\tobjectFormat = sha256'] : []),
    '[fastimport]',
    '\tunpackLimit = 0',
    '[gc]',
    '\tauto = 0',
    '[uploadpack]',
    `\tallowFilter = ${description.allowFilter ?? true}`,
    `\tallowAnySHA1InWant = ${description.allowAnyCommit ?? true}`,
    '',
  ].join('\n');
}

function idsByLabel(marksText: string, marks: ReadonlyMap<string, number>): Map<string, string> {
  const idOf = new Map<number, string>();
  for (const line of marksText.split('\n')) {
    const [mark, id] = line.split(' ');
    if (mark !== undefined && id !== undefined) {
      idOf.set(Number(mark.slice(1)), id);
    }
  }
  return new Map([...marks].map(([label, mark]) => [label, idOf.get(mark) ?? '']));
}

function runGit(gitDirectory: string, args: readonly string[], input?: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const git = spawn('git', [`--git-dir=${gitDirectory}`, ...args], {
      env: serverGitEnvironment(),
      stdio: ['pipe', 'ignore', 'pipe'],
      windowsHide: true,
    });
    let complaint = '';
    git.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    git.on('error', reject);
    git.on('close', (code) => {
      if (code === 0) {
        resolve();
      } else {
        reject(new Error(`git ${args[0]} in ${gitDirectory} ended with ${code}: ${complaint}`));
      }
    });
    // A git that ends early breaks the pipe; what it said is reported above.
    git.stdin.on('error', () => {});
    git.stdin.end(input);
  });
}
