import {
  type AuditFile,
  type AuditServices,
  instantFindings,
  readGoMod,
  readGoWork,
} from '../audit/index.ts';
import type { Finding } from '../finding/index.ts';
import type { Problem } from '../modfile/index.ts';
import { DEFAULT_POLICY } from '../policy/index.ts';
import type { OpenDocument } from './session.ts';

/** The most that is examined, in bytes of UTF-8: golang.org/x/mod takes no larger go.mod either. */
export const MAX_DOCUMENT_BYTES = 16 << 20;

/** What can be told about a document without asking anybody. */
export type Examination =
  | {
      readonly kind: 'examined';
      /** Why the go command would refuse the file. */
      readonly problems: readonly Problem[];
      readonly findings: readonly Finding[];
    }
  | { readonly kind: 'too-large' };

/**
 * Examines a document by its text alone.
 *
 * The text is attacker-controlled. The time is linear in it, and broken text
 * is no reason to throw.
 */
export function examine(document: OpenDocument, services: Pick<AuditServices, 'names'>): Examination {
  if (isTooLarge(document.text)) return { kind: 'too-large' };
  const file = read(document);
  const findings = instantFindings(file, null, services, DEFAULT_POLICY);
  return { kind: 'examined', problems: file.problems, findings };
}

/** Reads a document under its URI, which is thus the path of every location in it. */
function read({ uri, kind, text }: OpenDocument): AuditFile {
  const directory = uri.slice(0, uri.lastIndexOf('/') + 1);
  return kind === 'go.mod' ? readGoMod(uri, directory, text, null) : readGoWork(uri, directory, text, null);
}

/** One UTF-16 unit is one to three bytes of UTF-8, so that most texts need not be encoded to know. */
function isTooLarge(text: string): boolean {
  if (text.length > MAX_DOCUMENT_BYTES) return true;
  if (text.length * 3 <= MAX_DOCUMENT_BYTES) return false;
  return new TextEncoder().encode(text).length > MAX_DOCUMENT_BYTES;
}
