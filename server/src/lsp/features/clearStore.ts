import { type Connection, RequestType0 } from 'vscode-languageserver';
import { METHODS } from '../../protocol/index.ts';
import type { Workbench } from '../workbench.ts';

/** `modproof/clearStore`: forgets all stored verdicts, and learns anew what is open. Rejects with a sentence. */
export function bindClearStore(connection: Connection, bench: Workbench): void {
  connection.onRequest(new RequestType0<null, void>(METHODS.clearStore), async () => {
    await bench.learning.forgetFor(() => bench.services.clearStore());
    bench.differences.forget();
    return null;
  });
}
