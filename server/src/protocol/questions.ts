import type {
  AcceptParams,
  AuditAnswer,
  AuditParams,
  DependencyGroup,
  DifferenceAnswer,
  DocumentParams,
  ExportParams,
  METHODS,
  ModuleParams,
  RefreshFeedAnswer,
  RefreshFeedParams,
  ReplaceParams,
  Status,
} from './requests.ts';

/**
 * What the server can be asked: parameters and answer, by method.
 *
 * `Edit` is the WorkspaceEdit of whoever asks. A method without parameters has `null`.
 */
export interface Questions<Edit> {
  readonly [METHODS.audit]: { params: AuditParams; answer: AuditAnswer };
  readonly [METHODS.exportReport]: { params: ExportParams; answer: string };
  readonly [METHODS.difference]: { params: ModuleParams; answer: DifferenceAnswer };
  readonly [METHODS.document]: { params: DocumentParams; answer: string };
  readonly [METHODS.dependencies]: { params: null; answer: readonly DependencyGroup[] };
  readonly [METHODS.mirrorReport]: { params: ModuleParams; answer: string };
  readonly [METHODS.accept]: { params: AcceptParams; answer: Edit | null };
  readonly [METHODS.replace]: { params: ReplaceParams; answer: Edit | null };
  readonly [METHODS.clearStore]: { params: null; answer: null };
  readonly [METHODS.refreshFeed]: { params: RefreshFeedParams; answer: RefreshFeedAnswer };
}

/** What the server tells without being asked, by method; `null` where it is the news itself. */
export interface News {
  readonly [METHODS.status]: Status;
  readonly [METHODS.dependenciesChanged]: null;
}
