import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchModule } from './mirrorFiles.ts';

/**
 * Writes a project that requires every module, with its go.sum, into `folder`.
 * A go.mod takes one version of a module: others go into a second go.mod below it.
 */
export async function writeProject(folder: string, modules: readonly BenchModule[]): Promise<void> {
  const first = new Map<string, BenchModule>();
  const second: BenchModule[] = [];
  for (const module of modules) {
    if (first.has(module.path)) second.push(module);
    else first.set(module.path, module);
  }
  await writeModule(folder, 'example.test/bench', [...first.values()]);
  if (second.length > 0) await writeModule(join(folder, 'tools'), 'example.test/bench/tools', second);
}

async function writeModule(folder: string, path: string, modules: readonly BenchModule[]): Promise<void> {
  const sorted = [...modules].sort((a, b) => (a.path < b.path ? -1 : 1));
  const requirements = sorted.map(
    (module, index) => `\t${module.path} ${module.version}${index % 3 === 0 ? '' : ' // indirect'}\n`,
  );
  const sums = sorted.map(
    (module) =>
      `${module.path} ${module.version} ${module.h1}\n${module.path} ${module.version}/go.mod ${module.goModH1}\n`,
  );
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'go.mod'),
    `module ${path}\n\ngo 1.21\n\nrequire (\n${requirements.join('')})\n`,
  );
  await writeFile(join(folder, 'go.sum'), sums.join(''));
}
