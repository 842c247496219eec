import type { CallSite } from './facts.ts';
import { splitsAddress } from './literals.ts';
import type { Piece, Program } from './program.ts';
import type { Reach, Sink } from './reach.ts';
import type { Trace } from './trace.ts';
import type { Stretch } from './traceRecord.ts';
import { Tracer } from './tracer.ts';

/**
 * Follows what flows into the arguments of a sink, into the name of the program that it starts, and into the
 * connection that it opens.
 */
export function traceSink(program: Program, reach: Reach, sink: Sink): Trace {
  const { unit, call, act } = sink;
  const tracer = new Tracer(program, reach);
  const flowing = tracer.trace([{ piece: unit.piece, range: { from: call.start, to: call.close } }]);
  const named = new Tracer(program, reach);
  const { texts } = named.trace(tracer.record.programs);
  const sent = act.capability === 'network' ? sentThrough(program, unit.piece, call) : [];
  const { signs } = flowing;
  const together = splitsAddress(flowing.texts);
  return {
    ...flowing,
    signs: together === null ? signs : [...signs, { ...together, piece: unit.piece, at: call.start }],
    programs: { texts, isWritten: named.record.made },
    sent: new Tracer(program, reach).trace(sent),
  };
}

/** What the methods of a connection, and functions that are handed it, are given: `c, err := net.Dial(…); c.Write(x)`. */
function sentThrough(program: Program, piece: Piece, call: CallSite): readonly Stretch[] {
  const { flows } = program.read(piece).facts;
  const sent: Stretch[] = [];
  for (const all of flows.values()) {
    const isOpened = all.some(
      ({ way, value }) => way === 'assignment' && value.from <= call.start && value.to > call.close,
    );
    if (!isOpened) continue;
    for (const { way, statement } of all) {
      if (way !== 'assignment' && sent.length < MAX_SENT) sent.push({ piece, range: statement });
    }
  }
  return sent;
}

/** Calls with one connection that are looked at. */
const MAX_SENT = 16;
