import { GitError, type Http, HttpError, type NamedBy } from '../../ports/index.ts';

const MAX_PAGE_BYTES = 16 << 20;

/**
 * What a status means for a repository; null for one that is no refusal. A 401
 * needs {@link hiddenOrGone} to be told apart, and is `access-denied` here.
 */
export function refusalOf(
  status: number,
  headers: ReadonlyMap<string, string>,
  host: string,
): GitError | null {
  if (status === 404 || status === 410) return new GitError('not-found', `${host} has no such repository.`);
  if (status === 401) return loginWanted(host);
  if (status === 429 || (status === 403 && isRateLimit(headers))) {
    return new GitError('rate-limited', `${host} limits how often it may be asked.`);
  }
  if (status === 403) {
    return new GitError('access-denied', `${host} does not let this machine read the repository.`);
  }
  if (status >= 500) return new GitError('server-error', `${host} answered with status ${status}.`);
  return null;
}

/**
 * Code hosts answer 401 both for a repository that is gone and for one that
 * needs a login. Its page tells more: where that is missing too, the repository
 * is not public any more.
 */
export async function hiddenOrGone(
  http: Http,
  base: URL,
  namedBy: NamedBy,
  signal: AbortSignal,
): Promise<GitError> {
  const page = new URL(base);
  page.pathname = page.pathname.replace(/\/$/, '').replace(/\.git$/, '');
  try {
    const { status } = await http.get({ url: page, namedBy, maxBytes: MAX_PAGE_BYTES, signal });
    if (status === 404 || status === 410) {
      return new GitError('not-found', `${base.host} has no such public repository.`);
    }
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
  }
  return loginWanted(base.host);
}

/** The error of a server that does not answer as a git server does. */
export function noGitServer(host: string): GitError {
  return new GitError('malformed', `${host} does not answer as a git server does.`);
}

function loginWanted(host: string): GitError {
  return new GitError('access-denied', `${host} asks for a login to read the repository.`);
}

function isRateLimit(headers: ReadonlyMap<string, string>): boolean {
  return headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0';
}
