/**
 * What a mirror's answer means.
 *
 * `not-found` is 404 and 410, which mean the same. `blocked-as-malicious` is a
 * refusal whose text says that the mirror takes the module for malicious;
 * `forbidden` is every other refusal, of which healthy modules get some, too.
 */
export type AnswerMeaning =
  | 'ok'
  | 'not-found'
  | 'blocked-as-malicious'
  | 'forbidden'
  | 'rate-limited'
  | 'server-error'
  | 'unexpected';

/** More than any refusal has to say; the text is attacker-controlled. UTF-16 units. */
const MAX_REFUSAL_LENGTH = 4096;

/**
 * Tells what an answer with this status and this body means. The body is looked
 * at for status 403 alone, and only its first 4096 UTF-16 units.
 */
export function meaningOf(status: number, bodyText: string): AnswerMeaning {
  if (status === 200) return 'ok';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 403 && saysMalicious(bodyText)) return 'blocked-as-malicious';
  if (status === 401 || status === 403 || status === 407 || status === 451) return 'forbidden';
  if (status === 429) return 'rate-limited';
  if (status >= 500 && status <= 599) return 'server-error';
  return 'unexpected';
}

/**
 * Tells whether a refusal states, about this module, that it is malicious.
 *
 * The wording of the public mirror is documented nowhere, so it is matched
 * loosely. What must not match are gateways between the user and the mirror that
 * speak of malicious sites or of what might be: those pages are HTML, speak of no
 * module, or do not state it.
 */
function saysMalicious(bodyText: string): boolean {
  const text = bodyText.slice(0, MAX_REFUSAL_LENGTH).trim().toLowerCase().replace(/\s+/g, ' ');
  if (text.startsWith('<')) return false;
  if (/\b(?:not|no|non)[ -](?:[a-z]+ ){0,3}malicious\b/.test(text)) return false;
  return (
    /\bconsiders? (?:this|the|that) (?:go )?module .{0,200}?\bmalicious\b/.test(text) ||
    /\bmodule .{0,200}?\b(?:is|was|been|as) (?:[a-z]+ ){0,4}malicious\b/.test(text)
  );
}
