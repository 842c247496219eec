import type { AuditServices } from '../audit/index.ts';
import { examinationToDiagnostics, faultToDiagnostics, noDiagnostics } from './convert.ts';
import type { Editor } from './editor.ts';
import { examine, MAX_DOCUMENT_BYTES } from './examine.ts';
import type { Session } from './session.ts';

/**
 * How many turns of the event loop a document rests before it is examined.
 *
 * The connection hands over one waiting message a turn or two, so that edits
 * which have piled up are all taken before the last of them is examined.
 */
const TURNS_OF_REST = 5;

const TOO_LARGE = `is larger than ${MAX_DOCUMENT_BYTES >> 20} MiB, the limit for a go.mod, and is not examined.`;

/** Examines documents that have come to rest, and tells the editor. */
export class Publisher {
  readonly #session: Session;
  readonly #editor: Editor;
  readonly #services: Pick<AuditServices, 'names'>;
  /** Turns left, by URI. A turn is scheduled as long as there are any. */
  readonly #waiting = new Map<string, number>();
  /** What the log already says about a document, by URI: it is said once and not at every key. */
  readonly #logged = new Map<string, string>();

  constructor(session: Session, editor: Editor, services: Pick<AuditServices, 'names'>) {
    this.#session = session;
    this.#editor = editor;
    this.#services = services;
  }

  /** Has a document examined soon. */
  touch(uri: string): void {
    if (this.#waiting.size === 0) setImmediate(() => this.#turn());
    this.#waiting.set(uri, TURNS_OF_REST);
  }

  /** Takes back all that was told about a document. */
  clear(uri: string): void {
    this.#logged.delete(uri);
    this.#editor.publish(noDiagnostics(uri));
  }

  #turn(): void {
    const rested: string[] = [];
    for (const [uri, turns] of this.#waiting) {
      if (turns > 1) {
        this.#waiting.set(uri, turns - 1);
      } else {
        this.#waiting.delete(uri);
        rested.push(uri);
      }
    }
    if (this.#waiting.size > 0) setImmediate(() => this.#turn());
    for (const uri of rested) this.#publish(uri);
  }

  #publish(uri: string): void {
    const document = this.#session.get(uri);
    if (document === null) return;
    try {
      const examination = examine(document, this.#services);
      this.#editor.publish(examinationToDiagnostics(document, examination));
      if (examination.kind === 'examined') this.#logged.delete(uri);
      else this.#log(uri, 'warning', TOO_LARGE);
    } catch (error) {
      this.#editor.publish(faultToDiagnostics(document));
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#log(uri, 'error', `could not be examined, which is a fault of Modproof: ${reason}`);
    }
  }

  #log(uri: string, level: 'error' | 'warning', message: string): void {
    if (this.#logged.get(uri) === message) return;
    this.#logged.set(uri, message);
    this.#editor.log(level, `${uri} ${message}`);
  }
}
