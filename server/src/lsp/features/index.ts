import type { Connection } from 'vscode-languageserver';
import type { Abilities } from '../abilities.ts';
import type { Workbench } from '../workbench.ts';
import { bindDiagnostics } from './diagnostic.ts';

/** Binds the methods of the protocol to what carries them out, one file each. */
export function bindFeatures(connection: Connection, bench: Workbench, abilities: () => Abilities): void {
  bindDiagnostics(connection, bench, abilities);
}
