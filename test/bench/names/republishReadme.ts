import type { ModuleVersion } from '../../../server/src/module/index.ts';
import type { Random } from '../audit/random.ts';
import { bytesOf, textOf } from './contentModule.ts';
import type { PathReplacer } from './republishPath.ts';

/** What becomes of the README. */
export const README_WAYS = ['untouched', 'path-replaced', 'removed', 'install-line', 'rewritten'] as const;

export type ReadmeWay = (typeof README_WAYS)[number];

/** What a README is changed with. */
interface ReadmeChange {
  readonly own: string;
  readonly module: ModuleVersion;
  readonly replace: PathReplacer;
  readonly random: Random;
}

/** Puts the README, changed in the given way, into `files`; or leaves it out. */
export function withReadme(
  files: Map<string, Uint8Array>,
  path: string,
  bytes: Uint8Array,
  way: ReadmeWay,
  { own, module, replace, random }: ReadmeChange,
): void {
  if (way === 'removed') return;
  if (way === 'untouched') files.set(path, bytes);
  else if (way === 'path-replaced') files.set(path, bytesOf(replace(textOf(bytes), 'everywhere')));
  else if (way === 'install-line') {
    const lines = textOf(bytes)
      .split('\n')
      .map((line) => (isInstallLine(line, own) ? replace(line, 'everywhere') : line));
    files.set(path, bytesOf(lines.join('\n')));
  } else {
    const name = module.path
      .split('/')
      .filter((element) => !/^v\d+$/.test(element))
      .at(-1);
    const said = random.pick(['Go module.', 'A small Go library.', `${name} for Go.`, 'Fast and simple.']);
    files.set(path, bytesOf(`# ${name}\n\n${said}\n\n    go get ${module.path}\n`));
  }
}

function isInstallLine(line: string, own: string): boolean {
  return line.includes(own) && /\bgo (?:get|install)\b|^\s*(?:import\s+)?(?:\w+\s+)?"/.test(line);
}
