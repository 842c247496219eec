import type { CancellationToken, Connection } from 'vscode-languageserver';
import { hostsOf } from '../../audit/index.ts';
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
  const hosts = hostsOf(settings, bench.services.importers(), bench.services.codeHosts());
  const rows = hosts.map(({ who, what }) => `| ${escaped(who)} | ${escaped(what)} |`);
  return [
    '# What would be contacted',
    bench.isTrusted
      ? 'An audit with the settings in force would ask these. Nobody was asked to write this page.'
      : 'The workspace is not trusted: **nobody is asked**. Once it is, an audit with the settings in force would ask these.',
    ['| who | what for |', '| :-- | :-- |', ...rows].join('\n'),
    'The settings are those of the go command on this machine: GOPROXY, GOPRIVATE, GONOPROXY, GOSUMDB and the like. No account is needed, and nothing else is sent.',
    '',
  ].join('\n\n');
}
