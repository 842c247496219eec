import type { Node } from 'jsonc-parser';
import type { Span } from '../text/index.ts';

/** Says what is wrong with a part of a policy file. */
export type Complain = (place: Node | Span, message: string) => void;

/** One key of an object with its value. */
export interface Member {
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node;
}

/** The keys of an object. One that stands twice is a problem: readers of JSON take one or the other. */
export function membersOf(object: Node, complain: Complain): readonly Member[] {
  const members: Member[] = [];
  const seen = new Set<string>();
  for (const property of object.children ?? []) {
    const [keyNode, value] = property.children ?? [];
    if (keyNode === undefined || value === undefined) continue;
    const key = String(keyNode.value);
    if (seen.has(key)) complain(keyNode, `${JSON.stringify(key)} stands here twice.`);
    seen.add(key);
    members.push({ key, keyNode, value });
  }
  return members;
}

/** The place of a node in the text. */
export function spanOf(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}
