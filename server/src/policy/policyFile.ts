import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import {
  FINDING_CODES,
  type FindingCode,
  isFindingCode,
  SEVERITIES,
  type Severity,
} from '../finding/index.ts';
import type { Span } from '../text/index.ts';
import { DEFAULT_POLICY, type Policy, type UndeterminedChoice } from './policy.ts';

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
 * Reads a policy file: JSON with comments and trailing commas.
 *
 * Never throws. With any problem the policy must not be used: a key that this
 * version does not understand is a problem, because passing over a gate would
 * let through what the project wanted stopped.
 */
export function parsePolicy(text: string): { policy: Policy; problems: readonly PolicyProblem[] } {
  const deep = tooDeepAt(text);
  if (deep !== null) {
    const problem = { span: deep, kind: 'syntax' as const, message: 'A policy is not nested so deep.' };
    return { policy: DEFAULT_POLICY, problems: [problem] };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const problems: PolicyProblem[] = errors.map((error) => ({
    span: { start: error.offset, end: error.offset + error.length },
    kind: 'syntax',
    message: `This is not JSON: ${wordsOf(printParseErrorCode(error.error))}.`,
  }));
  const severity = new Map<FindingCode, Severity | 'off'>();
  let undetermined: UndeterminedChoice = 'pass';
  const complain = (node: Node, message: string): void => {
    problems.push({ span: spanOf(node), kind: 'semantic', message });
  };

  if (root === undefined || root.type !== 'object') {
    if (errors.length === 0 && root !== undefined) complain(root, 'A policy is a JSON object.');
    if (errors.length === 0 && root === undefined) {
      problems.push({
        span: { start: 0, end: text.length },
        kind: 'syntax',
        message: 'The policy file is empty.',
      });
    }
    return { policy: { severity, undetermined }, problems };
  }

  for (const { key, keyNode, value } of membersOf(root)) {
    switch (key) {
      case '$schema':
        break;
      case 'severity':
        readSeverities(value, severity, complain);
        break;
      case 'undetermined':
        if (value.value === 'pass' || value.value === 'fail') undetermined = value.value;
        else complain(value, '"undetermined" is "pass" or "fail".');
        break;
      default:
        complain(
          keyNode,
          `${JSON.stringify(key)} is not understood by this version, so nothing was decided by it.`,
        );
    }
  }
  return { policy: { severity, undetermined }, problems };
}

/** The bracket that opens more levels than a policy has; the parser would go down with each of them. */
function tooDeepAt(text: string): Span | null {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const start = scanner.getTokenOffset();
    const first = text[start];
    if (first === '{' || first === '[') depth++;
    else if (first === '}' || first === ']') depth--;
    if (depth > MAX_DEPTH) return { start, end: start + 1 };
  }
  return null;
}

const MAX_DEPTH = 100;

function readSeverities(
  value: Node,
  severity: Map<FindingCode, Severity | 'off'>,
  complain: (node: Node, message: string) => void,
): void {
  if (value.type !== 'object') {
    complain(value, '"severity" is an object: finding code to severity.');
    return;
  }
  for (const { key, keyNode, value: chosen } of membersOf(value)) {
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

function membersOf(object: Node): { key: string; keyNode: Node; value: Node }[] {
  const members: { key: string; keyNode: Node; value: Node }[] = [];
  for (const property of object.children ?? []) {
    const [keyNode, value] = property.children ?? [];
    if (keyNode !== undefined && value !== undefined)
      members.push({ key: String(keyNode.value), keyNode, value });
  }
  return members;
}

function isSeverity(value: unknown): value is Severity {
  return (SEVERITIES as readonly unknown[]).includes(value);
}

function spanOf(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}

/** Turns the library's `CloseBraceExpected` into `close brace expected`. */
function wordsOf(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
