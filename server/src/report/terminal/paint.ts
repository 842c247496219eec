/** Colours by meaning. Every coloured word also says what it means. */
export interface Paint {
  error(text: string): string;
  warning(text: string): string;
  good(text: string): string;
  strong(text: string): string;
  faint(text: string): string;
}

const as = (text: string): string => text;

/** Leaves every text as it is: for files, and wherever colours are not wanted. */
export const UNPAINTED: Paint = { error: as, warning: as, good: as, strong: as, faint: as };
