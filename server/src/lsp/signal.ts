import type { CancellationToken } from 'vscode-languageserver';

/** A signal that aborts when the client cancels its request. */
export function cancelledBy(token: CancellationToken): AbortSignal {
  const stop = new AbortController();
  if (token.isCancellationRequested) stop.abort(new Error('cancelled'));
  else token.onCancellationRequested(() => stop.abort(new Error('cancelled')));
  return stop.signal;
}
