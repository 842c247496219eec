import { type Paint, UNPAINTED } from '../report/index.ts';

/** Columns of what is written: readable on the smallest terminal that people use. */
export const WIDTH = 80;

/** Paints with ANSI codes, or leaves text as it is. */
export function paintFor(color: boolean): Paint {
  if (!color) return UNPAINTED;
  const wrap =
    (open: number, close: number) =>
    (text: string): string =>
      `\u001b[${open}m${text}\u001b[${close}m`;
  return {
    error: wrap(31, 39),
    warning: wrap(33, 39),
    good: wrap(32, 39),
    strong: wrap(1, 22),
    faint: wrap(2, 22),
  };
}
