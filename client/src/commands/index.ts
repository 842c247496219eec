import { commands, type Disposable, l10n, window } from 'vscode';
import { COMMANDS } from '../../../server/src/protocol/index.ts';
import { acceptFinding } from './acceptFinding.ts';
import { audit } from './audit.ts';
import { clearStore } from './clearStore.ts';
import type { Command, Surroundings } from './command.ts';
import { copyReport } from './copyReport.ts';
import { openPage } from './openPage.ts';
import { openPolicy } from './openPolicy.ts';
import { refreshFeed } from './refreshFeed.ts';
import { replaceModule } from './replaceModule.ts';
import { restart } from './restart.ts';
import { showContacts } from './showContacts.ts';
import { showDifference } from './showDifference.ts';
import { showLog } from './showLog.ts';

/** Every command by its name; the manifest lists the same. */
const ALL: Readonly<Record<string, Command>> = {
  [COMMANDS.audit]: audit,
  [COMMANDS.showDifference]: showDifference,
  [COMMANDS.openPage]: openPage,
  [COMMANDS.copyReport]: copyReport,
  [COMMANDS.acceptFinding]: acceptFinding,
  [COMMANDS.replaceModule]: replaceModule,
  'modproof.openPolicy': openPolicy,
  'modproof.showContacts': showContacts,
  'modproof.refreshFeed': refreshFeed,
  'modproof.clearStore': clearStore,
  'modproof.restart': restart,
  'modproof.showLog': showLog,
};

/** Registers all commands. */
export function registerCommands(surroundings: Surroundings): Disposable[] {
  return Object.entries(ALL).map(([name, command]) =>
    commands.registerCommand(name, (argument: unknown) => run(command, surroundings, argument)),
  );
}

async function run(command: Command, surroundings: Surroundings, argument: unknown): Promise<void> {
  try {
    await command(surroundings, argument);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    surroundings.log.error(error instanceof Error ? error : reason);
    const showLogToo = l10n.t('Show the Log');
    const answer = await window.showErrorMessage(
      l10n.t('Modproof could not do this: {0}', reason),
      showLogToo,
    );
    if (answer === showLogToo) surroundings.log.show();
  }
}
