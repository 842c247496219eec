import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Edition } from './lab.ts';
import { startProcessGroup } from './processGroup.ts';
import type { Settings } from './settings.ts';

export interface ServerOptions {
  readonly edition: Edition;
  /** The file of the extension to install. */
  readonly extension: string;
  readonly settings: Settings;
  /** Merged over the environment of this process; the extension host and the language server inherit it. */
  readonly env: Readonly<Record<string, string>>;
}

/** VS Code's own web server with one extension installed, on a free port of 127.0.0.1. */
export interface VsCodeServer {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** The processes of the server that have not ended. */
  running(): Promise<number[]>;
  /** Ends the server and all that it started, and removes its folder. May be called again. */
  stop(): Promise<void>;
}

/** How long an installation or a start may take, in ms. */
const LIMIT = 60_000;

/** Without a gallery no stranger is asked about extensions. */
const NO_GALLERY = JSON.stringify({ serviceUrl: '', itemUrl: '', resourceUrlTemplate: '' });

/** Installs the extension into a fresh folder and starts the server there. */
export async function startVsCodeServer(options: ServerOptions): Promise<VsCodeServer> {
  const { edition, extension, settings } = options;
  const folder = await mkdtemp(join(tmpdir(), 'modproof-vscode-'));
  const settingsFile = join(folder, 'server/data/User/settings.json');
  const env = {
    ...process.env,
    ...options.env,
    EXTENSIONS_GALLERY: NO_GALLERY,
    // Its sockets lie here, and go with the folder.
    TMPDIR: join(folder, 'tmp'),
    XDG_RUNTIME_DIR: join(folder, 'tmp'),
  };
  const start = (args: readonly string[]) =>
    startProcessGroup(
      edition.node,
      [
        edition.server,
        '--accept-server-license-terms',
        '--telemetry-level=off',
        `--server-data-dir=${join(folder, 'server')}`,
        `--extensions-dir=${join(folder, 'extensions')}`,
        ...args,
      ],
      { cwd: folder, env },
    );
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    await mkdir(join(folder, 'tmp'));
    await mkdir(join(settingsFile, '..'), { recursive: true });
    await writeFile(settingsFile, JSON.stringify(settings, null, 2));
    const installation = start([`--install-extension=${extension}`]);
    await installation.printed(/was successfully installed/, LIMIT).finally(installation.stop);
  } catch (error) {
    await remove();
    throw error;
  }
  const trust = settings['security.workspace.trust.enabled'] === true ? [] : ['--disable-workspace-trust'];
  const group = start([
    '--host=127.0.0.1',
    '--port=0',
    '--without-connection-token',
    '--disable-telemetry',
    ...trust,
  ]);
  const stop = async (): Promise<void> => {
    await group.stop();
    await remove();
  };
  try {
    const [, port] = await group.printed(/Extension host agent listening on (\d+)/, LIMIT);
    return { url: `http://127.0.0.1:${port}`, running: group.running, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
