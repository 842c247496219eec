import { GitError, type HttpError } from '../../ports/index.ts';

/** What a request that got no answer means for a repository. */
export function gitErrorOf(error: HttpError): GitError {
  const options = { cause: error };
  switch (error.code) {
    case 'redirect-loop':
    case 'malformed':
      return new GitError('malformed', error.message, options);
    case 'unreachable':
    case 'tls':
      return new GitError('unreachable', error.message, options);
    case 'timeout':
    case 'aborted':
    case 'too-large':
    case 'address-not-allowed':
      return new GitError(error.code, error.message, options);
  }
}
