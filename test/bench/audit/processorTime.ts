import { readFileSync } from 'node:fs';

/** Seconds of processor time, user and system together. */
export interface ProcessorTime {
  readonly own: number;
  /** Of processes that this one started and that have ended; null where the system does not tell (it does on Linux). */
  readonly children: number | null;
}

/** What a tick of /proc is on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

/** The processor time of this process so far. */
export function processorTime(): ProcessorTime {
  const { user, system } = process.cpuUsage();
  return { own: (user + system) / 1e6, children: childrenTime() };
}

/** The fields `cutime` and `cstime` of proc(5)'s `stat`. */
function childrenTime(): number | null {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 1).split(' ');
    return (Number(fields[14]) + Number(fields[15])) / TICKS_A_SECOND;
  } catch {
    return null;
  }
}
