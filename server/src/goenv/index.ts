/**
 * goenv: the settings of the go command, read as the go command reads them.
 *
 * Rules: the process environment wins over the user's `go/env` file, which wins
 * over GOROOT's `go.env`; an empty value counts as unset. The go command itself
 * is never run, so this works where no Go is installed and in workspaces that
 * are not trusted.
 *
 * Specification: `go help environment`, `go help private`, and cmd/go/internal/cfg.
 */
export {
  DEFAULT_CHECKSUM_DATABASE,
  DEFAULT_FEED_SOURCES,
  DEFAULT_GITHUB_API,
  DEFAULT_GITHUB_HOST,
  DEFAULT_GITLAB_API,
  DEFAULT_IMPORTER_SERVICE,
  DEFAULT_RELEASE_IDENTITY,
  DEFAULT_WORKFLOW_ISSUER,
  isPublicMirror,
} from './defaults.ts';
export { type EnvFileProblem, parseEnvFile } from './envFile.ts';
export { type GoFlag, parseGoFlags } from './goFlags.ts';
export { userEnvFilePath } from './locations.ts';
export { isInsecure, isKeptFromDatabase, isPrivate } from './privacy.ts';
export type { Remedy } from './remedy.ts';
export {
  GO_SETTING_NAMES,
  type GoSetting,
  type GoSettingName,
  type GoSettings,
  resolveGoSettings,
  type SettingSource,
} from './settings.ts';
export {
  type PatternBreadth,
  type Weakening,
  type WeakeningKind,
  weakeningsOf,
} from './weakenings.ts';
