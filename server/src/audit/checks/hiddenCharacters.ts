import type { Observation } from '../../finding/index.ts';
import { type HiddenCharacter, hiddenCharacters, nonAsciiCharacters } from '../../typosquat/index.ts';
import type { AuditFile } from '../auditFile.ts';

/** More than this many are counted and not listed: the text is attacker-controlled. */
const MAX_LISTED = 20;

/** Holds nothing but printable ASCII and blanks. */
const PLAIN = /^[\t\n\r\x20-\x7e]*$/;

/**
 * Finding: squat/hidden-characters
 *
 * The file holds characters that are not seen, or seen as others: anything but
 * ASCII in a path or a version, and bidirectional controls or invisible
 * characters anywhere, comments included.
 */
export function observeHiddenCharacters(file: AuditFile): readonly Observation[] {
  // Almost all files are plain, and this runs at every key.
  if (PLAIN.test(file.text)) return [];
  const found = new Map<number, HiddenCharacter>();
  for (const character of hiddenCharacters(file.text)) found.set(character.span.start, character);
  for (const { start, end } of nameSpans(file)) {
    for (const character of nonAsciiCharacters(file.text.slice(start, end), start)) {
      found.set(character.span.start, character);
    }
  }
  const sorted = [...found.values()].sort((a, b) => a.span.start - b.span.start);
  const observations = sorted.slice(0, MAX_LISTED).map((character) => observationOf(file, character));
  const more = sorted.length - MAX_LISTED;
  const last = observations.at(-1);
  if (more > 0 && last !== undefined) {
    observations[observations.length - 1] = {
      ...last,
      evidence: [...last.evidence, { kind: 'more', text: `${more} more such characters in this file` }],
    };
  }
  return observations;
}

function observationOf(file: AuditFile, character: HiddenCharacter): Observation {
  const code = `U+${character.codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  return {
    code: 'squat/hidden-characters',
    grade: 'usual',
    module: '',
    version: '',
    message:
      character.kind === 'non-ascii'
        ? `A path or version holds ${character.name} (${code}), which no module path or version may hold.`
        : `The file holds ${character.name} (${code}), which readers do not see.`,
    location: { path: file.path, span: character.span },
    evidence: [{ kind: 'character', text: `${code} ${character.name}` }],
    restsOn: [code, around(file.text, character.span)],
    fixes: [{ title: `Remove ${code}`, kind: 'remove-characters' }],
  };
}

/** The line that holds a character, or what is near to it in a long one: elsewhere it is another finding. */
function around(text: string, { start, end }: HiddenCharacter['span']): string {
  const before = text.slice(Math.max(0, start - MAX_AROUND), start);
  const behind = text.slice(end, end + MAX_AROUND);
  const line = before.slice(before.lastIndexOf('\n') + 1) + text.slice(start, end) + behind.split('\n', 1)[0];
  return line.trim();
}

/** How much of a line counts on either side of a character. In UTF-16 units. */
const MAX_AROUND = 500;

/** Where names and versions of modules stand; not the file system paths of replacements and `use`. */
function nameSpans(file: AuditFile): readonly { start: number; end: number }[] {
  const { content } = file;
  const replace = content.file.replace.flatMap((one) => [
    one.oldPathSpan,
    ...(one.oldVersionSpan === null ? [] : [one.oldVersionSpan]),
    ...(one.newVersionSpan === null ? [] : [one.newPathSpan, one.newVersionSpan]),
  ]);
  if (content.kind === 'go.work') return replace;
  const { module, require, exclude, tool } = content.file;
  return [
    ...(module === null ? [] : [module.pathSpan]),
    ...[...require, ...exclude].flatMap((one) => [one.pathSpan, one.versionSpan]),
    ...tool.map((one) => one.pathSpan),
    ...replace,
  ];
}
