import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/**
 * Calls `changed` when a file may have become another one, also where it is moved
 * to its place; the system tells, and nothing is looked at again and again. The
 * returned function ends it. Null where the file's folder is not there, or cannot
 * be watched; a folder that goes away is not watched when it comes back.
 */
export function watchFile(file: string, changed: () => void): (() => void) | null {
  const name = basename(file);
  try {
    // Watching keeps no process from ending.
    const watcher = watch(dirname(file), { persistent: false }, (_, touched) => {
      if (touched === null || touched === name) changed();
    });
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return null;
  }
}
