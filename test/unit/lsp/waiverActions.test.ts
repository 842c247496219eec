import { posix } from 'node:path';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { NameJudge } from '../../../server/src/audit/index.ts';
import { abilitiesOf } from '../../../server/src/lsp/abilities.ts';
import { Analyst } from '../../../server/src/lsp/analyst.ts';
import { Modules } from '../../../server/src/lsp/modules.ts';
import type { FoundPolicy, Policies } from '../../../server/src/lsp/policies.ts';
import { Session } from '../../../server/src/lsp/session.ts';
import { FIX_ALL, waiverActions } from '../../../server/src/lsp/waiverActions.ts';
import { parsePolicy } from '../../../server/src/policy/index.ts';
import { buildIndex } from '../../../server/src/typosquat/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { EMPTY_FEED } from '../audit/feeds.ts';

const URI = 'file:///app/.modproof.json';
const GO_MOD =
  'module app\n\nrequire github.com/hedgehog-go/burrow v1.2.0\nrequire example.test/harmless v1.2.0\n';
const ABLE = abilitiesOf({ workspace: { workspaceEdit: { documentChanges: true } } }, {});
const NAMES = new NameJudge(() => buildIndex([{ path: 'github.com/hedgehog/burrow', weight: 300 }]));

const waiver = (code: string, module: string, rest: object = {}): object => ({
  code,
  module,
  version: 'v1.2.0',
  reason: 'we know',
  ...rest,
});
const LIVING = waiver('squat/owner-affix', 'github.com/hedgehog-go/burrow');
const DEAD = waiver('squat/owner-affix', 'example.test/harmless');
const DEAD_TOO = waiver('squat/misspelling', 'example.test/harmless');
const OVER = waiver('squat/owner-affix', 'github.com/hedgehog-go/burrow', { until: '2020-01-01' });

/** What is offered for a policy of these waivers at a place of its text. */
function offered(waivers: readonly object[], at: (text: string) => number) {
  const text = `${JSON.stringify({ waivers }, null, 2)}\n`;
  const { policy, problems } = parsePolicy(text, '/app/.modproof.json');
  expect(problems).toEqual([]);
  const found: FoundPolicy = { policy, path: '/app/.modproof.json', text, problems };
  const policies = { of: () => found } as unknown as Policies;
  const session = new Session();
  const modules = new Modules(
    {
      files: null as never,
      disk: null as never,
      path: posix,
      openText: () => null,
      openPaths: () => [],
      gowork: async () => '',
      log: () => undefined,
    },
    () => undefined,
  );
  const goMod = session.put('file:///app/go.mod', 1, GO_MOD);
  if (goMod === null) throw new Error('a go.mod is one of ours');
  modules.put(goMod);
  const clock = { now: () => Date.parse('2024-06-01T00:00:00Z'), sleep: async () => undefined };
  const learning = { known: () => null } as never;
  const analyst = new Analyst({
    modules,
    policies,
    learning,
    names: () => NAMES,
    settings: () => null,
    feed: () => EMPTY_FEED,
    clock,
  } as never);
  const document = session.put(URI, 1, text);
  if (document === null) throw new Error('a policy is one of ours');
  const services = {
    modules,
    analyst,
    names: () => NAMES,
    feed: () => EMPTY_FEED,
    clock,
    pageOf: () => null,
    relatedTo: () => [],
  };
  const offset = at(text);
  const actions = waiverActions(
    document,
    ({ start, end }) => start <= offset && offset <= end,
    services as never,
    session,
    ABLE,
  );
  return { actions, text };
}

/** The waivers that an action leaves. */
function leftBy(action: CodeAction | undefined, text: string): readonly unknown[] {
  const edits = (action?.edit?.documentChanges ?? []).flatMap((one) => (one as TextDocumentEdit).edits);
  expect(edits).toHaveLength(1);
  const after = TextDocument.applyEdits(TextDocument.create(URI, 'json', 1, text), edits as never);
  return (JSON.parse(after) as { waivers: readonly unknown[] }).waivers;
}

const titled = (actions: readonly CodeAction[], word: RegExp): CodeAction | undefined =>
  actions.find(({ title }) => word.test(title));

describe('what can be done about waivers', () => {
  test('is nothing where all accept something', () => {
    expect(offered([LIVING], (text) => text.indexOf('squat/')).actions).toEqual([]);
  });

  test('that accept nothing is to remove the one, and all of them', () => {
    const waivers = [DEAD, LIVING, DEAD_TOO];
    const { actions, text } = offered(waivers, (whole) => whole.indexOf('squat/misspelling'));
    expect(actions.map(({ title, kind }) => [title, kind])).toEqual([
      ['Remove the waiver of squat/misspelling for example.test/harmless', 'quickfix'],
      ['Remove all waivers that accept nothing', FIX_ALL],
    ]);
    expect(leftBy(actions[0], text)).toEqual([DEAD, LIVING]);
    expect(leftBy(titled(actions, /all/), text)).toEqual([LIVING]);
  });

  test('that stand beside each other is to remove both with one edit', () => {
    const { actions, text } = offered([DEAD, DEAD_TOO], () => 0);
    expect(leftBy(titled(actions, /all/), text)).toEqual([]);
    const between = offered([LIVING, DEAD, DEAD_TOO, OVER], () => 0);
    expect(leftBy(titled(between.actions, /all/), between.text)).toEqual([LIVING, OVER]);
  });

  test('that are over is to remove the one, and is no matter for all at once', () => {
    const { actions, text } = offered([OVER], (whole) => whole.indexOf('2020-01-01'));
    expect(actions.map(({ kind }) => kind)).toEqual(['quickfix']);
    expect(leftBy(actions[0], text)).toEqual([]);
  });

  test('elsewhere is to remove all alone', () => {
    const { actions } = offered([LIVING, DEAD], () => 0);
    expect(actions.map(({ kind }) => kind)).toEqual([FIX_ALL]);
  });
});
