import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serverGitEnvironment } from '../../world/repositories.ts';
import type { History } from './history.ts';

const PERSON = 'A Maintainer <maintainer@example.test>';
const CONFIG = `[core]
\trepositoryformatversion = 0
\tbare = true
[fastimport]
\tunpackLimit = 0
[gc]
\tauto = 0
[pack]
\tthreads = 1
[uploadpack]
\tallowFilter = true
\tallowAnySHA1InWant = true
`;

/**
 * Makes a bare repository in `folder` as a forge has it: one pack with deltas
 * and reachability bitmaps, refs packed, partial fetches and fetches of any
 * commit allowed.
 *
 * Resolves to the full ids of the commits. Rejects with what git said.
 */
export async function makeBareRepository(folder: string, history: History): Promise<readonly string[]> {
  await mkdir(join(folder, 'objects', 'pack'), { recursive: true });
  await mkdir(join(folder, 'refs', 'heads'), { recursive: true });
  await writeFile(join(folder, 'HEAD'), 'ref: refs/heads/main\n');
  await writeFile(join(folder, 'config'), CONFIG);
  const marksFile = join(folder, 'marks');
  const stream = importStream(history);
  await runGit(folder, ['fast-import', '--quiet', '--done', `--export-marks=${marksFile}`], stream);
  const ids = idsByMark(await readFile(marksFile, 'utf8'));
  const idOf = (mark: number): string => {
    const id = ids.get(mark);
    if (id === undefined) throw new Error(`${folder}: git has made nothing for mark ${mark}`);
    return id;
  };
  await writeFile(join(folder, 'packed-refs'), packedRefs(history, idOf));
  await rm(join(folder, 'refs', 'heads', 'main'));
  await runGit(folder, ['repack', '-a', '-d', '-q', '-b'], []);
  return history.commits.map((_, index) => idOf(commitMark(index)));
}

function importStream(history: History): Uint8Array[] {
  const parts: Uint8Array[] = [];
  const write = (text: string) => parts.push(Buffer.from(text));
  const data = (bytes: Buffer) => {
    write(`data ${bytes.length}\n`);
    parts.push(bytes);
    write('\n');
  };
  history.commits.forEach(({ at, message, changes }, index) => {
    const who = `author ${PERSON} ${at} +0000\ncommitter ${PERSON} ${at} +0000\n`;
    write(`commit refs/heads/main\nmark :${commitMark(index)}\n${who}`);
    data(Buffer.from(message));
    for (const [path, { mode, bytes }] of changes) {
      write(`M ${mode} inline ${path}\n`);
      data(bytes);
    }
  });
  history.tags.forEach(({ name, commit, isAnnotated }, index) => {
    if (!isAnnotated) return;
    write(`tag ${name}\nmark :${tagMark(history, index)}\nfrom :${commitMark(commit)}\n`);
    write(`tagger ${PERSON} ${history.commits[commit]?.at ?? 0} +0000\n`);
    data(Buffer.from(`${name}\n`));
  });
  write('done\n');
  return parts;
}

function commitMark(index: number): number {
  return index + 1;
}

function tagMark(history: History, index: number): number {
  return history.commits.length + 1 + index;
}

/** All refs in git's own packed form, which is quicker than one file for each. */
function packedRefs(history: History, idOf: (mark: number) => string): string {
  const lines = new Map<string, string>();
  lines.set('refs/heads/main', idOf(commitMark(history.commits.length - 1)));
  history.heads.forEach((commit, index) => {
    lines.set(`refs/heads/topic-${index}`, idOf(commitMark(commit)));
  });
  history.pulls.forEach((commit, index) => {
    lines.set(`refs/pull/${index + 1}/head`, idOf(commitMark(commit)));
  });
  const peeled = new Map<string, string>();
  history.tags.forEach(({ name, commit, isAnnotated }, index) => {
    const ref = `refs/tags/${name}`;
    lines.set(ref, idOf(isAnnotated ? tagMark(history, index) : commitMark(commit)));
    if (isAnnotated) peeled.set(ref, `^${idOf(commitMark(commit))}\n`);
  });
  const sorted = [...lines].sort(([a], [b]) => (a < b ? -1 : 1));
  return `# pack-refs with: peeled fully-peeled sorted \n${sorted
    .map(([ref, id]) => `${id} ${ref}\n${peeled.get(ref) ?? ''}`)
    .join('')}`;
}

function idsByMark(text: string): Map<number, string> {
  const ids = new Map<number, string>();
  for (const line of text.split('\n')) {
    const [mark = '', id] = line.split(' ');
    if (id !== undefined) ids.set(Number(mark.slice(1)), id);
  }
  return ids;
}

function runGit(folder: string, args: readonly string[], input: readonly Uint8Array[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const git = spawn('git', [`--git-dir=${folder}`, ...args], {
      env: serverGitEnvironment(),
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let complaint = '';
    git.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    git.on('error', reject);
    git.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`git ${args[0]} in ${folder} ended with ${code}: ${complaint}`));
    });
    // A git that ends early breaks the pipe; what it said is reported above.
    git.stdin.on('error', () => {});
    for (const part of input) git.stdin.write(part);
    git.stdin.end();
  });
}
