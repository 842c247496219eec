import {
  goVersionOf,
  type ModFile,
  modulePath,
  type Problem,
  parseModFile,
  parseWorkFile,
  type WorkFile,
} from '../../server/src/modfile/index.ts';
import { decodeUtf8, type Span } from '../../server/src/text/index.ts';
import { DEVIATIONS } from './deviations.ts';
import { GoPositions } from './goPositions.ts';

/** Verb, values, and the place: line, rune column and byte of both ends. */
interface Directive {
  readonly v: string;
  readonly a: readonly string[];
  readonly p: readonly number[];
}

/** What golang.org/x/mod says: the line and column of each error, or all directives. */
interface Reading {
  readonly errors?: readonly (readonly [number, number])[];
  readonly syntax?: boolean;
  readonly file?: readonly Directive[];
}

/** One go.mod or go.work and what golang.org/x/mod says of it. `lax` is absent when it equals `strict`. */
export interface ModFileVector {
  readonly name?: string;
  readonly text?: string;
  readonly base64?: string;
  readonly strict: Reading;
  readonly lax?: Reading;
  readonly modulePath?: string;
  readonly goVersion?: string;
}

/** What our reading of a go.mod lacks or has wrong; empty when it agrees with Go in everything. */
export function compareModFile(vector: ModFileVector): string[] {
  const { bytes, text } = input(vector);
  const positions = new GoPositions(bytes, text);
  const strict = parseModFile(text);
  const lax = parseModFile(text, { lax: true });
  return [
    ...compareReading('strict', vector.strict, directivesOf(strict.file), strict.problems, positions),
    ...compareReading('lax', vector.lax ?? vector.strict, directivesOf(lax.file), lax.problems, positions),
    ...compareTokens(strict.file, text),
    ...equal('module path', modulePath(text), vector.modulePath ?? ''),
    ...equal('go version', goVersionOf(text) ?? '', vector.goVersion ?? ''),
  ];
}

/** As {@link compareModFile}, for a go.work. */
export function compareWorkFile(vector: ModFileVector): string[] {
  const { bytes, text } = input(vector);
  const positions = new GoPositions(bytes, text);
  const { file, problems } = parseWorkFile(text);
  return [
    ...compareReading('work', vector.strict, workDirectivesOf(file), problems, positions),
    ...compareTokens(file, text),
  ];
}

/** What is wrong, vector by vector; a known deviation is wrong when it is none any more. */
export function disagreements(
  vectors: readonly ModFileVector[],
  compare: (vector: ModFileVector) => string[],
): string[] {
  const found: string[] = [];
  for (const vector of vectors) {
    const differences = compare(vector);
    const known = vector.text !== undefined && DEVIATIONS.has(vector.text);
    if (known === differences.length > 0) continue;
    found.push(`${nameOf(vector)}\n  ${known ? 'is no deviation any more' : differences.join('\n  ')}`);
  }
  return found;
}

/** What to call a vector in a message: its name, or the start of its text. */
function nameOf(vector: ModFileVector): string {
  return vector.name ?? JSON.stringify(input(vector).text.slice(0, 200));
}

function input(vector: ModFileVector): { bytes: Uint8Array; text: string } {
  const bytes =
    vector.base64 === undefined
      ? new TextEncoder().encode(vector.text)
      : Buffer.from(vector.base64, 'base64');
  return { bytes, text: decodeUtf8(bytes) };
}

type Ours = readonly [verb: string, span: Span, ...values: string[]];

function directivesOf(file: ModFile): Ours[] {
  const ours: Ours[] = [];
  if (file.module !== null) ours.push(['module', file.module.span, file.module.path, file.module.deprecated]);
  if (file.go !== null) ours.push(['go', file.go.span, file.go.version]);
  if (file.toolchain !== null) ours.push(['toolchain', file.toolchain.span, file.toolchain.name]);
  for (const d of file.godebug) ours.push(['godebug', d.span, d.key, d.value]);
  for (const d of file.require) ours.push(['require', d.span, d.path, d.version, String(d.indirect)]);
  for (const d of file.exclude) ours.push(['exclude', d.span, d.path, d.version]);
  for (const d of file.replace) ours.push(replaceOf(d));
  for (const d of file.retract) ours.push(['retract', d.span, d.low, d.high, d.rationale]);
  for (const d of file.tool) ours.push(['tool', d.span, d.path]);
  for (const d of file.ignore) ours.push(['ignore', d.span, d.path]);
  return ours;
}

function workDirectivesOf(file: WorkFile): Ours[] {
  const ours: Ours[] = [];
  if (file.go !== null) ours.push(['go', file.go.span, file.go.version]);
  if (file.toolchain !== null) ours.push(['toolchain', file.toolchain.span, file.toolchain.name]);
  for (const d of file.godebug) ours.push(['godebug', d.span, d.key, d.value]);
  for (const d of file.use) ours.push(['use', d.span, d.path]);
  for (const d of file.replace) ours.push(replaceOf(d));
  return ours;
}

function replaceOf(d: ModFile['replace'][number]): Ours {
  return ['replace', d.span, d.oldPath, d.oldVersion ?? '', d.newPath, d.newVersion ?? ''];
}

function compareReading(
  mode: string,
  theirs: Reading,
  directives: readonly Ours[],
  problems: readonly Problem[],
  positions: GoPositions,
): string[] {
  if (theirs.errors === undefined) {
    const ours = directives.map(([v, span, ...a]) => ({
      v,
      a,
      p: [...positions.at(span.start), ...positions.at(span.end)],
    }));
    const refused = problems.map((problem) => `${mode}: Go accepts it, we say: ${problem.message}`);
    return [...refused, ...equal(`${mode} directives`, ours, theirs.file ?? [])];
  }
  const lines = problems.map(({ span }) => [positions.at(span.start)[0], positions.at(span.end)[0]] as const);
  if (theirs.syntax === true) {
    const [first = [0, 0]] = theirs.errors;
    const found = lines.some(([start, end]) => start <= first[0] && first[0] <= end);
    const kind = problems.some((problem) => problem.kind === 'syntax');
    return found && kind
      ? []
      : [`${mode}: no syntax problem on line ${first[0]}, only on ${JSON.stringify(lines)}`];
  }
  const syntax = problems.filter(({ kind }) => kind === 'syntax').map(({ message }) => `${mode}: ${message}`);
  // Problems beyond the limit are not kept.
  const expected = theirs.errors.map(([line]) => line).slice(0, 1000);
  return [
    ...syntax,
    ...equal(
      `${mode} error lines`,
      lines.map(([start]) => start),
      expected,
    ),
  ];
}

function compareTokens(file: ModFile | WorkFile, text: string): string[] {
  const parts: string[] = [];
  for (const token of file.tokens) {
    if (token.end <= token.start) return ['there is an empty token'];
    parts.push(text.slice(token.start, token.end));
  }
  return equal('joined tokens', parts.join(''), text);
}

function equal(what: string, ours: unknown, theirs: unknown): string[] {
  const left = JSON.stringify(ours);
  const right = JSON.stringify(theirs);
  return left === right ? [] : [`${what}: we have ${left.slice(0, 2000)}, Go has ${right.slice(0, 2000)}`];
}
