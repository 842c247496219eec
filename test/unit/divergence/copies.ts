import { Buffer } from 'node:buffer';
import { blobId, type ObjectFormat, sha256Hex } from '../../../server/src/dirhash/index.ts';
import {
  type Comparison,
  compareModule,
  type Manifest,
  type UpstreamEntry,
} from '../../../server/src/divergence/index.ts';
import { goVersionOf } from '../../../server/src/modfile/index.ts';

type Content = string | Uint8Array;

/** Contents by path. In an upstream, a path that ends in `@` is a symbolic link, one that ends in `%` a submodule. */
export type Contents = Readonly<Record<string, Content>>;

/** What a comparison may be told besides the two copies. */
export interface Options {
  readonly directory?: string;
  readonly format?: ObjectFormat;
  /** Contents that upstream does not hand out. */
  readonly withheld?: readonly Content[];
}

/** A comparison, and what it asked of upstream: each question as the contents asked for. */
export interface Compared {
  readonly comparison: Comparison;
  readonly asked: readonly (readonly string[])[];
}

/** The entries of a commit, in git's order of flattened trees. */
export function entriesOf(upstream: Contents, format: ObjectFormat = 'sha1'): UpstreamEntry[] {
  return Object.entries(upstream)
    .map(([name, content]) => {
      const mode = name.endsWith('@') ? 0o120000 : name.endsWith('%') ? 0o160000 : 0o100644;
      return { path: name.replace(/[@%]$/, ''), mode, id: blobId(Buffer.from(content), format) };
    })
    .sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}

export function manifestOf(mirror: Contents, format: ObjectFormat = 'sha1'): Manifest {
  const files = new Map(
    Object.entries(mirror).map(([path, content]) => {
      const bytes = Buffer.from(content);
      return [path, { sizeBytes: bytes.length, sha256: sha256Hex(bytes), blobId: blobId(bytes, format) }];
    }),
  );
  return { h1: 'h1:unused', format, files };
}

/** Compares two copies given as contents. */
export async function compare(
  upstream: Contents,
  mirror: Contents,
  options: Options = {},
): Promise<Compared> {
  const { directory = '', format = 'sha1', withheld = [] } = options;
  const asked: string[][] = [];
  const blobs = new Map(
    Object.values(upstream).map((content) => [blobId(Buffer.from(content), format), content]),
  );
  for (const content of withheld) blobs.delete(blobId(Buffer.from(content), format));
  const comparison = await compareModule({
    manifest: manifestOf(mirror, format),
    readMirror: (path) => {
      const content = mirror[path];
      if (content === undefined) throw new Error(`${path} is not in the mirror's copy`);
      return Buffer.from(content);
    },
    entries: entriesOf(upstream, format),
    directory,
    goVersionOf,
    readBlobs: async (ids) => {
      const found = new Map<string, Uint8Array>();
      const contents: string[] = [];
      for (const id of ids) {
        const content = blobs.get(id);
        contents.push(content === undefined ? 'withheld' : Buffer.from(content).toString());
        if (content !== undefined) found.set(id, Buffer.from(content));
      }
      asked.push(contents.sort());
      return found;
    },
  });
  return { comparison, asked };
}

/** The outcome in short: its kind, and the causes or paths in it. */
export function inShort(comparison: Comparison): unknown {
  switch (comparison.kind) {
    case 'same':
      return 'same';
    case 'explained':
      return Object.fromEntries(comparison.causes.map(({ path, cause }) => [path, cause]));
    case 'undetermined':
      return `undetermined: ${comparison.reason}`;
    case 'differs':
    case 'unbuildable': {
      const { changed, onlyMirror, onlyUpstream, explained, hints, undecided } = comparison;
      const lists: Record<string, readonly string[]> = {
        changed,
        onlyMirror,
        onlyUpstream,
        undecided,
        explained: explained.map(({ path, cause }) => `${path} ${cause}`),
        hints: hints.map(({ path, cause }) => `${path} ${cause}`),
      };
      if (comparison.kind === 'unbuildable')
        lists.reasons = comparison.reasons.map(({ code, path }) => `${path} ${code}`);
      return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
    }
  }
}

/** A small module. */
export const PLAIN: Contents = {
  'go.mod': 'module example.test/m\n\ngo 1.21\n',
  'm.go': 'package m\n\nfunc F() {}\n',
  'README.md': 'About m.\nMore.\n',
};

/** The outcome of a comparison in short. */
export async function outcome(upstream: Contents, mirror: Contents, options: Options = {}): Promise<unknown> {
  return inShort((await compare(upstream, mirror, options)).comparison);
}

/** A text with the line ends of Windows. */
export function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

/** The plain copy with one file as it is upstream and as it is in the mirror, under attributes. */
export async function withFile(
  attributes: string,
  upstream: string | Uint8Array,
  mirror: string | Uint8Array,
  options: Options = {},
): Promise<Compared> {
  const shared = { ...PLAIN, '.gitattributes': attributes };
  return compare({ ...shared, file: upstream }, { ...shared, file: mirror }, options);
}

/** The outcome of {@link withFile} in short. */
export async function judged(
  attributes: string,
  upstream: string | Uint8Array,
  mirror: string | Uint8Array,
): Promise<unknown> {
  return inShort((await withFile(attributes, upstream, mirror)).comparison);
}
