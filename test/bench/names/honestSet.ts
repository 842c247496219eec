import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseModFile } from '../../../server/src/modfile/index.ts';
import type { ModuleVersion } from '../../../server/src/module/index.ts';
import { compare } from '../../../server/src/semver/index.ts';
import { type ContentModule, readContentModule } from './contentModule.ts';
import { downloadModules } from './goDownload.ts';

/** Module zips up to this size are part of the set, in bytes. */
const MAX_ZIP_BYTES = 3_000_000;

/** Modules asked for in one go: small, so that few are had in vain. */
const ASKED_AT_ONCE = 40;

/** The folder of real go.mod files (`*.mod`), or null: the one that is set, or the one beside the checkout. */
export function realGoModFolder(): string | null {
  const named = process.env.MODPROOF_REAL_GOMODS ?? '';
  if (named !== '') return named;
  const beside = resolve('../shared/data/gomod-dev');
  return existsSync(beside) ? beside : null;
}

/** What the go.mod files of a folder require, each path once at its newest required version, in the order of a hash of the path. */
export function requirementsIn(folder: string): ModuleVersion[] {
  const newest = new Map<string, ModuleVersion>();
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.mod'))) {
    for (const { path, version } of parseModFile(readFileSync(join(folder, name), 'utf8')).file.require) {
      const other = newest.get(path);
      if (other === undefined || compare(other.version, version) < 0) newest.set(path, { path, version });
    }
  }
  // The order of a hash knows no names: it is the same everywhere and leans to nobody.
  return [...newest.values()].sort((a, b) => (hashOf(a.path) < hashOf(b.path) ? -1 : 1));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Modules with their files, and those that were passed over with the reason. */
export interface HonestSet {
  readonly modules: readonly ContentModule[];
  readonly passedOver: readonly { readonly module: ModuleVersion; readonly reason: string }[];
}

/** The first `count` modules of `wanted` whose zips can be had and are small enough; the next one takes the place of one that is not. */
export function honestSet(wanted: readonly ModuleVersion[], count: number): HonestSet {
  const modules: ContentModule[] = [];
  const passedOver: { module: ModuleVersion; reason: string }[] = [];
  let at = 0;
  while (modules.length < count && at < wanted.length) {
    const asked = wanted.slice(at, at + Math.min(ASKED_AT_ONCE, count - modules.length));
    at += asked.length;
    const answers = downloadModules(asked);
    for (const answer of answers) {
      if (answer.kind === 'missing') {
        passedOver.push({ module: answer.module, reason: answer.reason });
        continue;
      }
      const content = readContentModule(answer.zipPath, answer.module, MAX_ZIP_BYTES);
      if (content === null) passedOver.push({ module: answer.module, reason: 'too large, or no sound zip' });
      else modules.push(content);
    }
    // Where nothing at all is to be had, there is no network: asking for all the others would take hours.
    if (answers.every(({ kind }) => kind === 'missing') && modules.length === 0) break;
  }
  return { modules, passedOver };
}
