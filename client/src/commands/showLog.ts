import type { Command } from './command.ts';

/** Opens the log. */
export const showLog: Command = async ({ log }) => {
  log.show();
};
