/**
 * What a program asks of the system that it runs on.
 *
 * - `environment`: all variables of the environment.
 * - `setting`: one variable, an argument or a flag: what the user says.
 * - `home`: where the user's files are.
 * - `file`: what a file holds.
 */
export type Asked = 'environment' | 'setting' | 'home' | 'file';

/** What a function or variable of the standard library asks, or null. `name` and `method` as in `actOf`. */
export function askedOf(path: string, name: string, method: string): Asked | null {
  switch (path) {
    case 'os':
      if (name === 'Environ') return 'environment';
      if (name === 'UserHomeDir') return 'home';
      if (name === 'ReadFile') return 'file';
      return SETTINGS.has(name) ? 'setting' : null;
    case 'syscall':
      return name === 'Environ' ? 'environment' : name === 'Getenv' ? 'setting' : null;
    case 'os/user':
      return name === 'Current' && method !== 'Username' ? 'home' : null;
    case 'flag':
      return 'setting';
    default:
      return null;
  }
}

const SETTINGS: ReadonlySet<string> = new Set(['Getenv', 'LookupEnv', 'ExpandEnv', 'Args', 'Executable']);
