/** Names of requests (answered) and notifications (not), by direction. */
export const METHODS = {
  /** Client to server, {@link AuditParams} to {@link AuditAnswer}; can be cancelled, reports work-done progress. */
  audit: 'modproof/audit',
  /** Client to server, {@link ExportParams} to `string`: the last audit in another format. */
  exportReport: 'modproof/export',
  /** Client to server, {@link ModuleParams} to {@link DifferenceAnswer}; can be cancelled. */
  difference: 'modproof/difference',
  /** Client to server, {@link DocumentParams} to `string`: the text of a read-only document with the scheme {@link SCHEME}. */
  document: 'modproof/document',
  /** Client to server, nothing to {@link DependencyGroup}[]: what the tree view shows. */
  dependencies: 'modproof/dependencies',
  /** Client to server, {@link ModuleParams} to `string`: a report for the mirror's operator, plain text; empty where there is nothing to report. */
  mirrorReport: 'modproof/mirrorReport',
  /** Client to server, {@link AcceptParams} to WorkspaceEdit, or null when the server has told the user why there is none. */
  accept: 'modproof/accept',
  /** Client to server, {@link ReplaceParams} to WorkspaceEdit, or null as with `accept`. */
  replace: 'modproof/replace',
  /** Client to server, nothing to nothing: forgets all stored verdicts. */
  clearStore: 'modproof/clearStore',
  /** Client to server, {@link RefreshFeedParams} to {@link RefreshFeedAnswer}: downloads the list of malicious modules; can be cancelled, reports work-done progress. */
  refreshFeed: 'modproof/refreshFeed',
  /** Client to server, a notification: the user trusts the workspace from now on. */
  trusted: 'modproof/trusted',
  /** Server to client, a notification with {@link Status}. */
  status: 'modproof/status',
  /** Server to client, a notification: {@link METHODS.dependencies} would answer differently now. */
  dependenciesChanged: 'modproof/dependenciesChanged',
} as const;

/**
 * The scheme of read-only documents whose text the server gives: copies of a
 * module's files, and what would be contacted. The server makes their URIs.
 */
export const SCHEME = 'modproof';

/** The document that tells who would be contacted, as Markdown. */
export const CONTACTS_URI = `${SCHEME}:/What%20would%20be%20contacted.md`;

/** What to audit. */
export interface AuditParams {
  /** Folders or go.mod files, as URIs; empty for all workspace folders. */
  readonly uris: readonly string[];
  readonly workDoneToken?: number | string;
  /** Random characters for the page's content security policy, alphanumeric. */
  readonly nonce: string;
}

/** The report, a whole HTML document, or why there is none. */
export type AuditAnswer =
  | {
      readonly kind: 'report';
      readonly html: string;
      readonly title: string;
      /** The audited files: a message of the page opens none but these. */
      readonly files: readonly ReportedFile[];
    }
  | { readonly kind: 'nothing'; readonly why: string };

/** A file of a report: its path as the report has it, and its URI. */
export interface ReportedFile {
  readonly path: string;
  readonly uri: string;
}

/** The formats that a report can be saved in. */
export const EXPORT_FORMATS = ['html', 'json', 'text'] as const;

export interface ExportParams {
  readonly format: (typeof EXPORT_FORMATS)[number];
  /** For HTML: random characters for the page's content security policy. */
  readonly nonce: string;
}

/** A message that the page of a report posts to whoever shows it. */
export type ReportMessage =
  /** `path` is as in the report; line and character are 0-based. */
  | { readonly kind: 'open'; readonly path: string; readonly line: number; readonly character: number }
  | { readonly kind: 'difference'; readonly module: string; readonly version: string }
  | { readonly kind: 'page'; readonly code: string }
  | { readonly kind: 'export'; readonly format: string };

export interface ModuleParams {
  readonly module: string;
  readonly version: string;
}

/** The files of a difference, to be shown side by side. */
export type DifferenceAnswer =
  | {
      readonly kind: 'difference';
      /** Names both sides. */
      readonly title: string;
      readonly files: readonly DifferingFile[];
      /** What is not among the files, and why; null when all are there. */
      readonly note: string | null;
    }
  | { readonly kind: 'none'; readonly why: string };

/** One file of a difference; a side is null where the copy does not have the file. */
export interface DifferingFile {
  /** Path inside the module. */
  readonly path: string;
  readonly upstreamUri: string | null;
  readonly mirrorUri: string | null;
}

export interface DocumentParams {
  readonly uri: string;
}

/** Modules with the same verdict, in the tree view. Empty groups are left out. */
export interface DependencyGroup {
  readonly id: Verdict;
  readonly label: string;
  readonly modules: readonly DependencyItem[];
}

/** What is known about a module, in one word. */
export type Verdict =
  | 'differs'
  | 'suspect'
  | 'stopped'
  | 'undetermined'
  | 'waiting'
  | 'explained'
  | 'same'
  | 'private';

/** One requirement, in the tree view. */
export interface DependencyItem {
  readonly module: string;
  readonly version: string;
  readonly indirect: boolean;
  /** A few words on why it is in its group. */
  readonly description: string;
  /** Markdown, escaped. */
  readonly tooltip: string;
  /** Where it is required. */
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  /** Mirror and upstream differ, so that there is a difference to open. */
  readonly hasDifference: boolean;
}

/** What a waiver is to say. */
export interface AcceptParams extends ModuleParams {
  readonly uri: string;
  readonly code: string;
  readonly evidence: string;
  readonly reason: string;
  /** Last day, `YYYY-MM-DD`; null for no end. */
  readonly until: string | null;
}

export interface ReplaceParams extends ModuleParams {
  readonly uri: string;
  readonly to: string;
}

export interface RefreshFeedParams {
  readonly workDoneToken?: number | string;
}

/** What came of a refresh, in words for the user. */
export interface RefreshFeedAnswer {
  readonly isRefreshed: boolean;
  readonly message: string;
}

/** What the language status item shows. */
export interface Status {
  /** A few words, such as `42 modules, 1 differs`. */
  readonly text: string;
  /** One sentence more, or empty. */
  readonly detail: string;
  readonly severity: 'information' | 'warning' | 'error';
  readonly busy: boolean;
}
