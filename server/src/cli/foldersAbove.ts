import type { CliServices } from './services.ts';

/** A folder and all folders above it, the nearest first. */
export function foldersAbove(directory: string, { path }: Pick<CliServices, 'path'>): readonly string[] {
  const folders: string[] = [];
  for (let folder = directory; folders.at(-1) !== folder; folder = path.dirname(folder)) folders.push(folder);
  return folders;
}
