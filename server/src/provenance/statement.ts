import { LIMITS } from './limits.ts';

/** An in-toto statement. Its parts are as whoever signed it wrote them. */
export interface Statement {
  readonly predicateType: string;
  readonly predicate: Fields;
  /** Every digest of every subject, lower-case hex. */
  readonly digests: ReadonlySet<string>;
}

/** The fields of a JSON object, of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>;

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const STATEMENT_TYPES = new Set(['https://in-toto.io/Statement/v1', 'https://in-toto.io/Statement/v0.1']);

/** Reads the payload of an envelope; what is wrong with it where it is no statement. */
export function readStatement(
  payloadType: string,
  payloadBytes: Uint8Array,
): Statement | { readonly problem: string } {
  if (payloadType !== PAYLOAD_TYPE) return { problem: 'what is signed is no in-toto statement' };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payloadBytes));
  } catch {
    return { problem: 'the statement is no JSON' };
  }
  const { _type, subject, predicateType, predicate } = fieldsOf(value);
  if (typeof _type !== 'string' || !STATEMENT_TYPES.has(_type))
    return { problem: 'it is no in-toto statement of a version that is read' };
  if (typeof predicateType !== 'string') return { problem: 'the statement does not say what it states' };
  const subjects = listOf(subject);
  if (subjects.length === 0 || subjects.length > LIMITS.subjects)
    return { problem: 'the statement is about nothing, or about too much' };
  const digests = subjects.flatMap((one) => Object.values(fieldsOf(fieldsOf(one).digest)));
  return {
    predicateType,
    predicate: fieldsOf(predicate),
    digests: new Set(digests.filter((digest) => typeof digest === 'string')),
  };
}

/** The fields of a value; none where it is no object. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The items of a value; none where it is no list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
