import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { promisify } from 'node:util';
import type { ModuleDescription, World } from '../../world/index.ts';

/** What a command that ended with code 0 wrote. */
export interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs git in the world, as its user. Rejects when git complains. Never the
 * Sync kind: the world's servers live in this process.
 */
export async function git(world: World, args: readonly string[], cwd = world.directory): Promise<Output> {
  return await promisify(execFile)('git', [...args], { cwd, env: { ...process.env, ...world.env } });
}

/** The module of that name. Throws when there is none. */
export function moduleNamed(world: World, name: string): ModuleDescription {
  const module = world.modules.find((known) => known.name === name);
  if (module === undefined) {
    throw new Error(`no module is called ${name}`);
  }
  return module;
}

/** The ids that `git ls-remote` gives, by ref. */
export async function listRefs(world: World, url: string): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await git(world, ['ls-remote', url]);
  return new Map(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([id = '', ref = '']) => [ref, id]),
  );
}

/** Gets an address through the user's HTTP proxy. */
export function getThroughProxy(world: World, url: string): Promise<{ status: number; text: string }> {
  const proxy = new URL(world.env.HTTP_PROXY!);
  return new Promise((resolve, reject) => {
    request({ host: proxy.hostname, port: proxy.port, path: url, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    })
      .on('error', reject)
      .end();
  });
}

/** Waits until `holds`. The test's own time limit ends the wait. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
