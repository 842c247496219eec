/**
 * Where the user's env file lies: `os.UserConfigDir()/go/env`, unless GOENV
 * names another file. Null when GOENV is `off` or no configuration folder is known.
 *
 * `environment` is the process environment; `platform` is Node's name of the
 * operating system. The path is built with `/`, which every platform reads.
 */
export function userEnvFilePath(
  environment: Readonly<Record<string, string | undefined>>,
  platform: string,
): string | null {
  const named = environment.GOENV;
  if (named === 'off') return null;
  if (named !== undefined && named !== '') return named;
  const folder = userConfigFolder(environment, platform);
  return folder === null ? null : `${folder}/go/env`;
}

function userConfigFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: string,
): string | null {
  if (platform === 'win32') return environment.AppData || environment.APPDATA || null;
  const home = environment.HOME || null;
  if (platform === 'darwin') return home === null ? null : `${home}/Library/Application Support`;
  if (environment.XDG_CONFIG_HOME) return environment.XDG_CONFIG_HOME;
  return home === null ? null : `${home}/.config`;
}
