import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import {
  FINDING_CODES,
  type FindingCode,
  isFindingCode,
  SEVERITIES,
  type Severity,
} from '../finding/index.ts';
import { checkPrefixPatterns } from '../module/index.ts';
import type { Span } from '../text/index.ts';
import { type Gates, NO_GATES } from './gates.ts';
import { type Complain, membersOf, spanOf } from './jsonNode.ts';
import { DEFAULT_POLICY, type Policy, type UndeterminedChoice } from './policy.ts';
import { readGates } from './readGates.ts';
import { readWaivers } from './readWaivers.ts';
import type { Waiver } from './waiver.ts';

/** The name under which a policy is looked for, beside go.mod and above it. */
export const POLICY_FILE_NAME = '.modproof.json';

/** Something in a policy file that cannot be followed. */
export interface PolicyProblem {
  readonly span: Span;
  /** `syntax`: the text is no JSON with comments. `semantic`: it is, and says something that cannot be followed. */
  readonly kind: 'syntax' | 'semantic';
  readonly message: string;
}

/**
 * Reads a policy file: JSON with comments and trailing commas. `path` is where
 * it was read, for findings about its waivers.
 *
 * Never throws, and tells the first hundred problems. With any problem the
 * policy must not be used: a key that this version does not understand is a
 * problem, because passing over a gate would let through what the project wanted
 * stopped.
 */
export function parsePolicy(
  text: string,
  path: string | null = null,
): { policy: Policy; problems: readonly PolicyProblem[] } {
  const source = path === null ? null : { path, text };
  const refused = { ...DEFAULT_POLICY, source };
  // Some editors begin a file with a byte order mark. All places stay where they are.
  const json = text.replace(/^\ufeff/, ' ');
  const deep = tooDeepAt(json);
  if (deep !== null)
    return {
      policy: refused,
      problems: [{ span: deep, kind: 'syntax', message: 'A policy is not nested so deep.' }],
    };
  const errors: ParseError[] = [];
  const root = parseTree(json, errors, { allowTrailingComma: true });
  const problems: PolicyProblem[] = errors.slice(0, MAX_PROBLEMS).map((error) => ({
    span: { start: error.offset, end: error.offset + error.length },
    kind: 'syntax',
    message: `This is not JSON: ${wordsOf(printParseErrorCode(error.error))}.`,
  }));
  if (root?.type !== 'object') {
    if (errors.length === 0) problems.push(notAnObject(root, text));
    return { policy: refused, problems };
  }
  const complain: Complain = (place, message) => {
    if (problems.length < MAX_PROBLEMS)
      problems.push({ span: 'offset' in place ? spanOf(place) : place, kind: 'semantic', message });
  };
  return { policy: { ...refused, ...readKeys(root, complain) }, problems };
}

function notAnObject(root: Node | undefined, text: string): PolicyProblem {
  return root === undefined
    ? { span: { start: 0, end: text.length }, kind: 'syntax', message: 'The policy file is empty.' }
    : { span: spanOf(root), kind: 'semantic', message: 'A policy is a JSON object.' };
}

function readKeys(root: Node, complain: Complain): Omit<Policy, 'source' | 'machine'> {
  const severity = new Map<FindingCode, Severity | 'off'>();
  let gates: Gates = NO_GATES;
  let undetermined: UndeterminedChoice = 'pass';
  let trusted = '';
  let waivers: readonly Waiver[] = [];
  for (const { key, keyNode, value } of membersOf(root, complain)) {
    switch (key) {
      case '$schema':
        break;
      case 'severity':
        readSeverities(value, severity, complain);
        break;
      case 'gates':
        gates = readGates(value, complain);
        break;
      case 'undetermined':
        if (value.value === 'pass' || value.value === 'fail') undetermined = value.value;
        else complain(value, '"undetermined" is "pass" or "fail".');
        break;
      case 'trusted':
        trusted = readTrusted(value, complain);
        break;
      case 'waivers':
        waivers = readWaivers(value, complain);
        break;
      default:
        complain(
          keyNode,
          `${JSON.stringify(key)} is not understood by this version, so nothing was decided by it.`,
        );
    }
  }
  return { severity, gates, undetermined, trusted, waivers };
}

function readTrusted(list: Node, complain: Complain): string {
  if (list.type !== 'array') {
    complain(list, '"trusted" is a list of patterns such as "example.com/acme/*".');
    return '';
  }
  const patterns: string[] = [];
  for (const node of list.children ?? []) {
    if (typeof node.value !== 'string') {
      complain(node, 'A pattern is a text such as "example.com/acme/*".');
      continue;
    }
    const reason = checkPrefixPatterns(node.value);
    if (reason === null) patterns.push(node.value);
    else complain(node, `This is no pattern as in GOPRIVATE: ${reason}.`);
  }
  return patterns.join(',');
}

/** The bracket that opens more levels than a policy has; the parser would go down with each of them. */
function tooDeepAt(text: string): Span | null {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const start = scanner.getTokenOffset();
    const first = text[start];
    if (first === '{' || first === '[') depth++;
    else if (first === '}' || first === ']') depth--;
    if (depth > MAX_DEPTH) return { start, end: start + 1 };
  }
  return null;
}

const MAX_DEPTH = 100;

/** Whoever mends so many problems is told of the others then. */
const MAX_PROBLEMS = 100;

function readSeverities(value: Node, severity: Map<FindingCode, Severity | 'off'>, complain: Complain): void {
  if (value.type !== 'object') {
    complain(value, '"severity" is an object: finding code to severity.');
    return;
  }
  for (const { key, keyNode, value: chosen } of membersOf(value, complain)) {
    if (!isFindingCode(key)) {
      complain(
        keyNode,
        `There is no finding code ${JSON.stringify(key)}. Codes: ${FINDING_CODES.join(', ')}.`,
      );
    } else if (chosen.value === 'off' || isSeverity(chosen.value)) {
      severity.set(key, chosen.value);
    } else {
      complain(chosen, `A severity is one of ${SEVERITIES.join(', ')} or off.`);
    }
  }
}

function isSeverity(value: unknown): value is Severity {
  return (SEVERITIES as readonly unknown[]).includes(value);
}

/** Turns the library's `CloseBraceExpected` into `close brace expected`. */
function wordsOf(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
