import type { CallSite, Flow } from './facts.ts';
import { splitsAddress } from './literals.ts';
import type { Piece, Program } from './program.ts';
import type { Reach, Sink } from './reach.ts';
import type { Trace } from './trace.ts';
import type { Stretch } from './traceRecord.ts';
import { Tracer } from './tracer.ts';

/**
 * Follows what flows into the arguments of a sink, into the name of the program that it starts, and into the
 * connection that it opens. Looks at `limit` tokens, and a few more.
 */
export function traceSink(program: Program, reach: Reach, sink: Sink, limit: number): Trace {
  const { unit, call, act } = sink;
  const sent = act.capability === 'network' ? sentThrough(program, unit.piece, opens(call)) : [];
  const typed =
    act.capability === 'process' ? sentThrough(program, unit.piece, opensInput(program, unit.piece)) : [];
  const tracer = new Tracer(program, reach, limit);
  const flowing = tracer.trace([
    { piece: unit.piece, range: { from: call.start, to: call.close } },
    ...typed,
  ]);
  const named = new Tracer(program, reach, MAX_NAME);
  const { texts } = named.trace(tracer.record.programs);
  const { signs } = flowing;
  const together = splitsAddress(flowing.texts);
  return {
    ...flowing,
    signs: together === null ? signs : [...signs, { ...together, piece: unit.piece, at: call.start }],
    programs: { texts, isWritten: named.record.made },
    sent: new Tracer(program, reach, MAX_NAME).trace(sent),
  };
}

/** What the methods of a connection, and functions that are handed it, are given: `c, err := net.Dial(…); c.Write(x)`. */
function sentThrough(program: Program, piece: Piece, isOpening: (flow: Flow) => boolean): readonly Stretch[] {
  const sent: Stretch[] = [];
  for (const flows of program.read(piece).facts.flows.values()) {
    if (!flows.some((flow) => flow.way === 'assignment' && isOpening(flow))) continue;
    for (const { way, statement } of flows) {
      if (way !== 'assignment' && sent.length < MAX_SENT) sent.push({ piece, range: statement });
    }
  }
  return sent;
}

/** Whether what flows comes from the call that opens the connection. */
function opens({ start, close }: CallSite): (flow: Flow) => boolean {
  return ({ value }) => value.from <= start && value.to > close;
}

/** Whether what flows is the input of a process: `w, err := c.StdinPipe()`. */
function opensInput(program: Program, piece: Piece): (flow: Flow) => boolean {
  const { tokens } = program.read(piece);
  return ({ value }) =>
    tokens.kind(value.to - 3) === 'identifier' && tokens.slice(value.to - 3) === 'StdinPipe';
}

/** Tokens that are looked at for the name of a program, and for what is sent: they stand near by. */
const MAX_NAME = 1 << 11;

/** Calls with one connection that are looked at. */
const MAX_SENT = 16;
