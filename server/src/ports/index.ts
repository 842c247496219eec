/**
 * Ports: everything that the product asks of the world, as interfaces.
 *
 * Rules: an expected outcome is a value; a broken effect is an error class with
 * a closed `code`. Every read is bounded in bytes and can be aborted. Nothing
 * here knows how it is done; `adapters` does.
 */
export type { Clock } from './clock.ts';
export {
  type DirectoryEntry,
  type FileDescription,
  FileError,
  type FileErrorCode,
  type Files,
  isSameFile,
} from './files.ts';
export {
  type CommitTree,
  type CommitWanted,
  type Git,
  GitError,
  type GitErrorCode,
  type GitLimits,
  type GitRemote,
  type ObjectFormat,
  type RefQuestion,
  type RemoteRef,
  type RemoteRefs,
  type TagObject,
  type TreeEntry,
} from './git.ts';
export {
  type Http,
  HttpError,
  type HttpErrorCode,
  type HttpRequest,
  type HttpResponse,
  type NamedBy,
} from './http.ts';
export type { Log } from './log.ts';
export type { Store } from './store.ts';
