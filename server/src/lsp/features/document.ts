import type { CancellationToken, Connection } from 'vscode-languageserver';
import { type AskedHost, feedHostsOf, hostsOf } from '../../audit/index.ts';
import { type DocumentParams, METHODS } from '../../protocol/index.ts';
import { escaped } from '../markdown.ts';
import { parseShownUri } from '../shownDocument.ts';
import { cancelledBy } from '../signal.ts';
import type { Workbench } from '../workbench.ts';

/** `modproof/document`: the text of a read-only document of ours. One that does not exist says so in its text. */
export function bindDocuments(connection: Connection, bench: Workbench): void {
  connection.onRequest(
    METHODS.document,
    async ({ uri }: DocumentParams, token: CancellationToken): Promise<string> => {
      const document = parseShownUri(uri);
      const signal = cancelledBy(token);
      switch (document?.kind) {
        case undefined:
          return 'Modproof has no such document.\n';
        case 'contacts':
          return contacts(bench);
        case 'side': {
          const { module, version, side, path } = document;
          const sides = await bench.differences.sides({ path: module, version }, signal);
          const file = sides.state === 'differs' ? sides.files.find((one) => one.path === path) : undefined;
          return file?.[side] ?? '';
        }
      }
    },
  );
}

/** Who would be asked, without asking anybody. */
async function contacts(bench: Workbench): Promise<string> {
  const settings = await bench.services.settings();
  const { services } = bench;
  const hosts = hostsOf(settings, services.importers(), services.codeHosts());
  const table = (asked: readonly AskedHost[]): string =>
    ['| who | what for |', '| :-- | :-- |', ...asked.map(rowOf)].join('\n');
  return [
    '# What would be contacted',
    bench.isTrusted
      ? 'An audit with the settings in force would ask these. Nobody was asked to write this page.'
      : 'The workspace is not trusted: **nobody is asked**. Once it is, an audit with the settings in force would ask these.',
    table(hosts),
    'The command *Refresh the List of Malicious Modules* would ask these, and nothing else does:',
    table(feedHostsOf(services.feedSources())),
    'The settings are those of the go command on this machine: GOPROXY, GOPRIVATE, GONOPROXY, GOSUMDB and the like. No account is needed, and nothing else is sent.',
    '',
  ].join('\n\n');
}

function rowOf({ who, what }: AskedHost): string {
  return `| ${escaped(who)} | ${escaped(what)} |`;
}
