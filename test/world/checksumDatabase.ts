import { Buffer } from 'node:buffer';
import type { ServerResponse } from 'node:http';
import { answerBytes, answerWithFault, type DatabaseFault } from './databaseFault.ts';
import { fillerRecord, type ModuleRecord, moduleRecord, recordOf } from './databaseRecords.ts';
import { answerText, listen } from './loopback.ts';
import { escapePath } from './mirrorFolder.ts';
import type { ModuleDescription } from './modules/description.ts';
import { NoteSigner } from './noteSigner.ts';
import { RecordTree } from './recordTree.ts';
import type { RequestRecord } from './requests.ts';

/** The name in the key, and of the host that would be asked if GOSUMDB gave no address. */
const NAME = 'sums.example.test';

/** Records before and behind the modules' own: three levels of tiles would need 65 536. */
const DEFAULT_FILLERS = 3000;

/** A module version, as the database is told of one. */
export interface RecordedModule {
  readonly path: string;
  readonly version: string;
}

/** A checksum database: a signed log of what every module's bytes are. */
export interface ChecksumDatabase {
  readonly url: string;
  readonly name: string;
  /** The key that its notes are signed with: `name+hash+key`. It is made afresh at every start. */
  readonly verifierKey: string;
  /** How many records there are now. */
  readonly size: number;
  /** The signed head, as `/latest` gives it now. */
  latest(): string;
  /** The signed head of the first `size` records of the history that is served now. */
  headOf(size: number): string;
  /** The body of `/lookup` for a module, as it is served now but for faults; null when it has no record. */
  lookupOf(module: RecordedModule): string | null;
  /** The bytes of a path such as `/tile/8/0/000.p/3`, but for faults; null when it is not found. */
  contentOf(path: string): Uint8Array | null;
  /** Adds records that nobody asks for. The history goes on. */
  grow(records: number): void;
  /** Records a module, or records it again: what it says from now on. The history goes on, all proofs are valid. */
  record(module: RecordedModule, h1: string, goModH1: string): void;
  /** Knows nothing of a module from now on; its record stays in the log. */
  forget(module: RecordedModule): void;
  /** Answers for a module with the proven record of another one from now on. */
  answerWith(module: RecordedModule, other: RecordedModule): void;
  /**
   * Serves another history from now on, which differs in one record, the last
   * one when `id` is absent, and is signed all the same.
   */
  fork(id?: number): void;
  /** Serves the history as it was before {@link fork} again. */
  unfork(): void;
  /** Does wrong from now on when a path is asked for that `touches` takes. The last fault that touches a path wins. */
  addFault(fault: DatabaseFault, touches?: (path: string) => boolean): void;
  clearFaults(): void;
  /** Answers a request for a path, such as `/latest`, as the database does. For the mirror, which may pass requests on. */
  answer(path: string, response: ServerResponse): void;
  /** Ends at once: open connections are cut. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** How many records stand around those of the modules. */
  readonly fillers?: number;
}

/**
 * Starts a checksum database that has recorded `modules` as they are described.
 *
 * It serves `/latest`, `/lookup/…`, `/tile/8/…` and `/tile/8/data/…`, partial
 * tiles of every width included. What is not there is status 404 and a text.
 */
export async function startChecksumDatabase(
  modules: readonly ModuleDescription[],
  record: RequestRecord,
  { fillers = DEFAULT_FILLERS }: DatabaseOptions = {},
): Promise<ChecksumDatabase> {
  const signer = new NoteSigner(NAME);
  const ids = new Map<string, number>();
  const faults: { readonly fault: DatabaseFault; readonly touches: (path: string) => boolean }[] = [];
  const honest = new RecordTree();
  let tree = honest;

  const append = (entry: ModuleRecord) => ids.set(keyOf(entry), tree.append(entry.text));
  let filled = 0;
  const fill = (count: number) => {
    for (const end = filled + count; filled < end; filled++) {
      append(fillerRecord(filled));
    }
  };
  fill(Math.floor(fillers / 2));
  for (const entry of modules.map(recordOf)) {
    if (entry !== null) {
      append(entry);
    }
  }
  fill(fillers - filled);

  const headOf = (size: number) => signer.signHead(size, tree.root(size));
  const latest = () => headOf(tree.size);
  const lookup = (key: string) => {
    const id = ids.get(key);
    // A fork may be a history in which the record was not made yet.
    return id === undefined || id >= tree.size ? null : `${id}\n${tree.record(id)}\n${latest()}`;
  };
  const contentOf = (path: string): Uint8Array | null => {
    const [, kind, rest = ''] = /^\/(latest|lookup|tile)(?:\/(.*))?$/.exec(path) ?? [];
    if (kind === 'tile') {
      return tileOf(tree, rest);
    }
    const text = kind === 'latest' && rest === '' ? latest() : kind === 'lookup' ? lookup(rest) : null;
    return text === null ? null : Buffer.from(text, 'utf8');
  };
  const answer = (path: string, response: ServerResponse) => {
    const content = contentOf(path);
    const found = faults.findLast(({ touches }) => touches(path));
    if (found !== undefined) {
      answerWithFault(found.fault, content, response);
    } else if (content === null) {
      answerText(response, 404, `not found: ${path.replace(/^\/lookup\//, '')}: no such record\n`);
    } else {
      answerBytes(response, content);
    }
  };
  const loopback = await listen('checksum-database', record, (request, response) => {
    answer(decodeURIComponent(new URL(request.url ?? '/', 'http://127.0.0.1').pathname), response);
  });

  return {
    url: loopback.url,
    name: NAME,
    verifierKey: signer.verifierKey,
    get size() {
      return tree.size;
    },
    latest,
    headOf,
    lookupOf: (module) => lookup(keyOf(module)),
    contentOf,
    grow: fill,
    record: ({ path, version }, h1, goModH1) => append(moduleRecord(path, version, h1, goModH1)),
    forget: (module) => ids.delete(keyOf(module)),
    answerWith: (module, other) => {
      const id = ids.get(keyOf(other));
      if (id === undefined) {
        throw new Error(`${other.path}@${other.version} has no record`);
      }
      ids.set(keyOf(module), id);
    },
    fork: (id = tree.size - 1) => {
      tree = tree.withRecord(id, fillerRecord(-1).text);
    },
    unfork: () => {
      tree = honest;
    },
    addFault: (fault, touches = () => true) => faults.push({ fault, touches }),
    clearFaults: () => faults.splice(0),
    answer,
    close: loopback.close,
  };
}

/** `github.com/!tamsin/kit@v1.0.0`, as it stands in the path of a lookup. */
function keyOf({ path, version }: RecordedModule): string {
  return `${escapePath(path)}@${escapePath(version)}`;
}

/** The tile of `8/1/x001/234.p/17`, or of `8/data/000`. */
function tileOf(tree: RecordTree, path: string): Uint8Array | null {
  const [, level, groups, width] =
    /^8\/(\d+|data)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d*))?$/.exec(path) ?? [];
  if (level === undefined || groups === undefined || Number(width) > 255) {
    return null;
  }
  const index = Number(groups.replaceAll(/[x/]/g, ''));
  const hashes = width === undefined ? undefined : Number(width);
  return level === 'data' ? tree.dataTile(index, hashes) : tree.tile(Number(level), index, hashes);
}
