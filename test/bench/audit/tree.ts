import { Buffer } from 'node:buffer';
import { createCipheriv } from 'node:crypto';
import type { Random } from './random.ts';
import type { RepositoryShape } from './shape.ts';
import { madeUpWord, TextMaker } from './text.ts';

/** A file of a repository. */
export interface TreeFile {
  readonly mode: '100644' | '100755' | '120000';
  readonly bytes: Buffer;
}

/** Files by path from the repository's root. */
export type Tree = ReadonlyMap<string, TreeFile>;

const MOST_ASSET_BYTES = 8_000_000;

/** Makes the files that a repository starts with: code, tests, their data, documents, assets and settings. */
export function firstTree(shape: RepositoryShape, random: Random): Map<string, TreeFile> {
  const text = new TextMaker(random);
  const tree = new Map<string, TreeFile>();
  const put = (path: string, bytes: Buffer, mode: TreeFile['mode'] = '100644'): void => {
    tree.set(path, { mode, bytes });
  };
  put('LICENSE', text.prose(random.pick([1_070, 1_480, 11_340])));
  put('README.md', text.prose(random.size(5_000, 0.9, 300, 60_000)));
  for (const { path, directory, hasGoMod } of shape.modules) {
    if (hasGoMod) put(below(directory, 'go.mod'), Buffer.from(`module ${path}\n\ngo 1.21\n`));
    if (directory !== '' && random.chance(0.3)) put(below(directory, 'LICENSE'), text.prose(1_070));
  }
  for (let index = random.below(4); index >= 0; index--) {
    put(`.github/workflows/${madeUpWord(random, 2)}.yml`, text.prose(random.size(900, 0.6, 200, 6_000)));
  }
  if (random.chance(0.12)) put('.gitattributes', Buffer.from(`${random.pick(ATTRIBUTES)}\n`));
  if (random.chance(0.6)) put('.gitignore', text.prose(120));
  if (random.chance(0.04)) put('latest.md', Buffer.from('README.md'), '120000');
  if (random.chance(0.3)) put('scripts/release.sh', text.prose(800), '100755');

  const directories = directoriesFor(shape, random);
  while (tree.size < shape.files) {
    const directory = random.pick(directories);
    const name = `${text.word()}${random.below(1000)}`;
    const kind = random.next();
    if (kind < 0.62) {
      const suffix = random.chance(0.35) ? '_test.go' : '.go';
      const packageName = directory.split('/').at(-1)?.replace(/\W/g, '') || 'root';
      put(below(directory, name + suffix), text.goFile(packageName, random.size(2_600, 1.15, 120, 150_000)));
    } else if (kind < 0.8) {
      put(below(directory, `testdata/${name}.txt`), text.prose(random.size(180, 1.6, 10, 60_000)));
    } else if (kind < 0.97) {
      const suffix = random.pick(['.md', '.yaml', '.json', '.proto', '.sh']);
      put(below(directory, name + suffix), text.prose(random.size(1_400, 1.1, 40, 80_000)));
    } else {
      put(below(directory, `${name}.png`), noise(random, random.size(9_000, 1.3, 200, 400_000)));
    }
  }
  for (let left = shape.assetBytes; left > 0; left -= MOST_ASSET_BYTES) {
    put(`assets/${madeUpWord(random, 4)}.bin`, noise(random, Math.min(left, MOST_ASSET_BYTES)));
  }
  return tree;
}

/** `directory/path`, or the path itself in the root. */
export function below(directory: string, path: string): string {
  return directory === '' ? path : `${directory}/${path}`;
}

/** Settings that projects often have and that change no byte of the files above. */
const ATTRIBUTES = ['* text=auto', '*.go text eol=lf', '*.json linguist-generated=true', '*.png binary'];

/** Every module's directory and packages below some of them, about one directory for seven files. */
function directoriesFor(shape: RepositoryShape, random: Random): string[] {
  const directories = shape.modules.map(({ directory }) => directory);
  for (let left = Math.floor(shape.files / 7); left > 0; left--) {
    const parent = random.chance(0.6) ? random.pick(shape.modules).directory : random.pick(directories);
    const under = random.chance(0.25) ? below('internal', madeUpWord(random, 2)) : madeUpWord(random, 2);
    if (parent.split('/').length < 6) directories.push(below(parent, under));
  }
  return directories;
}

/** Bytes that no compression shrinks, quickly. */
function noise(random: Random, bytes: number): Buffer {
  const key = Buffer.alloc(16);
  for (let at = 0; at < 16; at += 4) key.writeUInt32LE(random.below(2 ** 32), at);
  return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(bytes));
}
