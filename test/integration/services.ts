import path from 'node:path';
import type { AuditServices } from '../../server/src/audit/index.ts';
import { makeCliServices } from '../../server/src/main/wiring.ts';
import type { Files } from '../../server/src/ports/index.ts';
import type { World } from '../world/index.ts';

/** The product's own services, as the command line wires them, for somebody who lives in the world. */
export interface TestServices {
  readonly services: AuditServices;
  readonly files: Files;
  readonly path: typeof path;
  close(): Promise<void>;
}

/** Opens the services with the world's environment. `patience` scales every time limit; `store` is a folder. */
export async function openServices(
  world: World,
  options: {
    readonly patience?: number;
    readonly env?: Readonly<Record<string, string>>;
    readonly store?: string;
  } = {},
): Promise<TestServices> {
  const environment = { ...process.env, ...world.env, ...options.env };
  const folders = { data: path.resolve('server/data'), findings: path.resolve('docs/findings') };
  const cliServices = makeCliServices(environment, folders, '0.0.0-test', options.patience ?? 1);
  const log = { debug: () => undefined, warn: (message: string) => console.error(message) };
  const cacheDir = options.store ?? path.join(world.directory, 'store');
  const { services, close } = await cliServices.open({ cacheDir, log });
  return { services, files: cliServices.files, path, close };
}
