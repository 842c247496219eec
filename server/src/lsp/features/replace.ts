import {
  type CancellationToken,
  type Connection,
  RequestType,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { METHODS, type ReplaceParams } from '../../protocol/index.ts';
import type { Abilities } from '../abilities.ts';
import { BEHIND, isBehind, toWorkspaceEdit } from '../edits.ts';
import { mainModuleFor, proposeReplacement } from '../replacing.ts';
import { cancelledBy } from '../signal.ts';
import { pathOfUri } from '../uri.ts';
import type { Workbench } from '../workbench.ts';

/** `modproof/replace`: the edits that put another module in a module's place, for whoever asked for them outside the light bulb. */
export function bindReplace(
  connection: Connection,
  bench: Workbench,
  abilities: () => Abilities,
  settled: Promise<void>,
): void {
  connection.onRequest(
    new RequestType<ReplaceParams, WorkspaceEdit | null, void>(METHODS.replace),
    async ({ uri, module, version, to }: ReplaceParams, token: CancellationToken) => {
      await settled;
      const path = bench.session.get(uri)?.path ?? pathOfUri(uri) ?? uri;
      const goMod = mainModuleFor(path, module, bench);
      if (goMod === null) {
        bench.editor.tell(`${module} is not required there any more.`);
        return null;
      }
      const proposal = await proposeReplacement(
        goMod,
        { path: module, version },
        to,
        bench,
        cancelledBy(token),
      );
      if (isBehind(proposal.files, bench.session)) {
        bench.editor.tell(BEHIND);
        return null;
      }
      if (proposal.note !== '') bench.editor.tell(proposal.note);
      return toWorkspaceEdit(proposal.files, bench.session, abilities());
    },
  );
}
