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
import type { OpenDocument, Session } from './session.ts';

/** What wanting takes. */
export interface WantingServices {
  readonly session: Session;
  readonly modules: Modules;
  readonly analyst: Analyst;
  readonly learning: Pick<Learning, 'want' | 'release'>;
  readonly path: Platform;
  /** Whether anybody may be asked for an open document, or for a file that is not open. */
  readonly networkFor: (document: OpenDocument | null) => 'on' | 'stored';
}

/**
 * Has learnt what files require. What was typed and not saved, in a go.mod or in
 * the go.work above it, is looked up in the store alone: half of a private name
 * is a private name.
 */
export class Wanting {
  readonly #services: WantingServices;
  /** Texts as they are on the disk, by path, of the documents that are open. */
  readonly #saved = new Map<string, string>();
  #wanted: ReadonlySet<string> = new Set();

  constructor(services: WantingServices) {
    this.#services = services;
  }

  /** An open document has this text on the disk. */
  noteSaved(path: string, text: string): void {
    this.#saved.set(path, text);
  }

  /** Wants what these files require, and nothing more for others that were wanted before. */
  want(files: readonly AuditFile[]): void {
    const { session, analyst, learning, networkFor } = this.#services;
    const paths = new Set(files.map(({ path }) => path));
    for (const path of this.#wanted) if (!paths.has(path)) learning.release(path);
    this.#wanted = paths;
    const saved = this.#savedFiles();
    for (const file of files) {
      const questions = analyst.questionsOf(file);
      const isSaved = this.#keysAsSaved(file, saved);
      const mayAsk = networkFor(session.at(file.path)) === 'on';
      learning.want(file.path, questions, (key) => mayAsk && isSaved(key));
    }
  }

  /** A document is closed: nobody wants to know for it any more. */
  release(path: string): void {
    this.#saved.delete(path);
    this.#services.learning.release(path);
  }

  #keysAsSaved(file: AuditFile, saved: SavedFiles | null): (key: string) => boolean {
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
    const { session, modules, path } = this.#services;
    const files = new Map<string, AuditFile>();
    let isAsOpen = true;
    for (const file of modules.all) {
      const text = session.at(file.path) === null ? file.text : this.#saved.get(file.path);
      if (text !== file.text) isAsOpen = false;
      if (text !== undefined) files.set(file.path, withText(file, text));
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
