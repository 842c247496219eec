/** The user's settings of VS Code, by their names. */
export type Settings = Readonly<Record<string, unknown>>;

/**
 * Settings under which VS Code shows the project and the extension and nothing
 * else: no welcome, no tips, no advertisements, and no request to a stranger.
 */
export const QUIET: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.colorTheme': 'Default Light Modern',
  'window.commandCenter': false,
  // The newest versions show some editors over the others, where they stand in the way.
  'workbench.editor.useModal': 'off',
  // Without the name of the program, which is another than people have.
  'window.title': '${activeEditorShort}${separator}${rootName}',
  'window.restoreWindows': 'none',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'remote.autoForwardPorts': false,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.enabled': false,
  'editor.accessibilitySupport': 'off',
  'editor.cursorBlinking': 'solid',
  'editor.occurrencesHighlight': 'off',
  'editor.fontFamily': 'JetBrains Mono, monospace',
  'editor.fontLigatures': false,
  'editor.minimap.enabled': false,
  'files.autoSave': 'off',
};

/** Settings under which a folder is trusted only when the user says so, as VS Code is out of the box. */
export const RESTRICTED: Settings = {
  ...QUIET,
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'always',
};
