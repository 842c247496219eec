import { registerCommands } from '../../../client/src/commands/index.ts';
import { ServerDocuments } from '../../../client/src/documents.ts';
import { ReportPanel } from '../../../client/src/report.ts';
import type { FakeServer } from '../../fake/languageServer.ts';
import { told, Uri } from '../../fake/vscode.ts';

/** What the log of the extension was told. */
export const logged: unknown[] = [];

/** Carries out a command as the editor would. */
export async function carryOut(server: FakeServer, name: string, argument?: unknown): Promise<void> {
  const log = { error: (what: unknown) => logged.push(what), show: () => told.push(['log.show']) };
  const before = told.length;
  registerCommands({
    server: server.asServer,
    log,
    documents: new ServerDocuments(server.asServer),
    report: new ReportPanel(server.asServer),
    extensionUri: Uri.parse('file:///extensions/modproof'),
  } as never);
  const command = told.splice(before).find(([, registered]) => registered === name);
  if (command === undefined) throw new Error(`${name} is not registered`);
  await (command[2] as (argument: unknown) => Promise<void>)(argument);
}

/** The calls of one function of the editor, by their arguments; URIs as texts. */
export function calls(name: string): unknown[][] {
  return told.filter(([called]) => called === name).map(([, ...args]) => args.map(plain));
}

function plain(value: unknown): unknown {
  if (value instanceof Uri) return value.toString();
  return Array.isArray(value) ? value.map(plain) : value;
}
