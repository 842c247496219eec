import type { ClientCapabilities } from 'vscode-languageserver/node';

/** An editor that can do all that the server makes use of but pulling: diagnostics are pushed to it. */
export const WHOLE_EDITOR: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ['create'],
      changeAnnotationSupport: {},
    },
  },
  window: { workDoneProgress: true },
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1, 2] },
      dataSupport: true,
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } },
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
};

/** The same, asking for diagnostics itself. */
export const PULLING_EDITOR: ClientCapabilities = {
  ...WHOLE_EDITOR,
  workspace: { ...WHOLE_EDITOR.workspace, diagnostics: { refreshSupport: true } },
  textDocument: {
    ...WHOLE_EDITOR.textDocument,
    diagnostic: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1, 2] },
      dataSupport: true,
    },
  },
};

/** An editor that can do nothing but show what it is sent. */
export const PLAIN_EDITOR: ClientCapabilities = {};
