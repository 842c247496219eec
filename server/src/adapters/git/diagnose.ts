import { GitError, type Http, HttpError, type NamedBy } from '../../ports/index.ts';
import { gitErrorOf } from './httpFailure.ts';
import { hiddenOrGone, noGitServer, refusalOf } from './refusal.ts';

const ADVERTISEMENT = 'application/x-git-upload-pack-advertisement';
const MAX_ANSWER_BYTES = 16 << 20;
const TAIL = '/info/refs';

/** Why git failed: the repository moved to `to`, or an error; or nothing is wrong with how the server answers. */
export type Diagnosis =
  | { readonly kind: 'sound' }
  | { readonly kind: 'moved'; readonly to: string }
  | { readonly kind: 'failed'; readonly error: GitError };

/** What git said of a server that answers soundly but that it could not read. */
export function unreadable(address: string, said: string, cause?: Error): GitError {
  return new GitError(
    'malformed',
    `git could not read what ${new URL(address).host} sent${lastLineOf(said)}.`,
    cause === undefined ? {} : { cause },
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
    if (status === 401) return failed(await hiddenOrGone(http, base, namedBy, signal));
    const refused = refusalOf(status, answer.headers, host);
    if (refused !== null) return failed(refused);
    if (!(answer.headers.get('content-type') ?? '').startsWith(ADVERTISEMENT)) {
      return failed(noGitServer(host));
    }
    return { kind: 'sound' };
  } catch (error) {
    return failed(fromHttpError(error, base.host, said));
  }
}

function fromHttpError(error: unknown, host: string, said: string): GitError {
  if (!(error instanceof HttpError)) throw error;
  // git was given the same answer and failed in its own words.
  return error.code === 'too-large' ? unreadable(`https://${host}`, said, error) : gitErrorOf(error);
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
