import { execFileSync } from 'node:child_process';
import { goplsProgram } from './editor/gopls/program.ts';
import { editorLab } from './editor/lab.ts';

const generator = new URL('conformance/generate/', import.meta.url);

/** What a test may need from the machine, and how to find out whether it is there. */
const REQUIREMENTS = {
  go: {
    reason: 'needs Go, and golang.org/x/mod in its module cache',
    // Without a proxy nothing is asked of the network.
    probe: () => {
      const env = { ...process.env, GOPROXY: 'off', GOFLAGS: '', GOTOOLCHAIN: 'local' };
      execFileSync('go', ['list', '-deps', '.'], { cwd: generator, env, stdio: 'ignore' });
    },
  },
  editor: { reason: 'needs the editor lab and Chromium', probe: editorLab },
  nvim: {
    reason: 'needs Neovim',
    probe: () => execFileSync('nvim', ['--version'], { stdio: 'ignore' }),
  },
  gopls: {
    reason: 'needs gopls and Go',
    probe: () => {
      goplsProgram();
      execFileSync('go', ['version'], { stdio: 'ignore' });
    },
  },
} as const;

/** The names of what a test may need. */
export type RequirementName = keyof typeof REQUIREMENTS;

/** Whether a test is left out for want of something. `reason` belongs in the name of the test. */
export interface Requirement {
  readonly skip: boolean;
  readonly reason: string;
}

/**
 * Decides whether tests that need `name` run.
 *
 * They are left out only where it is missing and the environment variable
 * MODPROOF_REQUIRE, a list of names separated by commas, does not name it. Where
 * it is named and missing, the tests run and fail: nothing passes silently.
 */
export function requirement(name: RequirementName): Requirement {
  const { reason, probe } = REQUIREMENTS[name];
  const required = (process.env.MODPROOF_REQUIRE ?? '').split(',').includes(name);
  return { skip: !required && !succeeds(probe), reason };
}

function succeeds(probe: () => unknown): boolean {
  try {
    probe();
    return true;
  } catch {
    return false;
  }
}
