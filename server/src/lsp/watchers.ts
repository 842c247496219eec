import { type Connection, DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import type { Abilities } from './abilities.ts';

/** Files whose changes by others have a say. */
const WATCHED = ['**/{go.mod,go.sum,go.work,go.work.sum,.modproof.json}', '**/.modproof/ledger'];

/** Has the client watch files, where it can be asked to. */
export function registerWatchers(connection: Connection, { registersWatchers }: Abilities): void {
  if (!registersWatchers) return;
  const watchers = WATCHED.map((globPattern) => ({ globPattern }));
  connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => undefined);
}
