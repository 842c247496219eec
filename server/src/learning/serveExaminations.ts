import type { Examinations } from '../examination/index.ts';
import type { Call, ThreadMessage, ThreadPort } from './threadMessages.ts';

/** Answers the calls of another thread with `examinations`, which examines in this one. */
export function serveExaminations(port: ThreadPort, examinations: Examinations): void {
  const running = new Map<number, AbortController>();
  const answer = async (id: number, call: Call): Promise<void> => {
    const stop = new AbortController();
    running.set(id, stop);
    try {
      port.post({ kind: 'value', id, value: await carryOut(call, id, examinations, port, stop.signal) });
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      port.post({ kind: 'failure', id, message });
    } finally {
      running.delete(id);
    }
  };
  port.listen((message: ThreadMessage) => {
    if (message.kind === 'call') void answer(message.id, message.call);
    else if (message.kind === 'abort') running.get(message.id)?.abort(new Error('cancelled'));
  });
}

function carryOut(
  call: Call,
  id: number,
  examinations: Examinations,
  port: ThreadPort,
  signal: AbortSignal,
): Promise<unknown> {
  switch (call.method) {
    case 'recall':
    case 'examine':
      return examinations[call.method](call.questions, { ...call.options, signal }, (module, facts) =>
        port.post({ kind: 'learnt', id, module, facts }),
      );
    case 'compare':
      return examinations.compare(call.module, call.against, { ...call.options, signal });
    case 'sides':
      return examinations.sides(call.module, { ...call.options, signal });
    case 'vendored':
      return examinations.vendored(call.question, { ...call.options, signal });
    case 'newest':
    case 'versions':
      return examinations[call.method](call.path, { ...call.options, signal });
  }
}
