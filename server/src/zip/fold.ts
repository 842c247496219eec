import { FOLD_RUNS } from './foldRuns.ts';

const MIN_FOLDED = 0x41;
let smallest: ReadonlyMap<number, number> | undefined;

/**
 * Maps a path so that two paths give the same text exactly when Go's
 * `strings.EqualFold` holds for them: files of such names overwrite each other
 * on file systems that do not tell case apart.
 *
 * Follows strToFold of golang.org/x/mod/zip.
 */
export function foldPath(path: string): string {
  if (!/[A-Z\u0080-\uffff]/.test(path)) return path;
  smallest ??= expandRuns();
  let folded = '';
  for (const character of path) {
    const codePoint = character.codePointAt(0) ?? 0;
    const target = codePoint < MIN_FOLDED ? undefined : smallest.get(codePoint);
    folded += target === undefined ? character : String.fromCodePoint(target);
  }
  return folded;
}

function expandRuns(): Map<number, number> {
  const targets = new Map<number, number>();
  for (const run of FOLD_RUNS.trim().split(' ')) {
    const [, first = '', last = first, stride = '1', delta = '0'] =
      /^([0-9a-f]+)(?:-([0-9a-f]+)\/(\d))?([+-]\d+)$/.exec(run) ?? [];
    const end = Number.parseInt(last, 16);
    for (let at = Number.parseInt(first, 16); at <= end; at += Number(stride))
      targets.set(at, at + Number(delta));
  }
  return targets;
}
