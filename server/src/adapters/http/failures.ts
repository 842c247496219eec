import { errors } from 'undici';
import { HttpError, type HttpErrorCode } from '../../ports/index.ts';
import { PrivateAddressError } from '../addresses.ts';

/** Tells whether a connection broke, as one that was kept open may just as it is used again. */
export function isBroken(error: unknown): boolean {
  return (
    error instanceof errors.SocketError || (error as NodeJS.ErrnoException | undefined)?.code === 'ECONNRESET'
  );
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

function causeOf(error: unknown): [HttpErrorCode, string] {
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) {
    return ['timeout', 'stopped answering'];
  }
  if (error instanceof errors.ConnectTimeoutError) return ['timeout', 'did not answer in time'];
  if (error instanceof errors.ResponseContentLengthMismatchError) {
    return ['malformed', 'sent another number of bytes than it declared'];
  }
  const code = String((error as NodeJS.ErrnoException).code ?? '');
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
  if (error instanceof errors.HTTPParserError) return ['malformed', 'sent something that is not HTTP'];
  return ['unreachable', `broke the connection${code === '' ? '' : ` (${code})`}`];
}
