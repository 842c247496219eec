import type { Span } from '../text/index.ts';
import type { GoDirective, Godebug, Toolchain } from './file.ts';
import { quoted } from './problem.ts';
import type { DirectiveReader } from './reader.ts';

const GO_VERSION = /^[1-9][0-9]*\.(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))?(?:[a-z]+[0-9]+)?$/;
const LAX_GO_VERSION = /^v?([1-9][0-9]*\.(?:0|[1-9][0-9]*))[^0-9]/;

/** Reads `go 1.21`. The lax reading takes "1.21" from "v1.21.x", as for the go.mod of a requirement. */
export function readGo(reader: DirectiveReader, lax: boolean): GoDirective | null {
  const word = reader.onlyArgument('go 1.23.0');
  if (word === null) return null;
  const version = GO_VERSION.test(word.text)
    ? word.text
    : lax
      ? LAX_GO_VERSION.exec(word.text)?.[1]
      : undefined;
  if (version === undefined) {
    return reader.refuse(
      `${quoted(word.text)} is not a Go version; it must have the form 1.23.0.`,
      word.span,
    );
  }
  return { version, versionSpan: word.span, span: reader.line.span };
}

/** Reads `toolchain go1.21.0` or `toolchain default`. */
export function readToolchain(reader: DirectiveReader): Toolchain | null {
  const word = reader.onlyArgument('toolchain go1.23.0');
  if (word === null) return null;
  if (!/^(?:default$|go1(?:$|\.))/.test(word.text)) {
    return reader.refuse(
      `${quoted(word.text)} is not a toolchain; it must be default or have the form go1.23.0.`,
      word.span,
    );
  }
  return { name: word.text, nameSpan: word.span, span: reader.line.span };
}

/** Reads `godebug key=value`. */
export function readGodebug(reader: DirectiveReader): Godebug | null {
  const [word] = reader.args;
  const equals = word?.text.indexOf('=') ?? -1;
  if (reader.argCount !== 1 || word === undefined || equals < 0 || /["`',]/.test(word.text)) {
    return reader.refuse('The godebug directive needs one setting, as in: godebug key=value');
  }
  return { key: word.text.slice(0, equals), value: word.text.slice(equals + 1), span: reader.line.span };
}

/** Reads a directive with one path, such as `tool` or `use`. */
export function readPath(
  reader: DirectiveReader,
  usage: string,
): { path: string; pathSpan: Span; span: Span } | null {
  const word = reader.onlyArgument(usage);
  if (word === null) return null;
  const path = reader.string(word);
  return path === null ? null : { path, pathSpan: word.span, span: reader.line.span };
}
