import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the loopback server answers for one address; absent pages are 404. */
export interface Page {
  readonly status?: number;
  readonly text: string;
}

/**
 * The real go command between loopback walls: plain http goes to a server of
 * ours, https finds nobody, and whatever git asks for comes to that server as
 * well, or to a folder.
 */
export class GoCommand {
  /** Addresses without scheme and query, for example `host.test/path`. */
  readonly pages = new Map<string, Page>();
  /** What the server was asked for, as sent. */
  readonly requests: string[] = [];
  #folder: string | null = null;
  readonly #server: Server;
  #port = 0;

  constructor() {
    this.#server = createServer((request, response) => {
      this.requests.push(request.url ?? '');
      const url = new URL(request.url ?? '/', 'http://unnamed.invalid');
      const page = this.pages.get(`${url.host}${url.pathname}`);
      response.writeHead(page?.status ?? (page ? 200 : 404), { 'content-type': 'text/html' });
      response.end(page?.text ?? 'nothing here');
    });
  }

  /** Everything that it writes is below this folder, made when it is first asked for. */
  get folder(): string {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'modproof-origin-'));
    return this.#folder;
  }

  /** Starts the server. `gitBase` is what `https://` of git stands for; by default the server, which has no repository. */
  async start(gitBase?: string): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
    const base = gitBase ?? `http://127.0.0.1:${this.#port}/`;
    const rules = ['https', 'http', 'ssh'].map(
      (scheme) => `[url "${base}${scheme}/"]\n\tinsteadOf = ${scheme}://\n`,
    );
    writeFileSync(join(this.folder, 'gitconfig'), `${rules.join('')}[protocol]\n\tallow = always\n`);
    mkdirSync(join(this.folder, 'main'));
    writeFileSync(join(this.folder, 'main', 'go.mod'), 'module main.test/main\n\ngo 1.21\n');
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Runs go in a main module without requirements and gives the JSON values that it prints. */
  async run(args: readonly string[], settings: { GOVCS?: string; GOPROXY?: string }): Promise<unknown[]> {
    const env = {
      PATH: process.env.PATH,
      HOME: join(this.folder, 'home'),
      GOCACHE: join(this.folder, 'build'),
      GOMODCACHE: join(this.folder, 'cache'),
      GOENV: 'off',
      GOFLAGS: '-modcacherw -mod=mod',
      GOINSECURE: '*.test,gopkg.in',
      GOPROXY: 'direct',
      GOSUMDB: 'off',
      GOTOOLCHAIN: 'local',
      GOWORK: 'off',
      HTTP_PROXY: `http://127.0.0.1:${this.#port}`,
      HTTPS_PROXY: 'http://127.0.0.1:1',
      GIT_CONFIG_GLOBAL: join(this.folder, 'gitconfig'),
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      ...settings,
    };
    const child = spawn('go', args, {
      cwd: join(this.folder, 'main'),
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [output, errors] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
    // The values follow one another, each closed by a brace at the start of a line.
    const values = output.split(/^\}$/m).filter((value) => value.trim() !== '');
    if (values.length === 0) throw new Error(`go ${args[0]} printed nothing: ${errors}`);
    return values.map((value) => JSON.parse(`${value}}`) as unknown);
  }
}
