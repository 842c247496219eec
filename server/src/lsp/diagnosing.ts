import type { Diagnostic } from 'vscode-languageserver';
import { type DiagnosticAbilities, noteToDiagnostic, remarksToDiagnostics } from './convert.ts';
import type { Editor } from './editor.ts';
import type { Policies } from './policies.ts';
import { MAX_DOCUMENT_LENGTH, type RemarkServices, remarksOf } from './remarks.ts';
import type { OpenDocument, Session } from './session.ts';

/** What diagnosing takes. */
export interface DiagnosingServices {
  readonly session: Session;
  readonly policies: Policies;
  readonly remarks: RemarkServices;
  readonly editor: Pick<Editor, 'log'>;
  /** Whether imports in a Go file are to be judged. */
  readonly goImports: (uri: string) => boolean;
  readonly abilities: () => DiagnosticAbilities;
}

/** Says what there is to say about open documents, whatever is in them. */
export class Diagnosing {
  readonly #services: DiagnosingServices;
  /** What the log already says about a document, by URI. */
  readonly #logged = new Map<string, string>();

  constructor(services: DiagnosingServices) {
    this.#services = services;
  }

  /** What there is to say about an open document now; nothing about one that is not open. Never throws. */
  diagnose(uri: string): readonly Diagnostic[] {
    const { session, remarks, abilities, goImports } = this.#services;
    const document = session.get(uri);
    if (document === null || (document.kind === 'go' && !goImports(uri))) return [];
    if (document.text.length > MAX_DOCUMENT_LENGTH) {
      const most = MAX_DOCUMENT_LENGTH >> 20;
      this.#log(uri, 'warning', `is larger than ${most} MiB, the limit for a go.mod, and is not examined.`);
      return [];
    }
    try {
      const diagnostics = remarksToDiagnostics(document.text, remarksOf(document, remarks), abilities());
      const policy = this.#policyNote(document);
      this.forget(uri);
      return policy === null ? diagnostics : [policy, ...diagnostics];
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#log(uri, 'error', `could not be examined, which is a fault of Modproof: ${reason}`);
      // Silence would look like an "all clear".
      return [noteToDiagnostic('Modproof could not examine this file; its log says why.')];
    }
  }

  /** Forgets what the log says about a document. */
  forget(uri: string): void {
    this.#logged.delete(uri);
  }

  /** A policy that cannot be followed is told on the files that it was for. */
  #policyNote(document: OpenDocument): Diagnostic | null {
    const { remarks, policies } = this.#services;
    if (!document.isFile || (document.kind !== 'go.mod' && document.kind !== 'go.work')) return null;
    const file = remarks.modules.at(document.path);
    if (file === null) return null;
    const { path, problems, machineProblem } = policies.of(file.directory);
    if (machineProblem !== undefined)
      return noteToDiagnostic(`${machineProblem} What is told here is no "all clear".`);
    if (problems.length === 0) return null;
    return noteToDiagnostic(
      `${path === null ? 'The policy' : `The policy ${path}`} cannot be followed: ${problems[0]?.message ?? ''} Default severities are used.`,
    );
  }

  #log(uri: string, level: 'error' | 'warning', message: string): void {
    if (this.#logged.get(uri) === message) return;
    this.#logged.set(uri, message);
    this.#services.editor.log(level, `${uri} ${message}`);
  }
}
