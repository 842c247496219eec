import type { Connection } from 'vscode-languageserver';
import type { Abilities } from '../abilities.ts';
import type { Workbench } from '../workbench.ts';
import { bindAccept } from './accept.ts';
import { bindAudit } from './audit.ts';
import { bindClearStore } from './clearStore.ts';
import { bindCodeActions } from './codeAction.ts';
import { bindCodeLenses } from './codeLens.ts';
import { bindDependencies } from './dependencies.ts';
import { bindDiagnostics } from './diagnostic.ts';
import { bindDifference } from './difference.ts';
import { bindDocuments } from './document.ts';
import { bindHover } from './hover.ts';
import { bindInlayHints } from './inlayHint.ts';
import { bindMirrorReport } from './mirrorReport.ts';
import { bindRefreshFeed } from './refreshFeed.ts';
import { bindReplace } from './replace.ts';

/**
 * Binds the methods of the protocol to what carries them out, one file each.
 * `settled` resolves when the user's settings are known: whatever asks somebody
 * because the user wants it waits for them, for they say what is private.
 */
export function bindFeatures(
  connection: Connection,
  bench: Workbench,
  abilities: () => Abilities,
  settled: Promise<void>,
): void {
  bindDiagnostics(connection, bench);
  bindHover(connection, bench, abilities);
  bindCodeActions(connection, bench, abilities, settled);
  bindCodeLenses(connection, bench, abilities);
  bindInlayHints(connection, bench);
  bindDifference(connection, bench, settled);
  bindDocuments(connection, bench);
  bindDependencies(connection, bench);
  bindAudit(connection, bench, settled);
  bindAccept(connection, bench, abilities);
  bindReplace(connection, bench, abilities, settled);
  bindMirrorReport(connection, bench);
  bindClearStore(connection, bench);
  bindRefreshFeed(connection, bench, settled);
}
