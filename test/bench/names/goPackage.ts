import { readGoFile } from '../../../server/src/gosource/index.ts';
import { type ContentModule, textOf } from './contentModule.ts';

/** A package of a module that somebody imports, as far as one needs to know it to add to it. */
export interface GoPackage {
  /** The folder, from the module root; empty for the root. */
  readonly folder: string;
  readonly name: string;
  /** Everything that is called by a name in its files. */
  readonly identifiers: ReadonlySet<string>;
  /** What its files declare for the whole package: no import of a file may be called so. */
  readonly declared: ReadonlySet<string>;
  /** Files that are built everywhere, and so may hold code for everybody. */
  readonly everywhere: readonly string[];
}

const SYSTEM_OR_MACHINE =
  /_(?:aix|android|darwin|dragonfly|freebsd|illumos|ios|js|linux|netbsd|openbsd|plan9|solaris|wasip1|windows|unix|386|amd64|arm|arm64|loong64|mips|mips64|mips64le|mipsle|ppc64|ppc64le|riscv64|s390x|wasm)\.go$/;

/** The package that is imported first of all: in the root, or in the folder nearest to it; null when there is none. */
export function firstPackage(module: ContentModule): GoPackage | null {
  const folders = new Map<string, string[]>();
  for (const path of module.files.keys()) {
    if (!path.endsWith('.go') || path.endsWith('_test.go')) continue;
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (/(?:^|\/)(?:[_.][^/]*|testdata|vendor|internal|cmd|examples?)(?:\/|$)/.test(folder)) continue;
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  const depth = (folder: string): number => (folder === '' ? 0 : folder.split('/').length);
  const nearest = [...folders].sort(([a], [b]) => depth(a) - depth(b) || (a < b ? -1 : 1));
  for (const [folder, paths] of nearest) {
    const found = packageIn(module, folder, paths);
    if (found !== null) return found;
  }
  return null;
}

function packageIn(module: ContentModule, folder: string, paths: readonly string[]): GoPackage | null {
  const identifiers = new Set<string>();
  const declared = new Set<string>();
  const everywhere: string[] = [];
  let name = '';
  for (const path of paths) {
    const text = textOf(module.files.get(path));
    for (const word of text.match(/[\p{L}_][\p{L}\p{Nd}_]*/gu) ?? []) identifiers.add(word);
    const file = readGoFile(path, text);
    if (file === null) continue;
    for (const each of [...file.functions, ...file.values].map((one) => one.name)) declared.add(each);
    for (const each of [...file.types, ...file.variables.flatMap((one) => one.names)]) declared.add(each);
    if (SYSTEM_OR_MACHINE.test(path) || /^\/\/(?:go:build| ?\+build) /m.test(text)) continue;
    if (file.fault !== null || file.packageName === null) continue;
    if (file.packageName === 'main' || file.packageName === 'documentation') continue;
    if (file.imports.some((each) => each.path === 'C')) continue;
    if (name === '') name = file.packageName;
    if (name === file.packageName) everywhere.push(path);
  }
  return name === '' ? null : { folder, name, identifiers, declared, everywhere };
}
