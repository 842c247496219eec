import { abilitiesOf } from '../../../server/src/lsp/abilities.ts';
import { PLAIN_EDITOR, PULLING_EDITOR, WHOLE_EDITOR } from '../../integration/editorCapabilities.ts';
import { describe, expect, test } from '../../kit.ts';

describe('what an editor can do', () => {
  test('is nothing where it said nothing, but for Markdown, which all show', () => {
    expect(abilitiesOf(PLAIN_EDITOR, {})).toEqual({
      diagnostics: { related: false, codeDescription: false, tags: false },
      pullsDiagnostics: false,
      refreshesDiagnostics: false,
      refreshesInlayHints: false,
      refreshesCodeLenses: false,
      configuration: false,
      registersWatchers: false,
      registersConfiguration: false,
      tellsFolders: false,
      workDoneProgress: false,
      resolvesEdits: false,
      confirmsEdits: false,
      documentChanges: false,
      createsFiles: false,
      markdown: true,
      commands: new Set(),
      status: false,
    });
  });

  test('is what it said', () => {
    const { pullsDiagnostics, refreshesDiagnostics, ...rest } = abilitiesOf(WHOLE_EDITOR, { status: true });
    expect([pullsDiagnostics, refreshesDiagnostics]).toEqual([false, false]);
    expect(rest).toMatchObject({
      diagnostics: { related: true, codeDescription: true, tags: true },
      configuration: true,
      registersWatchers: true,
      registersConfiguration: true,
      tellsFolders: true,
      workDoneProgress: true,
      resolvesEdits: true,
      confirmsEdits: true,
      documentChanges: true,
      createsFiles: true,
      markdown: true,
      status: true,
    });
    expect(abilitiesOf(PULLING_EDITOR, {})).toMatchObject({
      pullsDiagnostics: true,
      refreshesDiagnostics: true,
    });
  });

  test('about diagnostics is what it said of those that it shows, pulled or pushed', () => {
    const pulled = { textDocument: { diagnostic: { relatedInformation: true } } };
    expect(abilitiesOf(pulled, {}).diagnostics).toEqual({
      related: true,
      codeDescription: false,
      tags: false,
    });
    const both = {
      textDocument: {
        publishDiagnostics: { relatedInformation: true },
        diagnostic: { relatedInformation: false },
      },
    };
    expect(abilitiesOf(both, {}).diagnostics.related).toBe(false);
  });

  test('without Markdown is plain text alone', () => {
    const plain = { textDocument: { hover: { contentFormat: ['plaintext' as const] } } };
    expect(abilitiesOf(plain, {}).markdown).toBe(false);
  });

  test('takes nothing of the wrong type for granted', () => {
    const odd = {
      workspace: { configuration: 'yes', workspaceFolders: 1 },
      window: { workDoneProgress: {} },
    } as unknown as Parameters<typeof abilitiesOf>[0];
    expect(abilitiesOf(odd, {})).toMatchObject({
      configuration: false,
      tellsFolders: false,
      workDoneProgress: false,
    });
    const options = { status: 'on', commands: ['modproof.audit', 7, null] } as unknown as Parameters<
      typeof abilitiesOf
    >[1];
    expect(abilitiesOf({}, options)).toMatchObject({ status: false, commands: new Set(['modproof.audit']) });
    const commands = 'modproof.audit' as unknown as readonly string[];
    expect(abilitiesOf({}, { commands }).commands.size).toBe(0);
  });
});
