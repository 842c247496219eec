/** Where the policy of a machine is looked for. */
export interface MachinePolicyPlace {
  readonly path: string;
  /** The user named it: then it has to be there. */
  readonly isNamed: boolean;
}

/**
 * Where the policy of this machine's administrators lies: where
 * MODPROOF_MACHINE_POLICY says, or else at the platform's place for such files,
 * where there may be none. A name that is not absolute is kept as it is; it is for
 * whoever reads the file to refuse it.
 *
 * `environment` is the process environment; `platform` is Node's name of the
 * operating system.
 */
export function machinePolicyPlace(
  environment: Readonly<Record<string, string | undefined>>,
  platform: string,
): MachinePolicyPlace {
  const named = environment.MODPROOF_MACHINE_POLICY;
  if (named !== undefined && named !== '') return { path: named, isNamed: true };
  return { path: `${folderOf(environment, platform)}/policy.json`, isNamed: false };
}

function folderOf(environment: Readonly<Record<string, string | undefined>>, platform: string): string {
  if (platform === 'win32') return `${environment.ProgramData || 'C:/ProgramData'}/modproof`;
  return platform === 'darwin' ? '/Library/Application Support/modproof' : '/etc/modproof';
}

/** Tells whether a path is absolute on any platform: a machine's policy does not hang on the folder one is in. */
export function isAbsolutePath(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path);
}
