import { behaviourOnImport, type ImportBehaviour } from '../../../server/src/behaviour/index.ts';

/** Examines a module that is given as texts by path. */
export function examine(
  files: Readonly<Record<string, string>>,
  modulePath = 'example.com/host',
): ImportBehaviour {
  return behaviourOnImport({
    modulePath,
    files: Object.entries(files).map(([path, text]) => ({ path, sizeBytes: text.length, read: () => text })),
  });
}
