import type { AuditFile } from '../audit/index.ts';
import type { Files } from '../ports/index.ts';
import type { Modules } from './modules.ts';
import { savedText } from './savedText.ts';
import type { OpenDocument, Session } from './session.ts';

/** What saved texts are known by. */
export interface SavedTextsServices {
  /** The files of this machine, whatever an editor has made of them. */
  readonly files: Files;
  readonly session: Session;
  readonly modules: Modules;
  readonly signal: AbortSignal;
  /** Called when more may be asked about. */
  readonly changed: () => void;
}

/**
 * What go.mod and go.work files are on the disk, while they are open and other
 * things stand in them. Mirror and upstream hear of what was saved alone: half
 * of a private name is a private name.
 *
 * Reads and saves overlap, and what began last counts.
 */
export class SavedTexts {
  readonly #services: SavedTextsServices;
  /** By path, with the turn in which the text was that of the file. */
  readonly #texts = new Map<string, { readonly text: string; readonly turn: number }>();
  /** go.work files that were opened, and of which nothing was known before. */
  readonly #unknown = new Set<string>();
  #turn = 0;

  constructor(services: SavedTextsServices) {
    this.#services = services;
  }

  /** The text of a file as it was saved; null where it was not, or is not known yet. */
  of({ path, text }: AuditFile): string | null {
    const { session, modules } = this.#services;
    const document = session.at(path);
    if (document === null && !modules.isTyped(path)) return text;
    return document?.isFile === false ? null : (this.#texts.get(path)?.text ?? null);
  }

  /** Whether each go.work is known: what one of them uses that is still to be read is one's own, and named to nobody. */
  get areWorkspacesKnown(): boolean {
    return this.#unknown.size === 0;
  }

  /** A document is about to be opened: what was read of its file before stands on the disk. */
  opening({ path, kind, isFile }: OpenDocument): void {
    const { modules } = this.#services;
    const known = modules.at(path);
    if (known !== null && !modules.isTyped(path)) this.#note(path, known.text, ++this.#turn);
    else if (kind === 'go.work' && isFile) this.#unknown.add(path);
  }

  /** A document was opened. Resolves when what lies on the disk is known. Never rejects. */
  async opened({ path, isFile }: OpenDocument): Promise<void> {
    if (isFile) await this.#follow(path);
    this.#unknown.delete(path);
    this.#services.changed();
  }

  /** A document was saved: that is what lies on the disk. */
  saved({ path, text }: OpenDocument): void {
    void this.#followAs(path, text, ++this.#turn);
  }

  /** A document was closed; its file counts again once it is read. */
  closed({ path }: OpenDocument): void {
    const { modules, session } = this.#services;
    void modules.read(path).then(() => {
      if (session.at(path) === null) this.#texts.delete(path);
    });
  }

  /** Somebody else has changed a file. */
  changedOnDisk(path: string): void {
    const { modules, session } = this.#services;
    void (session.at(path) === null ? modules.read(path) : this.#follow(path));
  }

  async #follow(path: string): Promise<void> {
    const { files, signal } = this.#services;
    const turn = ++this.#turn;
    await this.#followAs(path, await savedText(files, path, signal), turn);
  }

  /**
   * Nobody is asked about a text before go.sum and go.work are known: they say
   * what is expected, and what is one's own.
   */
  async #followAs(path: string, text: string | null, turn: number): Promise<void> {
    const { modules, session, changed } = this.#services;
    await modules.read(path);
    if (text === null || session.at(path) === null) return;
    this.#note(path, text, turn);
    changed();
  }

  #note(path: string, text: string, turn: number): void {
    const known = this.#texts.get(path);
    if (known === undefined || known.turn < turn) this.#texts.set(path, { text, turn });
  }
}
