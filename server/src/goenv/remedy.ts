import { DEFAULT_CHECKSUM_DATABASE, DEFAULT_PROXY_LIST } from './defaults.ts';
import type { GoSettingName, GoSettings } from './settings.ts';

/** How a setting is made safe. */
export interface Remedy {
  /** One sentence for a person. */
  readonly words: string;
  /** A command that does it, to be read and run by the user alone; null where none does. */
  readonly command: string | null;
}

/** Characters that mean the same within double quotes in every shell that a command is pasted into. */
const PLAIN = /^[\w.,:/=*?@+~ -]*$/;

/** What the go command takes where a setting stands nowhere; empty for nothing. */
const DEFAULTS: Readonly<Partial<Record<GoSettingName, string>>> = {
  GOPROXY: DEFAULT_PROXY_LIST,
  GOSUMDB: DEFAULT_CHECKSUM_DATABASE,
};

/**
 * How `name` gets the value `safe`, by the place that its value comes from; an
 * empty `safe` stands for the go command's default. Only the user's own file can
 * be changed by `go env -w`, and it has no say while the environment does.
 */
export function remedyFor(name: GoSettingName, safe: string, settings: GoSettings): Remedy {
  const value = safe === '' ? (DEFAULTS[name] ?? '') : safe;
  switch (settings[name].source) {
    case 'environment':
      return {
        words:
          safe === ''
            ? `Unset ${name} in the environment that the go command is started with.`
            : `Set ${name} to ${value} in the environment that the go command is started with.`,
        command: null,
      };
    case 'user file':
      return safe === ''
        ? { words: `Take ${name} out of the user's go/env file.`, command: `go env -u ${name}` }
        : { words: `Set ${name} to ${value}.`, command: writing(name, value) };
    // An empty value in the user's file counts as none, and GOROOT's would hold on.
    case 'GOROOT file':
      return value === ''
        ? { words: `Take ${name} out of GOROOT's go.env.`, command: null }
        : { words: `Set ${name} to ${value}.`, command: writing(name, value) };
    case 'default':
      return { words: `Set ${name} to ${value}.`, command: value === '' ? null : writing(name, value) };
  }
}

/** Null for a value that a shell, or a reader over the shoulder, should not see. */
function writing(name: GoSettingName, value: string): string | null {
  return PLAIN.test(value) && !value.includes('@') ? `go env -w "${name}=${value}"` : null;
}
