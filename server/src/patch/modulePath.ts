/** A file with a module's path replaced. */
export interface ModulePathReplacement {
  readonly bytes: Uint8Array;
  /** At how many places. */
  readonly places: number;
}

/**
 * Replaces a module's path by that of another module, so that a copy under
 * another path is compared by what else it changed.
 *
 * Only whole path elements count: `example.com/ab` does not hold
 * `example.com/a`. With `keepUrls` a path behind `://` stays: in code it is no
 * name of a package but an address, and where it leads matters. Everything is
 * attacker-controlled; the time is linear.
 */
export function replaceModulePath(
  bytes: Uint8Array,
  from: string,
  to: string,
  keepUrls: boolean,
): ModulePathReplacement {
  const places = from === '' ? [] : placesOf(bytes, new TextEncoder().encode(from), keepUrls);
  if (places.length === 0) return { bytes, places: 0 };
  const [length, put] = [new TextEncoder().encode(from).length, new TextEncoder().encode(to)];
  const replaced = new Uint8Array(bytes.length + places.length * (put.length - length));
  let [read, write] = [0, 0];
  for (const place of places) {
    replaced.set(bytes.subarray(read, place), write);
    write += place - read;
    replaced.set(put, write);
    write += put.length;
    read = place + length;
  }
  replaced.set(bytes.subarray(read), write);
  return { bytes: replaced, places: places.length };
}

function placesOf(bytes: Uint8Array, path: Uint8Array, keepUrls: boolean): readonly number[] {
  // This decoder gives each byte a character of its own, so that offsets stay what they are.
  const text = new TextDecoder('latin1').decode(bytes);
  const wanted = new TextDecoder('latin1').decode(path);
  const places: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    const front = text.slice(Math.max(0, at - 3), at);
    const behind = text.slice(at + wanted.length, at + wanted.length + 2);
    const isWhole = !/[A-Za-z0-9_~.-]$/.test(front) && !/^(?:[A-Za-z0-9_~-]|\.[A-Za-z0-9])/.test(behind);
    if (isWhole && !(keepUrls && front.endsWith('://'))) places.push(at);
  }
  return places;
}
