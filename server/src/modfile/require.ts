import { checkPathMajor, splitPathVersion } from '../module/index.ts';
import type { Exclude, Requirement } from './file.ts';
import { quoted } from './problem.ts';
import type { DirectiveReader } from './reader.ts';

/** Reads a module path and a version of it, as in `exclude`. */
export function readExclude(reader: DirectiveReader): Exclude | null {
  const read = readRequirement(reader, false);
  if (read === null) return null;
  const { indirect: _, ...exclude } = read;
  return exclude;
}

/** Reads a module path and a version of it, as in `require`. */
export function readRequirement(reader: DirectiveReader, indirect: boolean): Requirement | null {
  const [pathWord, versionWord] = reader.args;
  if (reader.argCount !== 2 || pathWord === undefined || versionWord === undefined) {
    return reader.refuse(
      `The ${reader.verb} directive needs a path and a version, as in: ${reader.verb} example.com/m v1.2.3`,
    );
  }
  const path = reader.string(pathWord);
  if (path === null) return null;
  const version = reader.version(versionWord);
  if (version === null) return null;
  const split = splitPathVersion(path);
  if (split === null) return reader.refuse(malformedSuffix(path), pathWord.span);
  const reason = checkPathMajor(version, split.pathMajor);
  if (reason !== null) {
    return reader.refuse(`The version ${version} does not fit ${quoted(path)}: ${reason}.`, versionWord.span);
  }
  const { span } = reader.line;
  return { path, version, pathSpan: pathWord.span, versionSpan: versionWord.span, span, indirect };
}

/** Says that the end of a module path breaks the rules for major versions. */
export function malformedSuffix(path: string): string {
  return `The module path ${quoted(path)} has a major version suffix that is not valid.`;
}
