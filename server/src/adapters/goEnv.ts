import { readFile, realpath, stat } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { type GoSettings, parseEnvFile, resolveGoSettings, userEnvFilePath } from '../goenv/index.ts';

/** An env file longer than this is not one. */
const MAX_ENV_FILE_BYTES = 1 << 20;

/**
 * Reads the go command's settings of this machine: process environment, the
 * user's `go/env` file, GOROOT's `go.env`. The go command is not run; GOROOT is
 * found from the environment or from where `go` lies on PATH.
 */
export async function readGoSettings(
  environment: Readonly<Record<string, string | undefined>>,
  platform: string,
): Promise<GoSettings> {
  const userPath = userEnvFilePath(environment, platform);
  const goroot = environment.GOROOT || (await findGoroot(environment, platform));
  return resolveGoSettings({
    environment,
    platform,
    userFile: await readValues(userPath),
    gorootFile: await readValues(goroot === null ? null : join(goroot, 'go.env')),
  });
}

async function readValues(path: string | null): Promise<ReadonlyMap<string, string>> {
  if (path === null) return new Map();
  try {
    const facts = await stat(path);
    if (!facts.isFile() || facts.size > MAX_ENV_FILE_BYTES) return new Map();
    return parseEnvFile(await readFile(path, 'utf8')).values;
  } catch {
    return new Map();
  }
}

async function findGoroot(
  environment: Readonly<Record<string, string | undefined>>,
  platform: string,
): Promise<string | null> {
  const name = platform === 'win32' ? 'go.exe' : 'go';
  for (const folder of (environment.PATH ?? '').split(delimiter)) {
    if (folder === '') continue;
    try {
      const program = await realpath(join(folder, name));
      return dirname(dirname(program));
    } catch {}
  }
  return null;
}
