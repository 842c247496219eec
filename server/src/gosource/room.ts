/**
 * How much may still be kept of the files that are read together.
 *
 * The files are attacker-controlled, and a short text can hold very many names:
 * without a bound, reading one module could take all memory there is.
 */
export interface Room {
  tokens: number;
  /** Names, calls and declarations. */
  entries: number;
}

/** Room for a large module: about half a gigabyte when it is used up. */
export function newRoom(): Room {
  return { tokens: 1 << 25, entries: 1 << 21 };
}

/** Takes `count` entries; false when there is no room for them. */
export function takeEntries(room: Room, count: number): boolean {
  room.entries -= count;
  return room.entries >= 0;
}
