/**
 * What of the user's environment git may see: where programs, the home folder
 * and git's own configuration lie, proxies and certificates. Everything else is
 * left out, so that no variable changes what git runs or where it writes.
 */
const PASSED_ON = new Set([
  'PATH',
  'HOME',
  'XDG_CONFIG_HOME',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
  'SYSTEMROOT',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CONFIG_COUNT',
  'GIT_CONFIG_PARAMETERS',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
]);

const CONFIG_PAIR = /^GIT_CONFIG_(?:KEY|VALUE)_\d{1,4}$/;

/** Builds the environment of every git that is started, for a scratch repository in `folder`. */
export function gitEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
  allowPlainHttp: boolean,
): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined) continue;
    if (PASSED_ON.has(name.toUpperCase()) || CONFIG_PAIR.test(name)) passed[name] = value;
  }
  return {
    ...passed,
    // The scratch repository is named, so that no repository around it is found and read.
    GIT_DIR: folder,
    GIT_ALLOW_PROTOCOL: allowPlainHttp ? 'https:http' : 'https',
    GIT_PROTOCOL_FROM_USER: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GCM_INTERACTIVE: 'never',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_FLUSH: '1',
    LC_ALL: 'C',
  };
}

/** Settings that outrank the user's configuration on every command line. */
export const FIXED_CONFIGURATION: readonly string[] = [
  // Nothing is executed: no hook, no file system monitor, no maintenance, no prompt.
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['core.askPass', ''],
  ['credential.interactive', 'never'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['fetch.recurseSubmodules', 'false'],
  ['submodule.recurse', 'false'],
  ['fetch.writeCommitGraph', 'false'],
  ['fetch.prune', 'false'],
  // Redirects are looked at before they are followed.
  ['http.followRedirects', 'false'],
  // A server that sends less than a byte a second for this long is given up.
  ['http.lowSpeedLimit', '1'],
  ['http.lowSpeedTime', '30'],
  ['protocol.version', '2'],
  ['fetch.unpackLimit', '1'],
  ['transfer.unpackLimit', '1'],
  ['core.logAllRefUpdates', 'false'],
].flatMap(([name, value]) => ['-c', `${name}=${value}`]);
