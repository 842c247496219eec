import { stdout } from 'node:process';
import { DiskStore } from '../../../../server/src/adapters/diskStore.ts';
import { decode, encode, isWhole, wholeValue } from './wholeValue.ts';

/** What a program does with its store, so many times. */
const TASKS = {
  /** Adds to one counter, and to the list of who did. */
  count: async (store: DiskStore, times: number, name: string) => {
    let late = 0;
    for (let done = 0; done < times; ) {
      const before = await store.read('counter');
      const [number = 0, ...by] =
        before === null ? [] : (JSON.parse(decode(before)) as [number, ...string[]]);
      const after = encode(JSON.stringify([number + 1, ...by, `${name}${done}`]));
      if (await store.replace('counter', before, after)) step(++done);
      else late++;
    }
    return { late };
  },
  /** Writes, reads and swaps a few keys; names what was read and is not whole. */
  work: async (store: DiskStore, times: number, name: string) => {
    const broken: string[] = [];
    const check = (value: Uint8Array | null): void => {
      if (value !== null && !isWhole(decode(value))) broken.push(decode(value).slice(0, 80));
    };
    for (let done = 0; done < times; step(++done)) {
      const value = encode(wholeValue(`${name}-${done}`));
      await store.write(`plain ${done % 7}`, value);
      check(await store.read(`plain ${(done + 3) % 7}`));
      const kept = await store.read(`swapped ${done % 3}`);
      check(kept);
      await store.replace(`swapped ${done % 3}`, kept, value);
    }
    return { broken };
  },
  /** Writes values of 10 kB under new keys and counts those that can be read back at once. */
  fill: async (store: DiskStore, times: number, name: string) => {
    let readBack = 0;
    for (let done = 0; done < times; step(++done)) {
      const value = `${name}-${done}`.padEnd(10_000, '.');
      await store.write(`${name} ${done}`, encode(value));
      if (decode(await store.read(`${name} ${done}`)) === value) readBack++;
    }
    return { readBack };
  },
};

export type StoreTaskName = keyof typeof TASKS;

/** Arguments: folder, bound in bytes, task, times, name. Prints a dot for every step, and JSON in the end. */
export async function runStoreProgram([
  folder,
  maxBytes,
  task,
  times,
  name,
]: readonly string[]): Promise<void> {
  const warnings: string[] = [];
  const log = { debug: () => undefined, warn: (message: string) => void warnings.push(message) };
  const store = new DiskStore(folder ?? '', Number(maxBytes), log);
  const result = await TASKS[task as StoreTaskName](store, Number(times), name ?? '');
  await store.close();
  stdout.write(`\n${JSON.stringify({ result, warnings })}\n`);
}

function step(_: number): void {
  stdout.write('.');
}
