import { checkPathMajor, splitPathVersion } from '../module/index.ts';
import type { Replace } from './file.ts';
import type { Word } from './line.ts';
import { quoted } from './problem.ts';
import type { DirectiveReader } from './reader.ts';
import { malformedSuffix } from './require.ts';

/**
 * Tells whether the right side of a replace is a directory: rooted, or
 * starting with `.` or `..` as an element, in the spelling of any system.
 */
export function isDirectoryPath(path: string): boolean {
  return /^(?:\.{1,2}$|\.{0,2}[/\\]|[A-Za-z]:)/.test(path);
}

/**
 * Reads `old [version] => new version` or `old [version] => directory`.
 *
 * A backslash in a directory is a problem unless `windows` is set, for the go
 * command accepts it on Windows alone.
 */
export function readReplace(reader: DirectiveReader, windows: boolean): Replace | null {
  const { args, argCount } = reader;
  const arrow = argCount >= 2 && args[1]?.text === '=>' ? 1 : 2;
  const [oldWord, oldVersionWord] = args;
  const newWord = args[arrow + 1];
  const shape = argCount >= arrow + 2 && argCount <= arrow + 3 && args[arrow]?.text === '=>';
  if (!shape || oldWord === undefined || newWord === undefined) {
    return reader.refuse(
      'The replace directive has the form: replace example.com/m [v1.2.3] => example.com/other v1.4.0, or => ../directory',
    );
  }
  const versionWord = arrow === 2 ? (oldVersionWord ?? null) : null;
  const old = readOld(reader, oldWord, versionWord);
  if (old === null) return null;
  const newVersionWord = args[arrow + 2] ?? null;
  const replacement = readNew(reader, newWord, newVersionWord, windows);
  if (replacement === null) return null;
  return {
    oldPath: old.path,
    oldVersion: old.version,
    newPath: replacement.path,
    newVersion: replacement.version,
    oldPathSpan: oldWord.span,
    oldVersionSpan: versionWord?.span ?? null,
    newPathSpan: newWord.span,
    newVersionSpan: newVersionWord?.span ?? null,
    span: reader.line.span,
  };
}

/** A path, and a version where one is written. */
interface Side {
  readonly path: string;
  readonly version: string | null;
}

function readOld(reader: DirectiveReader, pathWord: Word, versionWord: Word | null): Side | null {
  const path = reader.string(pathWord);
  if (path === null) return null;
  const split = splitPathVersion(path);
  if (split === null) return reader.refuse(malformedSuffix(path), pathWord.span);
  if (versionWord === null) return { path, version: null };
  const version = reader.version(versionWord);
  if (version === null) return null;
  const reason = checkPathMajor(version, split.pathMajor);
  if (reason === null) return { path, version };
  return reader.refuse(`The version ${version} does not fit ${quoted(path)}: ${reason}.`, versionWord.span);
}

function readNew(
  reader: DirectiveReader,
  pathWord: Word,
  versionWord: Word | null,
  windows: boolean,
): Side | null {
  const path = reader.string(pathWord);
  if (path === null) return null;
  if (versionWord !== null) {
    const version = reader.version(versionWord);
    if (version === null) return null;
    if (!isDirectoryPath(path)) return { path, version };
    return reader.refuse(`The directory ${quoted(path)} cannot have a version.`, versionWord.span);
  }
  if (!isDirectoryPath(path)) {
    return reader.refuse(
      path.includes('@')
        ? 'The replacement must be written as a path, a blank and a version, not with @.'
        : `The replacement ${quoted(path)} needs a version; a directory starts with ./ or ../ or is absolute.`,
      pathWord.span,
    );
  }
  if (!windows && path.includes('\\')) {
    return reader.refuse(
      'The replacement directory has a backslash, which only Windows understands.',
      pathWord.span,
    );
  }
  return { path, version: null };
}
