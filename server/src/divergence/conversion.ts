import type { AttributeState } from './attributeFile.ts';
import type { PathAttributes } from './attributes.ts';
import { findEncoding, type TextEncoding } from './encoding.ts';

/**
 * What happens to line ends. `never`: nothing. `always`: every LF without CR gets
 * one. `ifText`: the same, but only where git takes the content for text with LF alone.
 */
export type LineEndings = 'never' | 'always' | 'ifText';

/** What `git archive` does to the content of one path. */
export interface Conversion {
  readonly lineEndings: LineEndings;
  readonly ident: boolean;
  /** The encoding written instead of UTF-8; null for none; `unknown` for one that is not implemented here. */
  readonly encoding: TextEncoding | 'unknown' | null;
  /** The filter driver's name, or null. Drivers are programs on the builder's machine and are never run here. */
  readonly filter: string | null;
  /** True for a working-tree-encoding without a value, at which git gives up on the whole archive. */
  readonly isFatal: boolean;
}

/** The settings of a machine that makes archives, as far as they change contents. */
export interface Builder {
  /** `core.autocrlf`. With `input` goes `core.eol=lf`. */
  readonly autoCrlf: 'input' | 'true';
  /** Attributes of the machine itself; those of the commit stand above them. */
  readonly attributes: PathAttributes;
}

/** What the go command asks git for, on a machine without attributes of its own, such as the public mirror's. */
export const GO_COMMAND: Builder = { autoCrlf: 'input', attributes: new Map() };

/** What the oldest versions of the go command left to Windows. */
export const WINDOWS: Builder = { autoCrlf: 'true', attributes: new Map() };

/**
 * Reads from the attributes of a path what `git archive` does to its content
 * on the builder's machine.
 *
 * Follows convert_attrs and output_eol of git's convert.c.
 */
export function readConversion(ofPath: PathAttributes, builder: Builder = GO_COMMAND): Conversion {
  const own = builder.attributes;
  const attributes = own.size === 0 ? ofPath : new Map([...own, ...ofPath]);
  const written = attributes.get('working-tree-encoding');
  return {
    lineEndings: lineEndings(attributes, builder.autoCrlf),
    ident: attributes.get('ident')?.kind === 'set',
    encoding: written?.kind === 'value' && written.value !== '' ? findEncoding(written.value) : null,
    filter: textOf(attributes.get('filter')),
    isFatal: written?.kind === 'set',
  };
}

/** Tells whether a conversion leaves every content as it is, filters aside. */
export function isIdentity({ lineEndings, ident, encoding }: Conversion): boolean {
  return lineEndings === 'never' && !ident && encoding === null;
}

function lineEndings(attributes: PathAttributes, autoCrlf: Builder['autoCrlf']): LineEndings {
  // `crlf` is the old name of `text`, asked only where `text` says nothing.
  const text = textuality(attributes.get('text')) ?? textuality(attributes.get('crlf'));
  if (text === 'binary') return 'never';
  const eol = textOf(attributes.get('eol'));
  if (eol === 'lf') return 'never';
  if (eol === 'crlf') return text === 'auto' ? 'ifText' : 'always';
  if (autoCrlf === 'input' || text === 'input') return 'never';
  return text === 'text' ? 'always' : 'ifText';
}

function textuality(state: AttributeState | undefined): 'text' | 'binary' | 'auto' | 'input' | null {
  if (state?.kind === 'set') return 'text';
  if (state?.kind === 'unset') return 'binary';
  const value = textOf(state);
  return value === 'auto' || value === 'input' ? value : null;
}

function textOf(state: AttributeState | undefined): string | null {
  return state?.kind === 'value' ? state.value : null;
}
