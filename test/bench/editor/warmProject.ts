import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODULES, type ModuleDescription, startWorld, type World } from '../../world/index.ts';
import { honest, released } from '../../world/modules/shapes.ts';

/** A project in the world that requires the example's modules, attacks among them, and many honest ones. */
export interface WarmProject {
  readonly world: World;
  /** Holds go.mod, go.sum of the example, and Go source. */
  readonly folder: string;
  readonly goMod: string;
}

/** Makes a project of so many requirements, and those of the example at least, in a world of its own. */
export async function makeProject(requirements: number): Promise<WarmProject> {
  const example = readFileSync('test/world/example/go.mod', 'utf8');
  const required = new Set([...example.matchAll(/^\t(\S+) v/gm)].map(([, path]) => path ?? ''));
  const besides = Array.from({ length: Math.max(0, requirements - required.size) }, (_, index) =>
    plain(index),
  );
  const world = await startWorld({ modules: [...MODULES, ...besides] });
  const folder = join(world.directory, 'warm');
  cpSync(world.exampleDir, folder, { recursive: true });
  const lines = besides.map(({ path, version }) => `\t${path} ${version}\n`);
  const goMod = example.replace(/\)\n$/, `${lines.join('')})\n`);
  writeFileSync(join(folder, 'go.mod'), goMod);
  return { world, folder, goMod };
}

function plain(index: number): ModuleDescription {
  const path = `github.com/bench-shelf-${index % 17}/volume-${index}`;
  const tree = {
    'go.mod': `module ${path}\n\ngo 1.21\n`,
    'volume.go': `// Package volume is number ${index} of its shelf.\npackage volume\n\n// Number tells which one it is.\nconst Number = ${index}\n`,
  };
  const url = `https://${path}`;
  const repository = released({ url, tags: ['v1.0.0'], date: '2022-03-04T05:06:07Z', tree });
  return honest({
    name: `volume-${index}`,
    story: 'One of many.',
    path,
    version: 'v1.0.0',
    repository,
    tree,
    files: Object.keys(tree),
  });
}
