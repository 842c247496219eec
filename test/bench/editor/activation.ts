import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Row } from './row.ts';
import { percentile } from './typing.ts';

const TIMES = 9;

/** Loads the extension with a `vscode` that answers everything with nothing, activates it, and prints milliseconds. */
const SCRIPT = `
const Module = require('node:module');
const load = Module._load;
const callable = new Proxy(function () {}, { get: (_, name) => name === Symbol.iterator ? undefined : name === 'then' ? undefined : callable, set: () => true, apply: () => callable, construct: () => callable });
Module._load = (name, ...rest) => name === 'vscode' ? callable : load(name, ...rest);
const start = performance.now();
const extension = require(process.argv[1]);
extension.activate({ extensionUri: callable, subscriptions: [], asAbsolutePath: () => '' });
process.stdout.write(String(performance.now() - start));
process.exit(0);
`;

/** What the extension itself takes of an editor's time at its activation; the editor's own part is left out. */
export function activationRow(bar: number): Row {
  const times: number[] = [];
  for (let time = 0; time <= TIMES; time++) {
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', SCRIPT, resolve('dist/extension.js')], {
      encoding: 'utf8',
    });
    if (!/^[\d.]+$/.test(stdout)) throw new Error(`the extension was not activated: ${stderr}`);
    if (time > 0) times.push(Number(stdout));
  }
  return {
    what: 'activation of the extension, outside the editor, median',
    figure: percentile(times, 0.5),
    bar,
    unit: 'ms',
    detail: `most ${percentile(times, 1).toFixed(0)}`,
  };
}
