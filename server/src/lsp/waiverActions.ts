import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { removeWaiver } from '../fix/index.ts';
import type { Waiver } from '../policy/index.ts';
import { applyEdits, type TextEdit } from '../text/index.ts';
import type { Abilities } from './abilities.ts';
import { toWorkspaceEdit } from './edits.ts';
import { placedFindings, type RemarkServices } from './remarks.ts';
import type { OpenDocument, Session } from './session.ts';

/** All waivers that accept nothing any more can be removed at once: that needs no judgement. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.modproof`;

/**
 * What can be done about the waivers of a policy file that have expired or
 * accept nothing: each can be removed, and the dead ones all together. `touches`
 * tells whether a finding is asked about.
 */
export function waiverActions(
  document: OpenDocument,
  touches: (span: { readonly start: number; readonly end: number }) => boolean,
  services: RemarkServices,
  session: Session,
  abilities: Abilities,
): CodeAction[] {
  const over = placedFindings(document, services).flatMap(({ finding, analysis, span }) => {
    const waiver = analysis.policy.policy.waivers.find(
      (one) => one.span.start <= span.start && span.end <= one.span.end,
    );
    return waiver === undefined ? [] : [{ finding, waiver, span }];
  });
  const removal = (waivers: readonly Waiver[]): Pick<CodeAction, 'edit'> => {
    const { path, text } = document;
    const edits = [editBetween(text, withoutWaivers(text, waivers))];
    const edit = toWorkspaceEdit([{ path, text, edits }], session, abilities);
    return edit === null ? {} : { edit };
  };
  const single = over.filter(({ span }) => touches(span));
  const actions = single.map(({ finding, waiver }) => ({
    title: `Remove the waiver of ${finding.module === '' ? waiver.code : `${waiver.code} for ${finding.module}`}`,
    kind: CodeActionKind.QuickFix,
    ...removal([waiver]),
  }));
  const dead = over
    .filter(({ finding }) => finding.code === 'policy/waiver-dead')
    .map(({ waiver }) => waiver);
  if (dead.length === 0) return actions;
  return [...actions, { title: 'Remove all waivers that accept nothing', kind: FIX_ALL, ...removal(dead) }];
}

/** One after the other, from the last: removing one of two neighbours touches what stands between them. */
function withoutWaivers(text: string, waivers: readonly Waiver[]): string {
  return [...waivers]
    .sort((a, b) => b.index - a.index)
    .reduce((left, { index }) => applyEdits(left, removeWaiver(left, index)), text);
}

/** The one edit that makes `after` of `before`. */
function editBetween(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let same = 0;
  while (same < most - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  return {
    span: { start, end: before.length - same },
    newText: after.slice(start, after.length - same),
  };
}
