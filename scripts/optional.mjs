/** What tests can do without, and how to see whether it is here. Node's own modules only. */
import { spawnSync } from 'node:child_process';
import { findEditorLab } from './editor-lab.mjs';
import { findGopls } from './gopls.mjs';

const OPTIONAL = {
  go: { see: () => firstLine('go', ['version']), lack: 'go was not found on the PATH' },
  editor: {
    see: () => {
      const lab = findEditorLab();
      if (lab === null) return null;
      return `VS Code ${lab.editions.map(({ vscode }) => vscode).join(' and ')}, ${lab.browser}`;
    },
    lack: 'the editor lab was not found (npm run editor-lab), or Chromium was not found on the PATH',
  },
  nvim: { see: () => firstLine('nvim', ['--version']), lack: 'nvim was not found on the PATH' },
  gopls: {
    see: () => {
      const gopls = findGopls();
      // It asks the go command whatever it wants to know.
      if (gopls === null || firstLine('go', ['version']) === null) return null;
      return `gopls ${gopls.version}`;
    },
    lack: 'gopls was not found (node scripts/gopls.mjs), or go was not found on the PATH',
  },
};

/** The names by which `--require` asks. */
export const OPTIONAL_NAMES = Object.keys(OPTIONAL);

/**
 * Looks for everything that is optional.
 *
 * @returns {{ name: string, here: string | null, lack: string }[]} `here` says what was found;
 * `lack` what to say where it was not
 */
export function findOptional() {
  return Object.entries(OPTIONAL).map(([name, { see, lack }]) => ({ name, here: see(), lack }));
}

function firstLine(command, args) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim().split('\n')[0] : null;
}
