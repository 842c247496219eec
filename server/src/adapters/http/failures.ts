import { HttpError, type HttpErrorCode } from '../../ports/index.ts';
import { PrivateAddressError } from '../addresses.ts';

/** Tells whether a connection broke, as one that was kept open may just as it is used again. */
export function isBroken(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET';
}

/** Gives what went wrong with a request as the port's error. An {@link HttpError} is given back as it is. */
export function asHttpError(error: unknown, host: string, signal: AbortSignal, hasProxy: boolean): HttpError {
  if (error instanceof HttpError) return error;
  if (signal.aborted) {
    const timedOut = (signal.reason as Error | undefined)?.name === 'TimeoutError';
    return timedOut
      ? new HttpError('timeout', `${host} did not answer in time.`, { cause: error })
      : new HttpError('aborted', `The request to ${host} was cancelled.`, { cause: error });
  }
  if (error instanceof PrivateAddressError) {
    return new HttpError('address-not-allowed', `${error.message} and is not asked.`, { cause: error });
  }
  const [code, words] = causeOf(error);
  const via = hasProxy ? ' (HTTP_PROXY or HTTPS_PROXY is set)' : '';
  return new HttpError(code, `${host} ${words}${via}.`, { cause: error });
}

/** The code of an error of the system or of undici (its documentation, "Errors"); empty for none. */
function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException | null | undefined)?.code ?? '');
}

function causeOf(error: unknown): [HttpErrorCode, string] {
  const code = codeOf(error);
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')
    return ['timeout', 'stopped answering'];
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return ['timeout', 'did not answer in time'];
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH')
    return ['malformed', 'sent another number of bytes than it declared'];
  if (
    code.startsWith('ERR_TLS') ||
    code.startsWith('CERT_') ||
    code.includes('CERTIFICATE') ||
    code.includes('_CERT') ||
    code.includes('SSL')
  ) {
    return ['tls', `has no certificate that this machine trusts (${code})`];
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return ['unreachable', 'could not be found by name'];
  if (code === 'ECONNREFUSED') return ['unreachable', 'refused the connection'];
  if (code.startsWith('Z_')) return ['malformed', 'sent something that cannot be uncompressed'];
  if ((error as Error | null)?.name === 'HTTPParserError')
    return ['malformed', 'sent something that is not HTTP'];
  return ['unreachable', `broke the connection${code === '' ? '' : ` (${code})`}`];
}
