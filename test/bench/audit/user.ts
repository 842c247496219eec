import { mkdtemp, writeFile } from 'node:fs/promises';
import { devNull } from 'node:os';
import { join } from 'node:path';

/** A setting that changes nothing here, and that only git honours: who has it is served by git itself. */
export const ONLY_GIT_KNOWS = '[http]\n\textraHeader = X-Bench: 1\n';

/**
 * Makes a user who has never built anything, in a new folder below `root`, and
 * gives the environment of that user's programs: git and go reach the two
 * servers and nothing else. `gitSettings` are added to that user's git configuration.
 */
export async function newUser(
  root: string,
  servers: { readonly upstreamUrl: string; readonly mirrorUrl: string },
  gitSettings = '',
): Promise<{ readonly home: string; readonly env: NodeJS.ProcessEnv }> {
  const home = await mkdtemp(join(root, 'user-'));
  const gitConfig = join(home, 'gitconfig');
  await writeFile(
    gitConfig,
    `[url "${servers.upstreamUrl}/github.com/"]\n\tinsteadOf = https://github.com/\n[advice]\n\tdetachedHead = false\n${gitSettings}`,
  );
  return {
    home,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: home,
      USERPROFILE: home,
      TMPDIR: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_CACHE_HOME: join(home, '.cache'),
      GIT_CONFIG_GLOBAL: gitConfig,
      GIT_CONFIG_SYSTEM: devNull,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GOENV: 'off',
      GOPROXY: servers.mirrorUrl,
      GOSUMDB: 'off',
      GOFLAGS: '-mod=mod -modcacherw',
      GOTOOLCHAIN: 'local',
      GOWORK: 'off',
      GOPATH: join(home, 'go'),
      GOMODCACHE: join(home, 'go', 'pkg', 'mod'),
      GOCACHE: join(home, '.cache', 'go-build'),
      GOTELEMETRY: 'off',
    },
  };
}
