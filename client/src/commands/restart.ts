import type { Command } from './command.ts';

/** Starts the language server anew, also one that has given up. */
export const restart: Command = async ({ server }) => {
  await server.restart();
};
