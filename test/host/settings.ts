/** Settings of the workbench that runs here, as `settings.json` writes them. */
export type EditorSettings = Readonly<Record<string, unknown>>;

/** Keeps the workbench from asking, advertising or going to the network by itself. For people and for tests. */
export const CALM_SETTINGS: EditorSettings = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'npm.fetchOnlinePackageInfo': false,
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Also switches off whatever moves, blinks, remembers or opens by itself, so that a test sees one state only. */
export const TEST_SETTINGS: EditorSettings = {
  ...CALM_SETTINGS,
  'editor.cursorBlinking': 'solid',
  'editor.cursorSmoothCaretAnimation': 'off',
  'editor.minimap.enabled': false,
  'editor.smoothScrolling': false,
  'editor.stickyScroll.enabled': false,
  'files.autoSave': 'off',
  'files.hotExit': 'off',
  'files.simpleDialog.enable': true,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.enabled': false,
  'terminal.integrated.enablePersistentSessions': false,
  'window.commandCenter': false,
  'window.confirmBeforeClose': 'never',
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.editor.restoreViewState': false,
  'workbench.iconTheme': null,
  'workbench.localHistory.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.startupEditor': 'none',
};
