import { DEFAULT_CHECKSUM_DATABASE, DEFAULT_PROXY_LIST } from './defaults.ts';

/** The settings that decide what an audit may ask, and whom. */
export const GO_SETTING_NAMES = [
  'GOPROXY',
  'GONOPROXY',
  'GOPRIVATE',
  'GOSUMDB',
  'GONOSUMDB',
  'GOINSECURE',
  'GOVCS',
  'GOMODCACHE',
  'GOFLAGS',
  'GOWORK',
  'GOENV',
] as const;

export type GoSettingName = (typeof GO_SETTING_NAMES)[number];

/** Which of the places that the go command reads gave a value. */
export type SettingSource = 'environment' | 'user file' | 'GOROOT file' | 'default';

/** One value in force, and where it comes from. */
export interface GoSetting {
  readonly value: string;
  readonly source: SettingSource;
}

/** All settings in force. */
export type GoSettings = Readonly<Record<GoSettingName, GoSetting>>;

/**
 * Settles each setting: process environment, then the user's file, then
 * GOROOT's file, then the go command's default. An empty value counts as unset.
 *
 * GONOPROXY and GONOSUMDB default to GOPRIVATE, GOMODCACHE to the first element
 * of GOPATH with `/pkg/mod`.
 */
export function resolveGoSettings(places: {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly userFile: ReadonlyMap<string, string>;
  readonly gorootFile: ReadonlyMap<string, string>;
  readonly platform: string;
}): GoSettings {
  const find = (name: string): GoSetting | null => {
    const candidates: readonly (readonly [string | undefined, SettingSource])[] = [
      [places.environment[name], 'environment'],
      [places.userFile.get(name), 'user file'],
      [places.gorootFile.get(name), 'GOROOT file'],
    ];
    for (const [value, source] of candidates) {
      if (value !== undefined && value !== '') return { value, source };
    }
    return null;
  };
  const orDefault = (name: GoSettingName, value: string): GoSetting =>
    find(name) ?? { value, source: 'default' };

  const goprivate = orDefault('GOPRIVATE', '');
  return {
    GOPROXY: orDefault('GOPROXY', DEFAULT_PROXY_LIST),
    GOPRIVATE: goprivate,
    GONOPROXY: find('GONOPROXY') ?? goprivate,
    GOSUMDB: orDefault('GOSUMDB', DEFAULT_CHECKSUM_DATABASE),
    GONOSUMDB: find('GONOSUMDB') ?? goprivate,
    GOINSECURE: orDefault('GOINSECURE', ''),
    GOVCS: orDefault('GOVCS', ''),
    GOMODCACHE: orDefault('GOMODCACHE', defaultModuleCache(find('GOPATH')?.value, places)),
    GOFLAGS: orDefault('GOFLAGS', ''),
    GOWORK: orDefault('GOWORK', ''),
    GOENV: orDefault('GOENV', ''),
  };
}

function defaultModuleCache(
  gopath: string | undefined,
  places: { readonly environment: Readonly<Record<string, string | undefined>>; readonly platform: string },
): string {
  const separator = places.platform === 'win32' ? ';' : ':';
  const first = gopath?.split(separator).find((element) => element !== '');
  if (first !== undefined) return `${first}/pkg/mod`;
  const home = places.platform === 'win32' ? places.environment.USERPROFILE : places.environment.HOME;
  return home ? `${home}/go/pkg/mod` : '';
}
