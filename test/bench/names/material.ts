import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseModFile } from '../../../server/src/modfile/index.ts';
import { type KnownModule, parseKnownModules } from '../../../server/src/typosquat/index.ts';

/** The corpus that is shipped. */
export function shippedModules(): readonly KnownModule[] {
  return parseKnownModules(readFileSync(resolve('server/data/known-modules.txt'), 'utf8')).modules;
}

/** A module that is publicly documented as malicious or as a squat. */
export interface Documented {
  readonly path: string;
  /** The module it imitates or copies; null where none is known. */
  readonly target: string | null;
  readonly kind: string;
  readonly source: string;
}

/** Two honest modules that look like squats of each other. */
export interface Pair {
  readonly a: string;
  readonly b: string;
  readonly relation: string;
}

/** The documented modules of `labelled/malicious.txt`. */
export function documentedModules(): Documented[] {
  return labelled('malicious.txt').map(([path = '', target = '', kind = '', source = '']) => ({
    path,
    target: target === '-' ? null : target,
    kind,
    source,
  }));
}

/** The honest pairs of `labelled/confusable.txt`. */
export function confusablePairs(): Pair[] {
  return labelled('confusable.txt').map(([a = '', b = '', relation = '']) => ({ a, b, relation }));
}

/**
 * The distinct module paths that the real go.mod files of a folder require, or
 * why there are none. The folder is the one that MODPROOF_REAL_GOMODS names,
 * or one beside the checkout; real files are not part of the project.
 */
export function realModules():
  | { readonly paths: readonly string[]; readonly files: number }
  | { readonly why: string } {
  const named = process.env.MODPROOF_REAL_GOMODS ?? '';
  const folder = named === '' ? resolve('../shared/data/gomod-dev') : resolve(named);
  if (!existsSync(folder)) return { why: 'MODPROOF_REAL_GOMODS names no folder of go.mod files' };
  const files = readdirSync(folder).filter((name) => name.endsWith('.mod'));
  const paths = new Set<string>();
  for (const name of files) {
    const { file } = parseModFile(readFileSync(join(folder, name), 'utf8'));
    for (const requirement of file.require) paths.add(requirement.path);
  }
  return paths.size === 0
    ? { why: `no requirement in ${files.length} files` }
    : { paths: [...paths], files: files.length };
}

function labelled(name: string): string[][] {
  const text = readFileSync(resolve('test/bench/names/labelled', name), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => line.split('\t'));
}
