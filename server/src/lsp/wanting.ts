import {
  type AuditFile,
  dependenciesOf,
  keyOf,
  type Platform,
  readGoMod,
  readGoWork,
  type Workspace,
  workspacesOf,
} from '../audit/index.ts';
import type { Learning } from '../learning/index.ts';
import type { Analyst } from './analyst.ts';
import type { Modules } from './modules.ts';
import type { SavedTexts } from './savedTexts.ts';

/** What wanting takes. */
export interface WantingServices {
  readonly modules: Modules;
  readonly saved: Pick<SavedTexts, 'of' | 'areWorkspacesKnown'>;
  readonly analyst: Analyst;
  readonly learning: Pick<Learning, 'want' | 'release'>;
  readonly path: Platform;
  /** Whether anybody may be asked for a file that is open, or that an open go.work uses. */
  readonly networkFor: (file: AuditFile) => 'on' | 'stored';
}

/**
 * Has learnt what files require. What was typed and not saved, in a go.mod or in
 * the go.work above it, is looked up in the store alone: half of a private name
 * is a private name.
 */
export class Wanting {
  readonly #services: WantingServices;
  #wanted: ReadonlySet<string> = new Set();
  /** Files that are not open, by path, as they were when they were looked up. */
  readonly #lookedUp = new Map<string, AuditFile>();

  constructor(services: WantingServices) {
    this.#services = services;
  }

  /** Wants what these files require, and nothing more for others that were wanted before. */
  want(files: readonly AuditFile[]): void {
    const { analyst, learning, networkFor } = this.#services;
    const paths = new Set(files.map(({ path }) => path));
    for (const path of this.#wanted) if (!paths.has(path)) learning.release(path);
    this.#wanted = paths;
    this.#lookUpAnew();
    const saved = this.#savedFiles();
    for (const file of files) {
      const questions = analyst.questionsOf(file);
      const isSaved = this.#keysAsSaved(file, saved);
      const mayAsk = networkFor(file) === 'on';
      learning.want(file.path, questions, (key) => mayAsk && isSaved(key));
    }
  }

  /** Has looked up in the store what these files require, which are not open, and nothing more for others. */
  lookUp(files: readonly AuditFile[]): void {
    const { analyst, learning } = this.#services;
    const paths = new Set(files.map(({ path }) => path));
    for (const path of this.#lookedUp.keys()) {
      if (paths.has(path)) continue;
      this.#lookedUp.delete(path);
      if (!this.#wanted.has(path)) learning.release(path);
    }
    for (const file of files) {
      this.#lookedUp.set(file.path, file);
      learning.want(file.path, analyst.questionsOf(file), () => false);
    }
  }

  /** A document is closed: nobody wants to know for it any more. */
  release(path: string): void {
    this.#services.learning.release(path);
  }

  /** What files expected that have changed since they were looked up, or are gone, has no say any more. */
  #lookUpAnew(): void {
    const { modules, analyst, learning } = this.#services;
    for (const [path, before] of this.#lookedUp) {
      const now = modules.at(path);
      if (now === before && !this.#wanted.has(path)) continue;
      this.#lookedUp.delete(path);
      if (this.#wanted.has(path)) continue;
      if (now === null) learning.release(path);
      else {
        this.#lookedUp.set(path, now);
        learning.want(path, analyst.questionsOf(now), () => false);
      }
    }
  }

  #keysAsSaved(file: AuditFile, saved: SavedFiles | null): (key: string) => boolean {
    if (!this.#services.saved.areWorkspacesKnown) return () => false;
    if (saved === null) return () => true;
    const one = saved.files.get(file.path);
    if (one === undefined) return () => false;
    const keys = new Set(
      dependenciesOf(one, saved.workspaces.get(one) ?? null).flatMap(({ effective }) =>
        effective === null ? [] : [keyOf(effective)],
      ),
    );
    return (key) => keys.has(key);
  }

  /** All files as they are on the disk; null when that is how they are open, too. */
  #savedFiles(): SavedFiles | null {
    const { saved, modules, path } = this.#services;
    const files = new Map<string, AuditFile>();
    let isAsOpen = true;
    for (const file of modules.all) {
      const text = saved.of(file);
      if (text !== file.text) isAsOpen = false;
      if (text !== null) files.set(file.path, withText(file, text));
    }
    return isAsOpen ? null : { files, workspaces: workspacesOf([...files.values()], path) };
  }
}

interface SavedFiles {
  readonly files: ReadonlyMap<string, AuditFile>;
  readonly workspaces: ReadonlyMap<AuditFile, Workspace>;
}

function withText(file: AuditFile, text: string): AuditFile {
  if (text === file.text) return file;
  const read = file.content.kind === 'go.work' ? readGoWork : readGoMod;
  return { ...read(file.path, file.directory, text, null), goSum: file.goSum };
}
