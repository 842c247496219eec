import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ChecksumDatabase } from './checksumDatabase.ts';
import { answerFaulty } from './faults.ts';
import { answerText, listen } from './loopback.ts';
import { escapePath } from './mirrorFolder.ts';
import type { MirrorFault } from './modules/mirrorFault.ts';
import type { RequestRecord } from './requests.ts';

/** A GOPROXY over one folder. */
export interface Mirror {
  /** For GOPROXY. */
  readonly url: string;
  /** The same folder for GOPROXY as `file://`; faults do not touch it. */
  readonly fileUrl: string;
  readonly directory: string;
  /** Makes every request for a module fail in one way from now on; null: it is served again. */
  setFault(modulePath: string, fault: MirrorFault | null): void;
  /** Ends at once: open connections are cut. */
  close(): Promise<void>;
}

/**
 * Starts the mirror over `directory`, which is laid out as
 * `GOMODCACHE/cache/download`. Requests for `database`, where it is not null,
 * are passed on; without one the mirror says that it does not support any.
 */
export async function startMirror(
  directory: string,
  record: RequestRecord,
  database: ChecksumDatabase | null,
): Promise<Mirror> {
  const faults = new Map<string, MirrorFault>();
  const loopback = await listen('mirror', record, async (request, response) => {
    const pathname = decodeURIComponent(new URL(request.url ?? '/', 'http://127.0.0.1').pathname);
    const prefix = database === null ? null : `/sumdb/${database.name}`;
    if (database !== null && prefix !== null && pathname.startsWith(`${prefix}/`)) {
      const below = pathname.slice(prefix.length);
      if (below === '/supported') {
        answerText(response, 200, '');
      } else {
        database.answer(below, response);
      }
      return;
    }
    const [, path, file] = /^\/(.+)\/(@latest|@v\/[^/]+)$/.exec(pathname) ?? [];
    if (path === undefined || file === undefined || path.split('/').includes('..')) {
      answerText(response, 404, 'not found: no such page\n');
      return;
    }
    const fault = faults.get(path);
    const content = await readOrNull(join(directory, ...path.split('/'), ...file.split('/')));
    if (fault !== undefined && (await answerFaulty(fault, file, content, response))) {
      return;
    }
    if (content === null) {
      answerText(response, 404, 'not found: no matching versions\n');
      return;
    }
    response.writeHead(200, { 'content-type': contentType(file), 'content-length': content.length });
    response.end(content);
  });
  return {
    url: loopback.url,
    fileUrl: pathToFileURL(directory).href,
    directory,
    setFault: (modulePath, fault) => {
      if (fault === null) {
        faults.delete(escapePath(modulePath));
      } else {
        faults.set(escapePath(modulePath), fault);
      }
    },
    close: loopback.close,
  };
}

async function readOrNull(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch {
    return null;
  }
}

function contentType(file: string): string {
  if (file.endsWith('.zip')) {
    return 'application/zip';
  }
  return file.endsWith('.info') || file === '@latest' ? 'application/json' : 'text/plain; charset=utf-8';
}
