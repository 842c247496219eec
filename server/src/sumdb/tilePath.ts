import { isFull, type Tile } from './tile.ts';

/** A tile path that Go could write, not yet known to be the one spelling of its tile. */
const PATH =
  /^\/tile\/([1-9][0-9]?)\/(0|[1-9][0-9]?)\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([1-9][0-9]{0,9}))?$/;

/**
 * The path of a tile: `/tile/H/L/N`, and `.p/W` behind it when it is partial.
 * N is written in groups of three digits, all but the last with `x` in front,
 * such as `x001/x234/067`.
 */
export function tilePath(tile: Tile): string {
  const digits = String(tile.n);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? [];
  const last = groups.pop();
  const n = [...groups.map((group) => `x${group}`), last].join('/');
  return `/tile/${tile.height}/${tile.level}/${n}${isFull(tile) ? '' : `.p/${tile.width}`}`;
}

/**
 * Reads a tile path; null for every other text, also for other spellings of a
 * tile. Tiles of record texts (`/tile/8/data/…`) are none of ours.
 */
export function parseTilePath(path: string): Tile | null {
  const [, height = '', level = '', groups = '', width] = PATH.exec(path) ?? [];
  if (groups === '') return null;
  const full = 2 ** Number(height);
  const tile: Tile = {
    height: Number(height),
    level: Number(level),
    n: Number(groups.replaceAll(/[x/]/g, '')),
    width: width === undefined ? full : Number(width),
  };
  const sound = tile.height <= 30 && tile.level <= 63 && tile.width <= full && Number.isSafeInteger(tile.n);
  return sound && tilePath(tile) === path ? tile : null;
}
