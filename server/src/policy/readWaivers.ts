import type { Node } from 'jsonc-parser';
import { FINDING_CODES, type FindingCode, isFindingCode } from '../finding/index.ts';
import { canonicalVersion } from '../module/index.ts';
import { type Complain, type Member, membersOf, spanOf } from './jsonNode.ts';
import type { Waiver } from './waiver.ts';

/** Reads the list of waivers; what cannot be followed is left out with a problem on its token. */
export function readWaivers(list: Node, complain: Complain): readonly Waiver[] {
  if (list.type !== 'array') {
    complain(list, '"waivers" is a list of objects.');
    return [];
  }
  return (list.children ?? []).flatMap((node, index): Waiver[] => {
    if (node.type !== 'object') {
      complain(node, 'A waiver is an object: code, module, version and reason.');
      return [];
    }
    const waiver = readWaiver(node, index, complain);
    return waiver === null ? [] : [waiver];
  });
}

const REQUIRED = ['code', 'module', 'version', 'reason'] as const;
const OPTIONAL = ['owner', 'until', 'evidence'] as const;

/** What each key of a waiver must be. A reason why it is not, or null. */
const CHECKS: Readonly<Record<string, (value: string) => string | null>> = {
  code: (value) => {
    if (!isFindingCode(value))
      return `There is no finding code ${JSON.stringify(value)}. Codes: ${FINDING_CODES.join(', ')}.`;
    return value.startsWith('policy/waiver-')
      ? 'What is said of a waiver cannot be waived; change the waiver.'
      : null;
  },
  module: (value) => (/\s/.test(value) ? 'A module path has no blanks.' : null),
  version: (value) =>
    value === '' || canonicalVersion(value) === value
      ? null
      : 'A version is written in full, such as v1.2.3, or is empty for a finding that has none.',
  reason: (value) => (value.trim() === '' ? 'A waiver says why: its reason cannot be empty.' : null),
  owner: (value) => (value.trim() === '' ? 'An owner cannot be empty.' : null),
  until: (value) => (isDay(value) ? null : 'The last day of a waiver is written as YYYY-MM-DD.'),
  evidence: (value) =>
    /^sha256:[0-9a-f]{64}$/.test(value)
      ? null
      : 'Evidence is written as sha256: and 64 hex digits in small letters.',
};

function readWaiver(node: Node, index: number, complain: Complain): Waiver | null {
  const members = new Map<string, Member>();
  let isSound = true;
  const refuse: Complain = (place, message) => {
    isSound = false;
    complain(place, message);
  };
  for (const member of membersOf(node, refuse)) {
    const { key, keyNode, value } = member;
    const check = Object.hasOwn(CHECKS, key) ? CHECKS[key] : undefined;
    if (check === undefined) {
      const keys = [...REQUIRED, ...OPTIONAL].join(', ');
      refuse(keyNode, `${JSON.stringify(key)} is not understood by this version. A waiver has ${keys}.`);
      continue;
    }
    members.set(key, member);
    const problem =
      typeof value.value === 'string' ? check(value.value) : `${JSON.stringify(key)} is a text.`;
    if (problem !== null) refuse(value, problem);
  }
  for (const key of REQUIRED) {
    const opening = { start: node.offset, end: node.offset + 1 };
    if (!members.has(key)) refuse(opening, `A waiver needs ${JSON.stringify(key)}.`);
  }
  if (!isSound) return null;
  const textOf = (key: string): string | null => {
    const value: unknown = members.get(key)?.value.value;
    return typeof value === 'string' ? value : null;
  };
  const until = members.get('until');
  return {
    code: textOf('code') as FindingCode,
    module: textOf('module') ?? '',
    version: textOf('version') ?? '',
    reason: textOf('reason') ?? '',
    owner: textOf('owner'),
    until: textOf('until'),
    evidence: textOf('evidence'),
    index,
    span: spanOf(node),
    untilSpan: until === undefined ? null : spanOf(until.value),
  };
}

/** Tells whether `text` is a day of the calendar, as YYYY-MM-DD. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  // The 30th of February is taken for a day in March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
