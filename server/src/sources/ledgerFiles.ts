import { Ledger, type ParsedLedger, parseLedger } from '../ledger/index.ts';
import { type FileDescription, FileError, type Files, isSameFile } from '../ports/index.ts';

/** A longer ledger is neither read nor added to, in bytes. */
const MAX_LEDGER_BYTES = 64 << 20;

/** A longer one is read anew each time, because what it holds takes several times as much memory. Bytes. */
const MAX_KEPT_BYTES = 8 << 20;

const LF = 0x0a;

/** One ledger as it was when it was read. */
export interface LedgerFile {
  readonly parsed: ParsedLedger;
  readonly ledger: Ledger;
  /** Whether something stands behind its last line break, so that the next line needs one before it. */
  readonly isUnfinished: boolean;
}

/**
 * The files that hold tag ledgers. What was read of one is kept until the file
 * changes: a ledger of years is long, and each file that is opened in an editor
 * asks for it.
 */
export class LedgerFiles {
  readonly #files: Files;
  readonly #kept = new Map<string, { readonly description: FileDescription; readonly file: LedgerFile }>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** A ledger as it is now; one that is not there is empty. Rejects with FileError when it cannot be read. */
  async read(path: string, signal: AbortSignal): Promise<LedgerFile> {
    const description = await this.#files.describe(path);
    const kept = this.#kept.get(path);
    if (kept !== undefined && isSameFile(kept.description, description)) return kept.file;
    this.#kept.delete(path);
    // What is added meanwhile is read as well, and then the file is another one than was described.
    const file = ledgerFile(await this.#bytes(path, signal));
    if (description !== null && description.sizeBytes <= MAX_KEPT_BYTES)
      this.#kept.set(path, { description, file });
    return file;
  }

  /** As `Files.append`. */
  append(path: string, bytes: Uint8Array): Promise<void> {
    return this.#files.append(path, bytes);
  }

  async #bytes(path: string, signal: AbortSignal): Promise<Uint8Array> {
    try {
      return await this.#files.read(path, { maxBytes: MAX_LEDGER_BYTES, signal });
    } catch (error) {
      if (error instanceof FileError && error.code === 'not-found') return new Uint8Array();
      throw error;
    }
  }
}

function ledgerFile(bytes: Uint8Array): LedgerFile {
  const parsed = parseLedger(new TextDecoder().decode(bytes));
  return {
    parsed,
    ledger: new Ledger([parsed]),
    isUnfinished: bytes.length > 0 && bytes.at(-1) !== LF,
  };
}
