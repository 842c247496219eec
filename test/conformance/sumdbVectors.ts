import { proofParts } from '../../server/src/sumdb/consistency.ts';
import {
  ChecksumDatabaseClient,
  type DatabaseOps,
  type LookupResult,
  parseVerifierKey,
  type RemoteAnswer,
  type VerifierKey,
} from '../../server/src/sumdb/index.ts';
import { parseLookupAnswer } from '../../server/src/sumdb/lookupAnswer.ts';
import { openNote } from '../../server/src/sumdb/note.ts';
import { joinHashes, type Subtree, subtreesOf } from '../../server/src/sumdb/subtree.ts';
import { placeOf } from '../../server/src/sumdb/tile.ts';
import { parseTilePath, tilePath } from '../../server/src/sumdb/tilePath.ts';
import { parseTree } from '../../server/src/sumdb/treeHead.ts';
import { expect } from '../kit.ts';
import { SyntheticLog } from '../unit/sumdb/syntheticLog.ts';

/** What Go says about the parts of the checksum database's formats. Bytes are base64. */
export interface SumdbVectors {
  readonly key: string;
  readonly keys: readonly { text: string; ok: boolean }[];
  readonly notes: readonly { message: string; verdict: 'opened' | 'malformed' | 'signature'; text: string }[];
  readonly trees: readonly { text: string; size: number; root: string }[];
  readonly records: readonly { message: string; id: number; text: string; rest: string }[];
  readonly paths: readonly { path: string; h: number; l: number; n: number; w: number }[];
  readonly places: readonly {
    height: number;
    level: number;
    n: number;
    path: string;
    l: number;
    tileN: number;
    w: number;
  }[];
  readonly proofs: readonly ProofVector[];
}

/** The proof that a tree of records `record 0\n`, `record 1\n`, … extends an older one. */
interface ProofVector {
  readonly new: number;
  readonly old: number;
  readonly root: string;
  readonly proof: readonly string[];
}

/** What the Go client says about lookups. Bytes are base64. */
export interface SumdbClientVectors {
  readonly key: string;
  readonly worlds: readonly {
    files: Readonly<Record<string, string>>;
    head: string | null;
    path: string;
    lookup: string;
    cases: readonly SumdbCase[];
  }[];
}

/** One thing that the database does otherwise. */
interface SumdbCase {
  readonly what: string;
  readonly path: string;
  readonly flip: number;
  readonly cut: number;
  readonly changed: Readonly<Record<string, string>> | null;
  readonly verdict: 'proven' | 'fork' | 'refused';
  readonly lines: readonly string[] | null;
}

type World = SumdbClientVectors['worlds'][number];

/** Expects that keys, notes, trees, records and tile paths are read as Go reads them. */
export function expectSumdbFormats(vectors: SumdbVectors): void {
  const key = keyOf(vectors.key);
  const odd: unknown[] = [];
  for (const { text, ok } of vectors.keys) {
    if ((parseVerifierKey(text) !== null) !== ok) odd.push(text);
  }
  for (const { message, verdict, text } of vectors.notes) {
    const opened = openNote(bytesOf(message), key);
    const ours = opened.kind === 'opened' ? opened.text : opened.problem;
    if (ours !== { opened: text, malformed: 'note', signature: 'signature' }[verdict]) odd.push(message);
  }
  for (const { text, size, root } of vectors.trees) {
    const tree = parseTree(text);
    // Sizes of 2^53 and more, and an empty tree with the root of another one, are refused here alone.
    if (tree === null && (size > Number.MAX_SAFE_INTEGER || size === 0)) continue;
    const ours = tree === null ? [-1, ''] : [tree.size, Buffer.from(tree.rootBytes).toString('base64')];
    if (ours[0] !== size || ours[1] !== root) odd.push(text);
  }
  for (const { message, id, text, rest } of vectors.records) {
    const answer = parseLookupAnswer(bytesOf(message));
    if (answer.kind === 'rejected') {
      // Numbers that no database writes are refused here alone.
      const digits = bytesOf(message).toString('latin1').split('\n')[0] ?? '';
      if (id >= 0 && digits === String(id) && Number.isSafeInteger(id)) odd.push(message);
    } else if (
      answer.record !== id ||
      Buffer.compare(answer.textBytes, bytesOf(text)) !== 0 ||
      Buffer.compare(answer.noteBytes, bytesOf(rest)) !== 0
    ) {
      odd.push(message);
    }
  }
  for (const { path, h, l, n, w } of vectors.paths) {
    const tile = parseTilePath(path);
    // Go has levels up to 63, and reads others. No log has 2^53 tiles.
    const theirs =
      h === 0 || l > 63 || n > Number.MAX_SAFE_INTEGER ? null : { height: h, level: l, n, width: w };
    if (JSON.stringify(tile) !== JSON.stringify(theirs)) odd.push(path);
    if (theirs !== null && tilePath(theirs) !== path) odd.push(path);
  }
  for (const { height, level, n, path, l, tileN, w } of vectors.places) {
    const { place, start, count } = placeOf(height, { level, n });
    if (place.level !== l || place.n !== tileN || start + count !== w) odd.push(path);
    if (tilePath({ height, level: l, n: tileN, width: w }) !== path) odd.push(path);
  }
  expect(odd).toEqual([]);
  const { keys, notes, trees, records, paths, places } = vectors;
  for (const list of [keys, notes, trees, records, paths, places]) expect(list.length).toBeGreaterThan(100);
  expect(new Set(notes.map(({ verdict }) => verdict)).size).toBe(3);
}

/** Expects that roots and consistency proofs are those of Go. */
export function expectSumdbProofs({ proofs }: SumdbVectors): void {
  const records = Array.from({ length: 700 }, (_, i) => [i, `record ${i}\n`] as const);
  const log = new SyntheticLog('records', new Map(records));
  const join = (subtrees: readonly Subtree[]): string =>
    Buffer.from(joinHashes(subtrees.map(({ level, n }) => log.hash(level, n)))).toString('base64');
  for (const { new: newSize, old, root, proof } of proofs) {
    expect(join(subtreesOf(0, newSize))).toBe(root);
    expect(proofParts(0, newSize, old).map(join)).toEqual(proof);
  }
  expect(proofs.length).toBeGreaterThan(100);
}

/** Expects that lookups are proven, refused and found out as forks as by the Go client. */
export async function expectSumdbLookups(vectors: SumdbClientVectors): Promise<void> {
  const key = keyOf(vectors.key);
  const odd: string[] = [];
  const verdicts = new Map<string, number>();
  for (const world of vectors.worlds) {
    for (const what of world.cases) {
      verdicts.set(what.verdict, (verdicts.get(what.verdict) ?? 0) + 1);
      const { result, asked } = await lookUp(key, world, what);
      // Go also proves the head that it knew before, from tiles of its own tree. What nobody asks for has no say.
      // Go takes a missing note for that of an empty tree, and proves the record in the tree that it knew before.
      if (what.verdict === 'proven' && result.kind === 'rejected' && hasNoNote(world, what)) continue;
      const expected = what.path === '' || asked.has(what.path) ? what : world.cases[0];
      const verdict = result.kind === 'proven' || result.kind === 'fork' ? result.kind : 'refused';
      const lines = result.kind === 'proven' ? result.lines : [];
      if (verdict !== expected?.verdict || lines.join('\n') !== (expected.lines ?? []).join('\n')) {
        odd.push(`${world.lookup} ${what.what} ${what.path} ${what.flip}: ${what.verdict}, not ${verdict}`);
      }
    }
  }
  expect(odd).toEqual([]);
  expect(verdicts.get('proven')).toBeGreaterThan(15);
  expect(verdicts.get('fork')).toBeGreaterThan(10);
  expect(verdicts.get('refused')).toBeGreaterThan(300);
}

async function lookUp(
  key: VerifierKey,
  world: World,
  what: SumdbCase,
): Promise<{ result: LookupResult; asked: ReadonlySet<string> }> {
  const asked = new Set<string>();
  let head = world.head === null ? null : new Uint8Array(bytesOf(world.head));
  const ops: DatabaseOps = {
    read: async (path) => {
      asked.add(path);
      return served(world, what, path);
    },
    readKept: async () => null,
    keep: async () => undefined,
    readHead: async () => head,
    replaceHead: async (_expected, value) => {
      head = new Uint8Array(value);
      return true;
    },
    sawHead: () => undefined,
  };
  const module = { path: world.path, version: 'v1.0.0' };
  const signal = new AbortController().signal;
  const result = await new ChecksumDatabaseClient(key, ops).lookup(module, { signal, remote: true });
  return { result, asked };
}

/** Whether the answer ends with the record. */
function hasNoNote(world: World, what: SumdbCase): boolean {
  const answer = served(world, what, world.lookup);
  return answer.kind === 'found' && Buffer.from(answer.bodyBytes).toString().endsWith('\n\n');
}

function served(world: World, what: SumdbCase, path: string): RemoteAnswer {
  const body = what.changed?.[path] ?? world.files[path];
  if (body === undefined) return { kind: 'not-found', detail: 'no such file' };
  const bodyBytes = bytesOf(body);
  if (path !== what.path) return { kind: 'found', bodyBytes };
  if (what.what === 'cut') return { kind: 'found', bodyBytes: bodyBytes.subarray(0, what.cut) };
  if (what.what !== 'flip') return { kind: 'not-found', detail: 'no such file' };
  const at = Math.floor(what.flip / 8);
  bodyBytes[at] = (bodyBytes[at] ?? 0) ^ (1 << (what.flip % 8));
  return { kind: 'found', bodyBytes };
}

function keyOf(text: string): VerifierKey {
  const key = parseVerifierKey(text);
  if (key === null) throw new Error('the key of the vectors is no key');
  return key;
}

/** Go writes no bytes at all as null. */
function bytesOf(base64: string | null): Buffer {
  return Buffer.from(base64 ?? '', 'base64');
}
