import { readdir, readFile } from 'node:fs/promises';

/** A process of this machine that has not ended. */
interface Running {
  readonly id: number;
  readonly parent: number;
  readonly group: number;
}

/** The processes of a group that have not ended. Linux alone: elsewhere none is seen. */
export async function runningInGroup(group: number): Promise<number[]> {
  return (await running()).filter((process) => process.group === group).map(({ id }) => id);
}

/** All that a process started, and what those started in turn. */
export async function descendantsOf(ancestor: number): Promise<number[]> {
  const all = await running();
  const found = new Set([ancestor]);
  // A parent may stand after its children, so that one pass is not always enough.
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const { id, parent } of all) if (found.has(parent)) found.add(id);
  }
  found.delete(ancestor);
  return [...found];
}

/** Resident memory of processes in bytes; what several of them share is counted once. */
export async function memoryOf(ids: readonly number[]): Promise<number> {
  const sizes = await Promise.all(
    ids.map(async (id) => {
      const text = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '');
      return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function running(): Promise<Running[]> {
  const names = await readdir('/proc').catch(() => []);
  const found = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(statusOf));
  return found.filter((process) => process !== null);
}

async function statusOf(name: string): Promise<Running | null> {
  // It may end while we look.
  const text = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
  // The second field is the command's name in brackets, and may hold blanks and brackets.
  const [state, parent, group] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  // Z and X: it has ended, and only its entry is still there.
  if (state === undefined || 'ZX'.includes(state)) return null;
  return { id: Number(name), parent: Number(parent), group: Number(group) };
}
