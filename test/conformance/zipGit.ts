import { Buffer } from 'node:buffer';
import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { UpstreamEntry } from '../../server/src/divergence/index.ts';
import { answerCgi } from '../world/cgi.ts';

/** One entry of a commit to be made: a file, a symbolic link, or a submodule (content: the commit's id). */
export interface MadeFile {
  readonly path: string;
  readonly mode: '100644' | '100755' | '120000' | '160000';
  readonly content: Uint8Array | string;
}

/** A tag, and what its commit holds. */
export interface MadeTag {
  readonly tag: string;
  readonly files: readonly MadeFile[];
}

/** The environment of every git process: nothing of this machine's own settings. */
export function gitEnvironment(home: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: join(home, 'gitconfig'),
    GIT_TERMINAL_PROMPT: '0',
  };
}

/** Makes a bare repository with one unrelated commit for each tag. */
export function makeRepository(
  directory: string,
  home: string,
  tags: readonly MadeTag[],
  format = 'sha1',
): void {
  const env = gitEnvironment(home);
  execFileSync('git', ['init', '-q', '--bare', `--object-format=${format}`, directory], { env });
  const parts: Buffer[] = [];
  const write = (text: string) => parts.push(Buffer.from(text, 'utf8'));
  const data = (content: Uint8Array | string) => {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content);
    write(`data ${bytes.length}\n`);
    parts.push(bytes);
    write('\n');
  };
  tags.forEach(({ tag, files }, index) => {
    write(`reset refs/tags/${tag}\ncommit refs/tags/${tag}\n`);
    write(`committer A Maintainer <maintainer@example.test> ${1_600_000_000 + index} +0000\n`);
    data(`${tag}\n`);
    write('deleteall\n');
    for (const { path, mode, content } of files) {
      if (mode === '160000')
        write(
          `M ${mode} ${Buffer.from(content)
            .toString('utf8')
            .padEnd(format === 'sha256' ? 64 : 40, '0')} ${quote(path)}\n`,
        );
      else {
        write(`M ${mode} inline ${quote(path)}\n`);
        data(content);
      }
    }
    write('\n');
  });
  execFileSync('git', ['fast-import', '--quiet', '--force'], {
    cwd: directory,
    env,
    input: Buffer.concat(parts),
  });
}

/** Reads the flattened tree of a revision. */
export function readTree(directory: string, home: string, revision: string): UpstreamEntry[] {
  const listing = execFileSync('git', ['ls-tree', '-r', '-z', '--full-tree', revision], {
    cwd: directory,
    env: gitEnvironment(home),
    maxBuffer: 2 ** 28,
  });
  return listing
    .toString('utf8')
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const [, mode = '', id = '', path = ''] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
      return { mode: Number.parseInt(mode, 8), id, path };
    });
}

/** Reads blobs, and remembers how many were asked for. */
export class BlobReader {
  readonly asked: string[] = [];
  readonly #directory: string;
  readonly #home: string;

  constructor(directory: string, home: string) {
    this.#directory = directory;
    this.#home = home;
  }

  readonly read = async (ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> => {
    this.asked.push(...ids);
    const output = execFileSync('git', ['cat-file', '--batch'], {
      cwd: this.#directory,
      env: gitEnvironment(this.#home),
      input: `${ids.join('\n')}\n`,
      maxBuffer: 2 ** 28,
    });
    const blobs = new Map<string, Uint8Array>();
    for (let at = 0; at < output.length; ) {
      const end = output.indexOf(10, at);
      const [id = '', , size = ''] = output.toString('latin1', at, end).split(' ');
      blobs.set(id, output.subarray(end + 1, end + 1 + Number(size)));
      at = end + 2 + Number(size);
    }
    return blobs;
  };
}

/** Serves every repository below a folder over HTTP on the loopback; `close` ends it. */
export async function serveRepositories(root: string): Promise<{ url: string; close(): Promise<void> }> {
  const backend = join(execFileSync('git', ['--exec-path']).toString().trim(), 'git-http-backend');
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const { headers } = request;
    const length = headers['content-length'];
    const child = spawn(backend, [], {
      env: {
        ...gitEnvironment(root),
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: decodeURIComponent(pathname),
        QUERY_STRING: search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: headers['content-type'] ?? '',
        ...(length === undefined ? {} : { CONTENT_LENGTH: length }),
        HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
        REMOTE_ADDR: '127.0.0.1',
        REMOTE_USER: '',
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    answerCgi(child, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}

function quote(path: string): string {
  const bytes = [...Buffer.from(path, 'utf8')];
  const isPlain = bytes.every((byte) => byte > 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c);
  if (isPlain) return path;
  return `"${bytes.map((byte) => (byte > 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`)).join('')}"`;
}
