import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the user's machine is told. */
export interface Addresses {
  readonly mirrorUrl: string;
  readonly upstreamUrl: string;
  readonly discoveryUrl: string;
  /** The services of the code hosts, and the file that their signatures are verified by. */
  readonly gitHubUrl: string;
  readonly gitLabUrl: string;
  readonly trustedRoot: string;
  /** For GOSUMDB: key of the checksum database and, where it is not asked through the mirror, its address. */
  readonly checksumDatabase: string;
}

/** Modules that the user keeps private; no server may hear of one. */
const PRIVATE_PATTERN = 'git.corp.example.test/*';

/** Hosts whose repositories stand behind the upstream's address. */
const REPOSITORY_HOSTS = ['github.com', 'git.example.test', 'gopkg.in', 'git.corp.example.test'];

/** Where the real user may keep tokens of code hosts. */
const TOKENS = ['MODPROOF_GITHUB_TOKEN', 'GH_TOKEN', 'GITHUB_TOKEN', 'MODPROOF_GITLAB_TOKEN', 'GITLAB_TOKEN'];

/**
 * Makes a user's home below `root` and gives the environment in which git, the
 * go command and Modproof see the world and nothing else.
 *
 * It is to be merged over the environment of this process. An empty value
 * stands where a setting of the real user would otherwise shine through.
 */
export async function makeEnvironment(root: string, addresses: Addresses): Promise<Record<string, string>> {
  const home = join(root, 'home');
  const gitConfig = join(home, '.gitconfig');
  await mkdir(home, { recursive: true });
  await writeFile(gitConfig, gitConfigText(addresses.upstreamUrl));
  return {
    HOME: home,
    USERPROFILE: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    GIT_CONFIG_GLOBAL: gitConfig,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GOENV: 'off',
    GOPROXY: addresses.mirrorUrl,
    GOINSECURE: '*.example.test,gopkg.in',
    GOPRIVATE: PRIVATE_PATTERN,
    GONOPROXY: '',
    GONOSUMDB: '',
    GOSUMDB: addresses.checksumDatabase,
    GOVCS: '',
    MODPROOF_FEED: 'off',
    GOFLAGS: '-modcacherw',
    GOTOOLCHAIN: 'local',
    GOWORK: '',
    GOPATH: join(home, 'go'),
    GOMODCACHE: join(home, 'go', 'pkg', 'mod'),
    GOCACHE: join(home, '.cache', 'go-build'),
    MODPROOF_GITHUB_API: `github.com=${addresses.gitHubUrl}`,
    MODPROOF_GITLAB_API: `git.example.test=${addresses.gitLabUrl}`,
    MODPROOF_TRUSTED_ROOT: addresses.trustedRoot,
    ...Object.fromEntries(TOKENS.map((name) => [name, ''])),
    ...bothSpellings({
      HTTP_PROXY: addresses.discoveryUrl,
      HTTPS_PROXY: addresses.discoveryUrl,
      ALL_PROXY: '',
      NO_PROXY: '127.0.0.1,localhost',
    }),
  };
}

/** Programs differ in which spelling they read first, and the real user may have set either. */
function bothSpellings(variables: Readonly<Record<string, string>>): Record<string, string> {
  const small = Object.entries(variables).map(([name, value]) => [name.toLowerCase(), value]);
  return { ...variables, ...Object.fromEntries(small) };
}

function gitConfigText(upstreamUrl: string): string {
  return REPOSITORY_HOSTS.map(
    (host) => `[url "${upstreamUrl}/${host}/"]\n\tinsteadOf = https://${host}/\n`,
  ).join('');
}
