import path from 'node:path';
import {
  type Connection,
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
} from 'vscode-languageserver/node';
import { serve } from '../lsp/index.ts';
import { readNames } from './names.ts';

/** Set by the build. */
declare const MODPROOF_VERSION: string;

const USAGE = 'The Modproof language server is started by an editor, with --stdio or --node-ipc.';

const connection = connect();
if (connection === null) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else {
  const names = readNames(path.join(__dirname, 'data'), Date.now(), process.env.MODPROOF_KNOWN_MODULES);
  for (const problem of names.problems) process.stderr.write(`${problem}\n`);
  // The first keystroke does not wait for it.
  names.prepare();
  serve(connection, { names, version: MODPROOF_VERSION });
}

/** The connection that the command line asks for; null when it asks for none that there is. */
function connect(): Connection | null {
  // Other arguments are passed over, because editors add some of their own.
  switch (process.argv.slice(2).find((argument) => argument === '--stdio' || argument === '--node-ipc')) {
    case '--stdio':
      return createConnection(process.stdin, process.stdout);
    case '--node-ipc':
      // Only a process that was started with a channel to its parent can send.
      if (process.send === undefined) return null;
      return createConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
    default:
      return null;
  }
}
