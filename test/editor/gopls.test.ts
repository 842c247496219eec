import type { Diagnostic } from 'vscode-languageserver/node';
import { afterAll, beforeAll, describe, expect, test } from '../kit.ts';
import { requirement } from '../requirement.ts';
import { openInGopls, openInOurs, untilDiagnosed } from './gopls/conversation.ts';
import { findDoubled, textOf } from './gopls/doubled.ts';
import type { LaunchedServer } from './gopls/launched.ts';
import { runNeovim, type Seen, type SeenDiagnostic } from './gopls/neovim.ts';
import { prepareWorkspace, type Workspace } from './gopls/workspace.ts';

/** A requirement that both servers have to say something about: it is an imitation, and not imported. */
const IMITATION = {
  module: 'github.com/julienschmidt-go/httprouter',
  genuine: 'github.com/julienschmidt/httprouter',
};

/** The height of a hover above which it hides the text, for the editor shows both in one box. */
const SHORT = 25;

/** An imitation that nobody requires. */
const UNREQUIRED = { module: 'github.com/spf13-go/cobra', genuine: 'github.com/spf13/cobra' };

const gopls = requirement('gopls');
const nvim = requirement('nvim');

describe.skipIf(gopls.skip)(`gopls and our server at one go.mod (${gopls.reason})`, () => {
  let prepared: Workspace | null = null;
  /** What ours says with nobody beside it. */
  let alone: readonly Diagnostic[] = [];
  let theirs: readonly Diagnostic[] = [];
  let before: Readonly<Record<string, string>> = {};
  const workspace = (): Workspace => {
    if (prepared === null) throw new Error('the workspace is not there yet');
    return prepared;
  };
  const lineOf = (module: string): number =>
    workspace()
      .text.split('\n')
      .findIndex((line) => line.startsWith(`\t${module} `));

  beforeAll(async () => {
    prepared = await prepareWorkspace();
    before = await prepared.readFiles();
    const server = prepared.launchOurs();
    alone = await openInOurs(server.client, prepared);
    await server.stop();
  }, 120_000);
  afterAll(() => prepared?.stop());

  describe('in an editor that speaks to both', () => {
    let ours: readonly Diagnostic[] = [];
    const servers: { ours: LaunchedServer; gopls: LaunchedServer }[] = [];
    const running = () => {
      const [both] = servers;
      if (both === undefined) throw new Error('the servers do not run');
      return both;
    };
    const askBoth = <Answer>(ask: (client: LaunchedServer['client']) => Promise<Answer>) =>
      Promise.all([ask(running().ours.client), ask(running().gopls.client)]);

    beforeAll(async () => {
      servers.push({ ours: workspace().launchOurs(), gopls: workspace().launchGopls() });
      [ours, theirs] = await Promise.all([
        openInOurs(running().ours.client, workspace()),
        openInGopls(running().gopls.client, workspace()),
      ]);
    });
    afterAll(async () => {
      for (const { ours, gopls } of servers.splice(0)) await Promise.all([ours.stop(), gopls.stop()]);
    });

    test('both speak, also of one line, each under a name of its own', () => {
      const about = (list: readonly Diagnostic[], line: number) =>
        list.filter(({ range }) => range.start.line === line);
      for (const list of [ours, theirs]) expect(about(list, lineOf(IMITATION.module))).not.toEqual([]);
      expect(new Set(ours.map(({ source }) => source))).toEqual(new Set(['modproof']));
      expect(theirs.map(({ source }) => source)).not.toContain('modproof');
    });

    test('nothing is said twice', () => {
      expect(findDoubled(ours, theirs)).toEqual([]);
    });

    test('ours says all that it says alone', () => {
      expect(alone.map(({ code }) => code)).toContain('origin/diverged');
      expect(ours).toEqual(alone);
    });

    test('both give a hover on every requirement, and ours is short', async () => {
      const lines = workspace().text.split('\n');
      const requirements = lines.flatMap((text, line) => (text.startsWith('\t') ? [line] : []));
      expect(requirements.length).toBeGreaterThan(0);
      for (const line of requirements) {
        const position = { line, character: 3 };
        const [mine, other] = await askBoth((client) => client.hover(workspace().uri, position));
        const text = markdownOf(mine?.contents);
        expect(markdownOf(other?.contents), lines[line]).not.toBe('');
        expect(text, lines[line]).not.toBe('');
        expect(text.split('\n').length, lines[line]).toBeLessThanOrEqual(SHORT);
      }
    });

    test('both offer something, and nothing under the same title', async () => {
      const start = { line: lineOf(IMITATION.module), character: 3 };
      const [mine, others] = await askBoth(async (client) => {
        const about = [...ours, ...theirs].filter(({ range }) => range.start.line === start.line);
        return (await client.codeActions(workspace().uri, { start, end: start }, about)).map(
          (one) => one.title,
        );
      });
      expect(mine).toContain(`Replace ${IMITATION.module} with ${IMITATION.genuine}`);
      expect(others).not.toEqual([]);
      expect(mine.filter((title) => others.includes(title))).toEqual([]);
    });

    test('an import that nobody requires is told by each in its own words, and both offer what they do', async () => {
      const uri = `${workspace().root}/main.go`;
      const text = before['main.go']?.replace('import (', `import (\n\t_ "${UNREQUIRED.module}"`) ?? '';
      await askBoth((client) => client.open(uri, text, 1, 'go'));
      const { client } = running().gopls;
      await client.until(() => client.lastOf(uri).some((one) => textOf(one).includes(UNREQUIRED.module)));
      const [mine, others] = [await running().ours.client.pull(uri), client.lastOf(uri)];
      expect(mine.map(({ code }) => code)).toEqual(['squat/owner-affix']);
      expect(findDoubled(mine, others)).toEqual([]);
      // As editors ask before they save a file: for the whole of it, with all that is said of it.
      const whole = {
        start: { line: 0, character: 0 },
        end: { line: text.split('\n').length, character: 0 },
      };
      const [ourTitles, otherTitles] = await askBoth(async (one) =>
        (await one.codeActions(uri, whole, [...mine, ...others])).map(({ title }) => title),
      );
      expect(ourTitles).toContain(`Replace ${UNREQUIRED.module} with ${UNREQUIRED.genuine}`);
      expect(otherTitles).toContain('Organize Imports');
      expect(ourTitles.filter((title) => otherTitles.includes(title))).toEqual([]);
    });

    test('a version that cannot be read is the one thing that both tell, each at a range of its own', async () => {
      const { uri, text } = workspace();
      const broken = text.replace(/(httprouter) v\S+/, '$1 nonsense');
      await askBoth((client) => client.change(uri, 2, { text: broken }));
      await untilDiagnosed(running().gopls.client, 'changed');
      const [mine, others] = [await running().ours.client.pull(uri), running().gopls.client.lastOf(uri)];
      const ofLine = mine.filter(({ code }) => code === 'semantic');
      expect(findDoubled(mine, others).map(([one]) => one)).toEqual(ofLine.map(textOf));
      expect(ofLine).toHaveLength(1);
      expect(others.map(({ range }) => range)).not.toContainEqual(ofLine[0]?.range);
    });

    test('both end, leave nothing behind and have changed no file', async () => {
      for (const { ours, gopls } of servers.splice(0)) {
        expect(await Promise.all([ours.stop(), gopls.stop()])).toEqual([[], []]);
        expect(await Promise.all([ours.ended, gopls.ended])).toEqual([0, 0]);
      }
      expect(await workspace().readFiles()).toEqual(before);
    });
  });

  describe.skipIf(nvim.skip)(`in Neovim, at one buffer (${nvim.reason})`, () => {
    let seen: Seen | null = null;
    let left: readonly number[] = [];
    const found = (): Seen => {
      if (seen === null) throw new Error('Neovim has not run yet');
      return seen;
    };

    beforeAll(async () => {
      const asked = { expected: alone.length, module: IMITATION.module };
      ({ seen, left } = await runNeovim(workspace(), asked));
      expect(seen.failure).toBeUndefined();
    });

    test('nothing is lost', () => {
      const { gopls, modproof } = found().of;
      expect(sorted(modproof.diagnostics)).toEqual(sorted(alone.map(asSeen)));
      expect(theirs.length).toBeGreaterThan(0);
      expect(sorted(gopls.diagnostics)).toEqual(sorted(theirs.map(asSeen)));
    });

    test('nothing is doubled', () => {
      const { gopls, modproof } = found().of;
      const all = [...gopls.diagnostics, ...modproof.diagnostics];
      expect(found().all).toBe(all.length);
      expect(new Set(sorted(all)).size).toBe(all.length);
    });

    test('both give a hover, and ours is short', () => {
      const { gopls, modproof } = found().of;
      expect(gopls.hover).toContain(IMITATION.module);
      expect(modproof.hover).toContain(IMITATION.module);
      expect(modproof.hover.split('\n').length).toBeLessThanOrEqual(SHORT);
    });

    test('both offer something, and nothing under the same title', () => {
      const { gopls, modproof } = found().of;
      expect(modproof.titles).toContain(`Replace ${IMITATION.module} with ${IMITATION.genuine}`);
      expect(gopls.titles).not.toEqual([]);
      expect(modproof.titles.filter((title) => gopls.titles.includes(title))).toEqual([]);
    });

    test('both end', () => {
      expect(found().stopped).toBe(true);
      expect(left).toEqual([]);
    });
  });
});

function markdownOf(contents: unknown): string {
  return (contents as { value?: string } | undefined)?.value ?? '';
}

function asSeen(diagnostic: Diagnostic): SeenDiagnostic {
  const {
    range: { start, end },
    source = '',
  } = diagnostic;
  const message = textOf(diagnostic);
  return { line: start.line, from: start.character, to: end.character, source, message };
}

/** One text for each, so that order does not count. */
function sorted(list: readonly SeenDiagnostic[]): string[] {
  return list
    .map(({ line, from, to, source, message }) => `${line}:${from}-${to} ${source}: ${message}`)
    .sort();
}
