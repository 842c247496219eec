import type { Diagnostic } from 'vscode-languageserver';
import type { AuditFile } from '../audit/index.ts';
import type { GoSettings } from '../goenv/index.ts';
import { Learning } from '../learning/index.ts';
import type { Abilities } from './abilities.ts';
import { Analyst } from './analyst.ts';
import { Diagnosing } from './diagnosing.ts';
import { Differences, differingIn } from './differences.ts';
import { documentKindOf } from './documentKind.ts';
import { DocumentSettings } from './documentSettings.ts';
import type { Editor } from './editor.ts';
import { Folders } from './folders.ts';
import { KnownSettings } from './goSettings.ts';
import { Ledgers } from './ledgers.ts';
import { machinePolicyOf } from './machinePolicy.ts';
import { Modules, moduleBeside } from './modules.ts';
import { OverlayFiles, withSavedSums } from './overlayFiles.ts';
import { Policies } from './policies.ts';
import { ProgressReport } from './progressReport.ts';
import { Pusher } from './pusher.ts';
import { relatedTo } from './related.ts';
import { MAX_DOCUMENT_LENGTH, type RemarkServices } from './remarks.ts';
import { SavedTexts } from './savedTexts.ts';
import type { LanguageServices } from './services.ts';
import { type OpenDocument, Session } from './session.ts';
import { DEFAULT_SETTINGS, type ResourceSettings } from './settings.ts';
import { Showing } from './showing.ts';
import { statusOf } from './status.ts';
import { pathOfUri } from './uri.ts';
import { Wanting } from './wanting.ts';
import { Ways } from './ways.ts';

/**
 * All that the server holds while it serves one editor: open documents, the
 * modules around them, and what is known of what they require. Nothing in it
 * cannot be had again from the editor, the files and the store.
 */
export class Workbench {
  readonly services: LanguageServices;
  readonly editor: Editor;
  readonly session = new Session();
  readonly files: OverlayFiles;
  readonly modules: Modules;
  readonly policies: Policies;
  readonly ledgers: Ledgers;
  readonly learning: Learning;
  readonly analyst: Analyst;
  readonly differences: Differences;
  readonly remarks: RemarkServices;
  readonly #abilities: () => Abilities;
  readonly #progress: ProgressReport;
  readonly #ways: Ways;
  readonly #diagnosing: Diagnosing;
  readonly #settings: DocumentSettings;
  readonly #saved: SavedTexts;
  readonly #searching = new AbortController();
  readonly #wanting: Wanting;
  readonly #pusher: Pusher;
  #defaults = DEFAULT_SETTINGS;
  /** The settings of this machine are known: without them, private modules would be taken for public ones. */
  #isConfigured = false;
  #isClosed = false;
  #isTrusted = true;
  readonly #folders: Folders;
  readonly #goSettings: KnownSettings;
  readonly #showing = new Showing(
    () => this.#show(),
    () => this.#rested(),
    (message) => this.editor.log('error', message),
  );

  /** `askSettings` has the editor tell the settings of a file that is not open. */
  constructor(
    services: LanguageServices,
    editor: Editor,
    abilities: () => Abilities,
    askSettings: (uri: string) => void,
  ) {
    this.services = services;
    this.editor = editor;
    this.#abilities = abilities;
    const log = (message: string): void => editor.log('warning', message);
    this.#pusher = new Pusher((uri) => {
      const document = this.session.get(uri);
      if (document !== null) editor.publish(uri, document.version, this.diagnose(uri));
    });
    this.files = new OverlayFiles(services.files, this.session);
    const files = withSavedSums(services.files, this.session);
    const openPaths = (): string[] =>
      this.session.all.flatMap((one) => (isModules(one) && one.isFile ? [one.path] : []));
    const { path, clock } = services;
    this.#folders = new Folders(path);
    const gowork = async (): Promise<string> => (await services.settings()).GOWORK.value;
    const openText = (at: string): string | null => this.#openText(at);
    this.modules = new Modules({ files, disk: services.files, path, openText, openPaths, gowork, log }, () =>
      this.#aroundChanged(),
    );
    this.#settings = new DocumentSettings({
      session: this.session,
      modules: this.modules,
      isTold: () => abilities().configuration,
      ask: askSettings,
    });
    this.#saved = new SavedTexts({
      files: services.files,
      session: this.session,
      modules: this.modules,
      signal: this.#searching.signal,
      changed: () => this.#changed(),
    });
    this.policies = new Policies(this.files, path, () => this.#aroundChanged(), machinePolicyOf(services));
    this.ledgers = new Ledgers(services.files, path);
    this.#progress = new ProgressReport(editor, () => this.learning.cancel());
    this.learning = new Learning(services.examinations, {
      clock,
      mayAsk: () => this.#isTrusted && !this.#isClosed,
      concurrency: () => this.#defaults.machine.concurrency,
      ledgers: () => this.ledgers.of(this.modules.all),
      changed: () => this.#changed(),
      progress: (progress) => {
        this.#progress.report(progress);
        this.#changed();
      },
      log,
    });
    this.differences = new Differences(services.examinations, () => this.mayAsk);
    const settings = (): ReturnType<LanguageServices['settings']> => services.settings();
    this.#ways = new Ways({ files: services.files, settings, log }, () => this.#changed());
    this.#goSettings = new KnownSettings(
      settings,
      (before) => this.#isClosed || this.#settingsChanged(before),
    );
    const names = (): ReturnType<LanguageServices['names']> => services.names();
    const feed = (): ReturnType<LanguageServices['feed']> => services.feed();
    services.hearOfFeed(() => this.#aroundChanged());
    this.analyst = new Analyst({
      modules: this.modules,
      policies: this.policies,
      learning: this.learning,
      names,
      feed,
      settings: () => this.#goSettings.now,
      clock,
    });
    this.#wanting = new Wanting({
      modules: this.modules,
      saved: this.#saved,
      analyst: this.analyst,
      learning: this.learning,
      path,
      networkFor: (file) => this.#settings.networkFor(file),
    });
    this.remarks = {
      modules: this.modules,
      analyst: this.analyst,
      names,
      feed,
      clock,
      pageOf: (code) => services.pageOf(code),
      relatedTo: (finding, analysis) => relatedTo(finding, analysis, this.#ways),
    };
    this.#diagnosing = new Diagnosing({
      session: this.session,
      policies: this.policies,
      remarks: this.remarks,
      editor,
      goImports: (uri) => this.settingsOf(uri).goImports,
      abilities: () => this.#abilities().diagnostics,
    });
  }

  /** How many repositories are asked at a time. */
  get concurrency(): number {
    return this.#defaults.machine.concurrency;
  }

  get isTrusted(): boolean {
    return this.#isTrusted;
  }

  /** Whether anybody may be asked anything: before the settings are known, a private module is not known to be one. */
  get mayAsk(): boolean {
    return this.#isTrusted && this.#isConfigured;
  }

  /** How far the editor's dependencies are being asked about. */
  get progress(): ProgressReport {
    return this.#progress;
  }

  /** The folders of the workspace on this machine. */
  get folders(): readonly string[] {
    return this.#folders.now;
  }

  /** Whether the user trusts the workspace: before that, nobody is asked anything. */
  trust(isTrusted: boolean): void {
    this.#isTrusted = isTrusted;
    this.learning.resume();
    this.#changed();
  }

  /** Looks through the folders of the workspace, in the background. */
  open(uris: readonly string[]): void {
    if (this.#folders.take(uris.flatMap((uri) => pathOfUri(uri) ?? []))) this.#aroundChanged();
    void this.modules.search(this.#folders.now, this.#searching.signal);
  }

  /** Ends all that goes on in the background. */
  close(): void {
    this.#isClosed = true;
    this.#searching.abort();
    this.modules.stop();
    this.differences.close();
    this.#ways.close();
    this.learning.cancel();
    this.#showing.close();
    this.#pusher.close();
  }

  /**
   * Takes settings: those of this machine, and what holds for documents without
   * any of their own. Nothing is looked up or asked before they were taken once.
   */
  setDefaults(defaults: typeof DEFAULT_SETTINGS): void {
    this.#defaults = defaults;
    this.#settings.setDefaults(defaults.resource);
    if (!this.#isConfigured) this.learning.prepare();
    this.#isConfigured = true;
    this.policies.forget();
    void this.#goSettings.refresh();
  }

  /** Takes the settings of one document, if anybody wants to know them still. */
  setSettings(uri: string, settings: ResourceSettings): void {
    if (this.#settings.set(uri, settings)) this.#aroundChanged();
  }

  settingsOf(uri: string): ResourceSettings {
    return this.#settings.of(uri);
  }

  /** A document was opened, or edited. */
  put(uri: string, version: number, text: string, isOpening: boolean): void {
    const document = this.session.put(uri, version, text);
    if (document === null) return;
    if (isOpening && isModules(document)) this.#saved.opening(document);
    if (isOpening && isModules(document) && document.isFile) this.ledgers.lookBeside(document.path);
    if (isModules(document) && document.text.length <= MAX_DOCUMENT_LENGTH) this.modules.put(document);
    if (document.kind === 'policy') this.policies.forget();
    this.analyst.invalidate();
    this.#touch(uri);
    if (isOpening && isModules(document)) void this.#saved.opened(document);
    else if (isOpening) this.#changed();
    else this.#showing.typed();
  }

  /** A document was saved: what stands in it now may be asked about. */
  save(uri: string): void {
    const document = this.session.get(uri);
    if (document === null || !document.isFile) return;
    if (document.kind === 'go.sum') void this.modules.read(moduleBeside(document.path));
    else if (isModules(document)) this.#saved.saved(document);
  }

  /** A document was closed; the file on the disk counts again. */
  drop(uri: string): void {
    const document = this.session.close(uri);
    if (document === null) return;
    this.#diagnosing.forget(uri);
    this.#pusher.drop(uri);
    this.#settings.drop(uri);
    this.#wanting.release(document.path);
    if (!this.#abilities().pullsDiagnostics) this.editor.publish(uri, null, []);
    if (isModules(document) && document.isFile) this.#saved.closed(document);
    else if (isModules(document)) this.modules.forget(document.path);
    if (document.kind === 'policy') this.policies.forget();
    this.#aroundChanged();
  }

  /** Files were made, changed or removed by somebody else. */
  watched(uris: readonly string[]): void {
    for (const uri of uris) {
      const path = pathOfUri(uri);
      if (path === null) continue;
      const kind = documentKindOf(uri);
      if (kind === 'policy') this.policies.forget();
      else if (kind === 'go.sum') void this.modules.read(moduleBeside(path));
      else if (kind === 'go.mod' || kind === 'go.work') this.#saved.changedOnDisk(path);
      else this.ledgers.forget();
    }
  }

  /** What there is to say about an open document now; nothing about one that is not open. */
  diagnose(uri: string): readonly Diagnostic[] {
    return this.#diagnosing.diagnose(uri);
  }

  /**
   * Files of which there is something to know: those that are open, and with `all`
   * those of the workspace. What lies in a folder that has left is none of them, and
   * stays known: it may be a main module of a workspace whose other modules are open.
   */
  mainModules(all: boolean): readonly AuditFile[] {
    return this.modules.all.filter(
      ({ path, content }) =>
        content.kind === 'go.mod' && (this.#isOpen(path) || (all && !this.#folders.hasLeft(path))),
    );
  }

  /** Null as well for what is too large to be read. */
  #openText(path: string): string | null {
    const document = this.session.at(path);
    return document === null || document.text.length > MAX_DOCUMENT_LENGTH ? null : document.text;
  }

  /** Looks up in the store what is known of all modules of the workspace; nobody is asked. */
  lookUpAll(): void {
    if (this.#isConfigured)
      this.#wanting.lookUp(this.mainModules(true).filter(({ path }) => !this.#isOpen(path)));
  }

  #isOpen(path: string): boolean {
    const file = this.modules.at(path);
    const workspace = file === null ? null : this.modules.workspaceOf(file);
    return (
      this.session.at(path) !== null || (workspace !== null && this.session.at(workspace.file.path) !== null)
    );
  }

  /** Which go.work counts may be another one now. */
  #settingsChanged(before: GoSettings | null): void {
    if (before !== null && before.GOWORK.value !== this.#goSettings.now?.GOWORK.value)
      void this.modules.search(this.#folders.now, this.#searching.signal);
    this.#aroundChanged();
  }

  /** Something around the open documents has changed. */
  #aroundChanged(): void {
    this.analyst.invalidate();
    this.#changed();
  }

  /** More is known: it is shown soon. */
  #changed(): void {
    this.#showing.changed();
  }

  #show(): void {
    this.analyst.invalidate();
    this.#want();
    this.#showDiagnostics();
    this.#showAround();
  }

  #showDiagnostics(): void {
    if (this.#abilities().pullsDiagnostics) this.editor.refresh('diagnostics');
    else for (const { uri } of this.session.all) this.#touch(uri);
  }

  /** What was typed has its own diagnostics already; here is what hangs on it. */
  #rested(): void {
    this.#want();
    if (this.session.all.length > 1) this.#showDiagnostics();
    this.#showAround();
  }

  #showAround(): void {
    const open = this.session.all.map(({ uri }) => this.settingsOf(uri));
    if (open.some(({ inlayHints }) => inlayHints)) this.editor.refresh('inlayHints');
    if (open.some(({ codeLens }) => codeLens)) this.editor.refresh('codeLenses');
    if (!this.#abilities().status) return;
    this.editor.status(statusOf(this));
    this.editor.dependenciesChanged();
  }

  /** Has learnt what open files require. */
  #want(): void {
    if (!this.#isConfigured) return;
    const files = this.mainModules(false);
    if (!this.ledgers.know(files)) {
      void this.ledgers.find(files).then(() => this.#isClosed || this.#want());
      return;
    }
    this.#wanting.want(files);
    for (const file of files) {
      if (this.#settings.networkFor(file) === 'on')
        void this.differences.prepare(differingIn(this.analyst.of(file), this.learning));
    }
  }

  #touch(uri: string): void {
    if (!this.#abilities().pullsDiagnostics) this.#pusher.touch(uri);
  }
}

function isModules({ kind }: OpenDocument): boolean {
  return kind === 'go.mod' || kind === 'go.work';
}
