import type { Store } from '../ports/index.ts';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Reads a value that {@link keepJson} has kept; null when there is none. The store proves that it is that one. */
export async function keptJson<Value>(
  store: Store,
  key: readonly (string | number)[],
): Promise<Value | null> {
  const value = await store.read(key.join('\n'));
  if (value === null) return null;
  try {
    return JSON.parse(decoder.decode(value)) as Value;
  } catch {
    return null;
  }
}

/** Keeps a value that JSON can hold. The parts of a key hold no line feeds. */
export async function keepJson<Value>(
  store: Store,
  key: readonly (string | number)[],
  value: Value,
): Promise<void> {
  await store.write(key.join('\n'), encoder.encode(JSON.stringify(value)));
}
