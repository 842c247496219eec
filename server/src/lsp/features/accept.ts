import {
  type CancellationToken,
  type Connection,
  RequestType,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { isFindingCode } from '../../finding/index.ts';
import { acceptFinding } from '../../fix/index.ts';
import { POLICY_FILE_NAME } from '../../policy/index.ts';
import { FileError } from '../../ports/index.ts';
import { type AcceptParams, isDay, METHODS } from '../../protocol/index.ts';
import { decodeUtf8 } from '../../text/index.ts';
import type { Abilities } from '../abilities.ts';
import { toWorkspaceEdit } from '../edits.ts';
import { mainModuleAround } from '../modules.ts';
import { cancelledBy } from '../signal.ts';
import { pathOfUri } from '../uri.ts';
import type { Workbench } from '../workbench.ts';

const MAX_POLICY_BYTES = 1 << 20;

/** `modproof/accept`: the edit of the nearest policy file, or of a new one beside the go.mod, that accepts a finding. */
export function bindAccept(connection: Connection, bench: Workbench, abilities: () => Abilities): void {
  connection.onRequest(
    new RequestType<AcceptParams, WorkspaceEdit | null, void>(METHODS.accept),
    async (params: AcceptParams, token: CancellationToken) => {
      const { code, module, version, reason, until, evidence } = params;
      const path = pathOfUri(params.uri);
      const directory = path === null ? null : directoryOf(path, bench);
      if (
        directory === null ||
        !isFindingCode(code) ||
        reason.trim() === '' ||
        (until !== null && !isDay(until))
      ) {
        bench.editor.tell('This finding cannot be accepted here.');
        return null;
      }
      if (until !== null && until < new Date(bench.services.clock.now()).toISOString().slice(0, 10)) {
        bench.editor.tell(`${until} is over: a waiver that ended accepts nothing.`);
        return null;
      }
      const found = await bench.policies.find(directory);
      const place = found.path ?? bench.services.path.join(directory, POLICY_FILE_NAME);
      const text = await textOf(place, bench, cancelledBy(token));
      const terms = { code, module, version, reason: reason.trim(), owner: null, until, evidence };
      const edits = acceptFinding(text, terms);
      if (edits.length === 0) {
        bench.editor.tell(
          `${place} could not be edited: it must be a JSON object whose "waivers" are a list.`,
        );
        return null;
      }
      const isNew = text === null;
      const edit = toWorkspaceEdit(
        [{ path: place, text: text ?? '', edits, isNew }],
        bench.session,
        abilities(),
      );
      if (edit === null) bench.editor.tell(`This editor makes no new files. Make an empty ${place} first.`);
      return edit;
    },
  );
}

/** A policy holds for the folder of the main module, not for that of a Go file in it. */
function directoryOf(path: string, bench: Workbench): string {
  const { modules, services } = bench;
  return (modules.at(path) ?? mainModuleAround(path, modules))?.directory ?? services.path.dirname(path);
}

/** Null for a file that is not there. */
async function textOf(path: string, { files }: Workbench, signal: AbortSignal): Promise<string | null> {
  try {
    return decodeUtf8(await files.read(path, { maxBytes: MAX_POLICY_BYTES, signal }));
  } catch (error) {
    if (error instanceof FileError && error.code === 'not-found') return null;
    throw error;
  }
}
