import {
  type AuditFile,
  discover,
  type Platform,
  readAuditFile,
  readGoMod,
  readGoWork,
  surroundingsOf,
  type Workspace,
  workspacesOf,
} from '../audit/index.ts';
import { FileError, type Files } from '../ports/index.ts';
import type { OpenDocument } from './session.ts';
import { folderOfUri } from './uri.ts';

/** What the modules of a workspace need from outside. */
export interface ModulesServices {
  /** With the open documents on top. */
  readonly files: Files;
  /** The same without them. */
  readonly disk: Files;
  readonly path: Platform;
  /** The text of an open go.mod or go.work, by its path; null when it is not open. */
  readonly openText: (path: string) => string | null;
  /** Paths of the go.mod and go.work files of this machine that are open. */
  readonly openPaths: () => readonly string[];
  /** The setting GOWORK. */
  readonly gowork: () => Promise<string>;
  readonly log: (message: string) => void;
}

/**
 * The go.mod and go.work files of the workspace folders and those that are open,
 * each with the go.sum beside it.
 *
 * A document that is edited takes effect at once; what lies around it is read in
 * the background, and {@link Modules.onChange} tells.
 */
export class Modules {
  readonly #services: ModulesServices;
  readonly #changed: () => void;
  readonly #files = new Map<string, AuditFile>();
  readonly #reading = new Map<string, { readonly stop: AbortController; settled: Promise<void> }>();
  /** Files whose text the editor has, or had when it closed them. */
  readonly #typed = new Set<string>();
  /** By path, in which turn that was read which counts, or is being read: what began earlier comes too late. */
  readonly #turns = new Map<string, number>();
  #turn = 0;
  #searches = 0;
  /** What the log says already, by path: that the file could not be read, or the go.sum beside it. */
  readonly #complained = new Map<string, 'file' | 'sum'>();
  #workspaces: ReadonlyMap<AuditFile, Workspace> | null = null;

  /** `changed` is called when files were read, and not for what {@link put} does. */
  constructor(services: ModulesServices, changed: () => void) {
    this.#services = services;
    this.#changed = changed;
  }

  /** All that is known, main modules and workspaces. */
  get all(): readonly AuditFile[] {
    return [...this.#files.values()];
  }

  /** The file of a path; null when it was not read yet. */
  at(path: string): AuditFile | null {
    return this.#files.get(path) ?? null;
  }

  /** The workspace that a main module belongs to, which may have been read anew since; null for none. */
  workspaceOf(file: AuditFile): Workspace | null {
    this.#workspaces ??= workspacesOf(this.all, this.#services.path);
    return this.#workspaces.get(this.#files.get(file.path) ?? file) ?? null;
  }

  /** Takes the text of an open go.mod or go.work. What lies around it keeps its last state. */
  put(document: OpenDocument): void {
    const { path, kind, text, isFile } = document;
    const known = this.#files.get(path);
    const directory =
      known?.directory ?? (isFile ? this.#services.path.dirname(path) : folderOfUri(document.uri));
    const read = kind === 'go.work' ? readGoWork : readGoMod;
    this.#typed.add(path);
    this.#set(path, { ...read(path, directory, text, null), goSum: known?.goSum ?? null });
  }

  /** Whether what is known of a file is not, or not for sure, what lies on the disk. */
  isTyped(path: string): boolean {
    return this.#typed.has(path);
  }

  /**
   * Finds all files below folders of this machine, and what lies around those that
   * are open. What is there no more, or has left, is forgotten. Never rejects; what
   * cannot be read is logged.
   */
  async search(folders: readonly string[], signal: AbortSignal): Promise<void> {
    const { log, openPaths } = this.#services;
    const turn = ++this.#turn;
    this.#searches++;
    try {
      const found = await this.#discover(folders, signal);
      const paths = new Set(openPaths());
      for (const file of found.files) {
        const path = this.#services.path.resolve(file.path);
        paths.add(path);
        this.#take(path, file, turn);
      }
      for (const path of found.isWhole ? [...this.#files.keys()] : [])
        if (!paths.has(path) && this.#services.openText(path) === null) this.#leave(path, turn);
    } catch (error) {
      if (!signal.aborted) log(`the workspace could not be searched: ${String(error)}`);
    }
    this.#searches--;
    this.#forgetTurns();
    this.#changed();
  }

  async #discover(
    folders: readonly string[],
    signal: AbortSignal,
  ): Promise<{ readonly files: readonly AuditFile[]; readonly isWhole: boolean }> {
    const { files, path, openPaths } = this.#services;
    const gowork = await this.#services.gowork();
    const found = await discover(folders, files, path, gowork, signal);
    let isWhole = true;
    // That a file would be refused is told in it; a folder without modules is none to complain about.
    for (const problem of found.problems) {
      if (problem.span !== null || problem.message.startsWith('There is no go.mod')) continue;
      // Whoever reads a folder sees files that are gone when it is their turn.
      if (problem.message === 'There is no such file.') continue;
      isWhole = false;
      this.#complain(problem.path, problem.message);
    }
    const open = openPaths().flatMap((one) => this.at(one) ?? []);
    const around = await this.#around(open, gowork, signal);
    return { files: [...around, ...found.surroundings, ...found.files], isWhole };
  }

  /**
   * Reads a go.mod or go.work with what lies around it: the go.sum beside it,
   * the go.work above it, the other modules of that. A file that is gone is
   * forgotten. Resolves when nobody reads it any more, and never rejects.
   */
  read(path: string): Promise<void> {
    this.#reading.get(path)?.stop.abort();
    const turn = ++this.#turn;
    this.#turns.set(path, turn);
    const reading = { stop: new AbortController(), settled: Promise.resolve() };
    this.#reading.set(path, reading);
    reading.settled = this.#readNow(path, turn, reading.stop.signal).then(async () => {
      const newest = this.#reading.get(path);
      // Somebody else began anew: what that reads is what counts.
      if (newest !== reading) await newest?.settled;
      else this.#reading.delete(path);
      this.#forgetTurns();
    });
    return reading.settled;
  }

  async #readNow(path: string, turn: number, signal: AbortSignal): Promise<void> {
    const { files, path: platform, log } = this.#services;
    let isWhole = true;
    const complain = (message: string): void => {
      isWhole = false;
      this.#complain(path, message);
    };
    try {
      const file = await readAuditFile(path, files, platform, signal, complain, this.at(path));
      const around = await this.#around([file], await this.#services.gowork(), signal);
      if (signal.aborted) return;
      if (isWhole) this.#complained.delete(path);
      this.#take(path, file, turn);
      for (const one of around) this.#take(platform.resolve(one.path), one, turn);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof FileError)) log(`${path}: ${String(error)}`);
      else if (error.code === 'not-found') this.#complained.delete(path);
      else this.#complain(path, error.message);
      this.#leave(path, turn);
    }
    this.#changed();
  }

  /**
   * What lies around files: by the go.work files as they are open, and as they are on
   * the disk. What only the latter use is somebody's own still, and named to nobody.
   */
  async #around(
    files: readonly AuditFile[],
    gowork: string,
    signal: AbortSignal,
  ): Promise<readonly AuditFile[]> {
    const { files: open, disk, path, openPaths } = this.#services;
    const around = await surroundingsOf(files, gowork, open, path, signal);
    if (!openPaths().some((one) => one.endsWith('.work'))) return around;
    const saved: AuditFile[] = [];
    for (const file of files) {
      if (file.content.kind === 'go.mod') saved.push(file);
      else saved.push(await readAuditFile(file.path, disk, path, signal, () => undefined).catch(() => file));
    }
    const used = await surroundingsOf(saved, gowork, disk, path, signal);
    return [...used.filter(({ content }) => content.kind === 'go.mod'), ...around];
  }

  /** Once, however often it is tried again, until it was read. */
  #complain(path: string, message: string): void {
    const about = message.includes(' beside it: ') ? 'sum' : 'file';
    if (this.#complained.get(path) === about) return;
    this.#complained.set(path, about);
    this.#services.log(message.startsWith(path) ? message : `${path}: ${message}`);
  }

  /** Forgets a file. */
  forget(path: string): void {
    this.#typed.delete(path);
    if (this.#files.delete(path)) this.#workspaces = null;
  }

  /** Ends all reading. */
  stop(): void {
    for (const { stop } of this.#reading.values()) stop.abort();
  }

  /** Turns matter while several overlap. */
  #forgetTurns(): void {
    if (this.#reading.size === 0 && this.#searches === 0) this.#turns.clear();
  }

  /** Takes what was read in a turn, unless a later one has its say. */
  #take(path: string, file: AuditFile, turn: number): void {
    if ((this.#turns.get(path) ?? 0) > turn) return;
    this.#turns.set(path, turn);
    if (this.#services.openText(path) === null) this.#typed.delete(path);
    this.#set(path, file);
  }

  /** The same of a file that was not there. */
  #leave(path: string, turn: number): void {
    if ((this.#turns.get(path) ?? 0) > turn) return;
    this.#turns.set(path, turn);
    this.forget(path);
  }

  /** What was typed while a file was being read counts, and not what it was read as. */
  #set(path: string, file: AuditFile): void {
    const { directory, goSum, content } = file;
    const text = this.#services.openText(path);
    const read = content.kind === 'go.work' ? readGoWork : readGoMod;
    const isBehind = text !== null && text !== file.text;
    const newest = isBehind ? { ...read(path, directory, text, null), goSum } : file;
    this.#files.set(path, newest.path === path ? newest : { ...newest, path });
    this.#workspaces = null;
  }
}

/** The main modules of a go.work: a replacement in it is what they take. None for a go.mod. */
export function mainModulesOf(file: AuditFile, modules: Modules): readonly AuditFile[] {
  if (file.content.kind !== 'go.work') return [];
  return modules.all.filter((one) => modules.workspaceOf(one)?.file === file);
}

/** The go.mod of the folder that a file lies in, or of the nearest one above; null where none is known. */
export function mainModuleAround(path: string, modules: Modules): AuditFile | null {
  for (let end = path.length; end > 0; ) {
    end = Math.max(path.lastIndexOf('/', end - 1), path.lastIndexOf('\\', end - 1));
    if (end < 0) return null;
    const file = modules.at(`${path.slice(0, end + 1)}go.mod`);
    if (file !== null) return file;
  }
  return null;
}

/** The go.mod or go.work that a sum file lies beside. */
export function moduleBeside(path: string): string {
  return path.replace(/go\.work\.sum$/, 'go.work').replace(/go\.sum$/, 'go.mod');
}
