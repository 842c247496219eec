import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Connection,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { evidenceHash, type Finding } from '../../finding/index.ts';
import { COMMANDS } from '../../protocol/index.ts';
import { LineIndex, type Span } from '../../text/index.ts';
import type { Abilities } from '../abilities.ts';
import { BEHIND, isBehind, toWorkspaceEdit } from '../edits.ts';
import { findingsIn, type PlacedFinding } from '../remarks.ts';
import {
  mainModuleFor,
  type Proposal,
  proposeDirective,
  proposeReplacement,
  proposeUpgrade,
} from '../replacing.ts';
import { cancelledBy } from '../signal.ts';
import { FIX_ALL, waiverActions } from '../waiverActions.ts';
import type { Workbench } from '../workbench.ts';

/** What an action needs to know of itself when its edit is asked for. */
type ActionData = {
  readonly uri: string;
  readonly module: string;
  readonly version: string;
} & ({ readonly does: 'replace' | 'direct'; readonly to: string } | { readonly does: 'upgrade' });

/** `textDocument/codeAction`: what would settle the findings at a place. Edits are made out when one is chosen. */
export function bindCodeActions(
  connection: Connection,
  bench: Workbench,
  abilities: () => Abilities,
  settled: Promise<void>,
): void {
  connection.onCodeAction(async (params, token) => {
    const actions = actionsFor(params, bench, abilities());
    if (abilities().resolvesEdits) return actions;
    await settled;
    return Promise.all(
      actions.map((action) => resolved(action, bench, abilities(), cancelledBy(token), true)),
    );
  });
  connection.onCodeActionResolve(async (action, token) => {
    await settled;
    return resolved(action, bench, abilities(), cancelledBy(token), false);
  });
}

function actionsFor(params: CodeActionParams, bench: Workbench, abilities: Abilities): CodeAction[] {
  const { uri } = params.textDocument;
  const document = bench.session.get(uri);
  if (document === null) return [];
  const { only } = params.context;
  const isWanted = ({ kind = '' }: CodeAction): boolean =>
    // What fixes all is for those who ask for it.
    only === undefined ? kind !== FIX_ALL : only.some((wanted) => isWithin(kind, wanted));
  if (document.kind === 'policy') {
    const lines = new LineIndex(document.text);
    const [start, end] = [lines.offsetAt(params.range.start), lines.offsetAt(params.range.end)];
    const touches = (span: Span): boolean => span.start <= end && span.end >= start;
    return waiverActions(document, touches, bench.remarks, bench.session, abilities).filter(isWanted);
  }
  if (only !== undefined && !only.some((kind) => isWithin(CodeActionKind.QuickFix, kind))) return [];
  const actions = new Map<string, CodeAction>();
  for (const placed of findingsIn(document, params.range, bench.remarks)) {
    const diagnostics = params.context.diagnostics.filter((one) => isAbout(one, placed.finding));
    for (const action of actionsOn(placed, uri, bench, abilities)) {
      const known = actions.get(action.title);
      if (known === undefined) actions.set(action.title, { ...action, diagnostics });
      else known.diagnostics = [...(known.diagnostics ?? []), ...diagnostics];
    }
  }
  return [...actions.values()];
}

function actionsOn(
  { finding, analysis }: PlacedFinding,
  uri: string,
  bench: Workbench,
  abilities: Abilities,
): CodeAction[] {
  const { commands } = abilities;
  const { code, module, version, fixes, severity } = finding;
  const actions: CodeAction[] = [];
  const quick = (title: string, rest: Partial<CodeAction>): void =>
    void actions.push({ title, kind: CodeActionKind.QuickFix, ...rest });
  const requirement = analysis.byKey.get(`${module}@${version}`);
  const isRequired = requirement !== undefined && requirement.dependency.replacement === null;
  for (const fix of fixes) {
    const removal = fix.kind === 'remove-characters' ? removeCharacters(finding, bench, abilities) : null;
    if (removal !== null) quick(fix.title, { edit: removal });
    if (fix.kind !== 'replace-module' || fix.to === undefined) continue;
    if (requirement !== undefined && !isRequired) continue;
    const data = { uri, module, version, to: fix.to };
    const isCertain = severity === 'error' || severity === 'warning';
    quick(`Replace ${module} with ${fix.to}`, {
      data: { ...data, does: 'replace' } satisfies ActionData,
      ...(isCertain ? { isPreferred: true } : {}),
    });
    if (isRequired)
      quick(`Add "replace ${module} => ${fix.to}"`, {
        data: { ...data, does: 'direct' } satisfies ActionData,
      });
  }
  if (/^(?:origin|version|feed|checksum)\//.test(code) && isRequired)
    quick(`Upgrade ${module} to the next version that is the same as upstream`, {
      data: { uri, module, version, does: 'upgrade' } satisfies ActionData,
    });
  const command = (title: string, name: string, argument: object): void => {
    if (commands.has(name)) quick(title, { command: { title, command: name, arguments: [argument] } });
  };
  const subject = { module, version };
  if (requirement?.facts.content.state === 'diverged') {
    command('Show the difference between mirror and upstream', COMMANDS.showDifference, subject);
    command("Copy a report for the mirror's operator", COMMANDS.copyReport, subject);
  }
  command(`Accept ${code} of ${module || 'this file'}, with a reason`, COMMANDS.acceptFinding, {
    ...subject,
    uri,
    code,
    evidence: evidenceHash(finding),
  });
  const page = bench.services.pageOf(code);
  if (page !== null) command(`What ${code} means`, COMMANDS.openPage, { code, uri: page });
  return actions;
}

/** Takes out what nobody sees: the finding stands on exactly that. */
function removeCharacters(
  { location }: Finding,
  bench: Workbench,
  abilities: Abilities,
): WorkspaceEdit | null {
  const text = location === null ? undefined : bench.modules.at(location.path)?.text;
  if (location === null || text === undefined) return null;
  const edits = [{ span: location.span, newText: '' }];
  return toWorkspaceEdit([{ path: location.path, text, edits }], bench.session, abilities);
}

/** Makes out the edit of an action. With `quiet` nothing is said: nobody has chosen it yet. */
async function resolved(
  action: CodeAction,
  bench: Workbench,
  abilities: Abilities,
  signal: AbortSignal,
  quiet: boolean,
): Promise<CodeAction> {
  const data = action.data as ActionData | undefined;
  if (data === undefined || action.edit !== undefined) return action;
  const document = bench.session.get(data.uri);
  const goMod = document === null ? null : mainModuleFor(document.path, data.module, bench);
  if (goMod === null) {
    if (!quiet) bench.editor.tell(`${data.module} is not required there any more.`);
    return action;
  }
  const proposal = await propose(goMod, data, bench, signal);
  if (isBehind(proposal.files, bench.session)) {
    if (!quiet) bench.editor.tell(BEHIND);
    return action;
  }
  if (proposal.note !== '' && !quiet) bench.editor.tell(proposal.note);
  const edit = toWorkspaceEdit(proposal.files, bench.session, abilities);
  return edit === null ? action : { ...action, edit };
}

function propose(
  goMod: NonNullable<ReturnType<typeof mainModuleFor>>,
  data: ActionData,
  bench: Workbench,
  signal: AbortSignal,
): Promise<Proposal> {
  const module = { path: data.module, version: data.version };
  switch (data.does) {
    case 'replace':
      return proposeReplacement(goMod, module, data.to, bench, signal);
    case 'direct':
      return proposeDirective(goMod, module, data.to, bench, signal);
    case 'upgrade':
      return proposeUpgrade(goMod, module, bench, signal);
  }
}

function isAbout({ source, code, data }: Diagnostic, finding: Finding): boolean {
  const about = data as { module?: unknown; version?: unknown } | undefined;
  if (source !== 'modproof' || code !== finding.code) return false;
  // Some editors do not hand `data` back.
  return about === undefined || (about.module === finding.module && about.version === finding.version);
}

/** Kinds of actions are hierarchical: `quickfix.x` is a `quickfix`. */
function isWithin(kind: string, wanted: string): boolean {
  return kind === wanted || kind.startsWith(`${wanted}.`);
}
