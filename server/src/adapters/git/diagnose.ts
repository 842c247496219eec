import { GitError, type Http, HttpError, type NamedBy } from '../../ports/index.ts';

const ADVERTISEMENT = 'application/x-git-upload-pack-advertisement';
const MAX_ANSWER_BYTES = 16 << 20;
const TAIL = '/info/refs';

/** Why git failed: the repository moved to `to`, or an error; or nothing is wrong with how the server answers. */
export type Diagnosis =
  | { readonly kind: 'sound' }
  | { readonly kind: 'moved'; readonly to: string }
  | { readonly kind: 'failed'; readonly error: GitError };

/** What git said of a server that answers soundly but that it could not read. */
export function unreadable(address: string, said: string): GitError {
  return new GitError(
    'malformed',
    `git could not read what ${new URL(address).host} sent${lastLineOf(said)}.`,
  );
}

/**
 * Finds out why git could not speak with `address`, by asking over HTTP what git
 * asks first. git itself says it in words only, and words are no ground to branch on.
 */
export async function diagnose(
  http: Http,
  address: string,
  namedBy: NamedBy,
  said: string,
  signal: AbortSignal,
): Promise<Diagnosis> {
  const base = new URL(address);
  const question = new URL(`${base.pathname.replace(/\/$/, '')}${TAIL}?service=git-upload-pack`, base);
  const failed = (error: GitError): Diagnosis => ({ kind: 'failed', error });
  try {
    const answer = await http.get({ url: question, namedBy, maxBytes: MAX_ANSWER_BYTES, signal });
    const host = base.host;
    const { status } = answer;
    if (answer.url.href !== withoutCredentials(question).href && answer.url.pathname.endsWith(TAIL)) {
      const to = new URL(answer.url);
      to.pathname = to.pathname.slice(0, -TAIL.length);
      to.search = '';
      if (status !== 404 && status !== 410) return { kind: 'moved', to: to.href };
    }
    if (status === 404 || status === 410)
      return failed(new GitError('not-found', `${host} has no such repository.`));
    if (status === 401) return failed(await hiddenOrGone(http, base, namedBy, signal));
    if (status === 429 || (status === 403 && isRateLimit(answer.headers))) {
      return failed(new GitError('rate-limited', `${host} limits how often it may be asked.`));
    }
    if (status === 403)
      return failed(new GitError('access-denied', `${host} does not let this machine read the repository.`));
    if (status >= 500) return failed(new GitError('server-error', `${host} answered with status ${status}.`));
    if (!(answer.headers.get('content-type') ?? '').startsWith(ADVERTISEMENT)) {
      return failed(new GitError('malformed', `${host} does not answer as a git server does.`));
    }
    return { kind: 'sound' };
  } catch (error) {
    return failed(fromHttpError(error, base.host, said));
  }
}

/**
 * Code hosts answer 401 both for a repository that is gone and for one that
 * needs a login. Its page tells more: where that is missing too, the repository
 * is not public any more.
 */
async function hiddenOrGone(http: Http, base: URL, namedBy: NamedBy, signal: AbortSignal): Promise<GitError> {
  const page = new URL(base);
  page.pathname = page.pathname.replace(/\/$/, '').replace(/\.git$/, '');
  try {
    const { status } = await http.get({ url: page, namedBy, maxBytes: MAX_ANSWER_BYTES, signal });
    if (status === 404 || status === 410) {
      return new GitError('not-found', `${base.host} has no such public repository.`);
    }
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
  }
  return new GitError('access-denied', `${base.host} asks for a login to read the repository.`);
}

function isRateLimit(headers: ReadonlyMap<string, string>): boolean {
  return headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0';
}

function fromHttpError(error: unknown, host: string, said: string): GitError {
  if (!(error instanceof HttpError)) throw error;
  switch (error.code) {
    case 'too-large':
      return new GitError('malformed', `git could not read what ${host} sent${lastLineOf(said)}.`, {
        cause: error,
      });
    case 'redirect-loop':
    case 'malformed':
      return new GitError('malformed', error.message, { cause: error });
    case 'unreachable':
    case 'tls':
      return new GitError('unreachable', error.message, { cause: error });
    case 'timeout':
    case 'aborted':
    case 'address-not-allowed':
      return new GitError(error.code, error.message, { cause: error });
  }
}

function withoutCredentials(url: URL): URL {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare;
}

function lastLineOf(said: string): string {
  // An insteadOf setting may hold a password.
  const line = (said.split('\n').at(-1)?.trim() ?? '').replace(/\/\/[^/@\s]*@/g, '//');
  return line === '' ? '' : `: ${line.slice(0, 200)}`;
}
