/**
 * The editor's own module, as far as the client's tests need it: values that
 * behave as the real ones do, and a record of what the editor was told to do.
 */

/** Something that the editor was told, as the name of the function and its arguments. */
export type Told = readonly [name: string, ...args: unknown[]];

/** Answers that the user or the editor gives, by function; those that are absent are `undefined`. */
export interface Answers {
  showInputBox?: (options: InputBox) => string | undefined;
  showQuickPick?: (items: readonly { label: string }[]) => unknown;
  showSaveDialog?: () => Uri | undefined;
  showErrorMessage?: () => string | undefined;
  showWorkspaceFolderPick?: () => unknown;
  applyEdit?: () => boolean;
  stat?: (uri: Uri) => unknown;
  /** Whether the user cancels whatever shows progress. */
  cancels?: boolean;
}

interface InputBox {
  readonly prompt: string;
  readonly validateInput: (text: string) => string | undefined;
}

export const told: Told[] = [];
let answers: Answers = {};
/** The panels, views and status items that were made. */
export const made: { panels: Panel[]; views: TreeView[]; statusItems: Record<string, unknown>[] } = {
  panels: [],
  views: [],
  statusItems: [],
};

/** Forgets all that was told and made, and sets how the next questions are answered. */
export function startAnew(next: Answers = {}): void {
  told.length = 0;
  made.panels = [];
  made.views = [];
  made.statusItems = [];
  workspace.workspaceFolders = undefined;
  answers = next;
}

const tell =
  (name: string, answer: () => unknown = () => undefined) =>
  async (...args: unknown[]): Promise<unknown> => {
    told.push([name, ...args]);
    return answer();
  };

export class Uri {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;

  private constructor(scheme: string, authority: string, path: string) {
    this.scheme = scheme;
    this.authority = authority;
    this.path = path;
  }

  static parse(text: string): Uri {
    const [, scheme = '', authority = '', path = ''] = /^([a-z-]+):(?:\/\/([^/]*))?(.*)$/.exec(text) ?? [];
    if (scheme === '') throw new Error(`no scheme: ${text}`);
    return new Uri(scheme, authority, decodeURIComponent(path));
  }

  static from({ scheme, authority = '', path = '' }: Record<string, string>): Uri {
    return new Uri(scheme ?? '', authority, path);
  }

  static joinPath(uri: Uri, ...parts: string[]): Uri {
    return uri.with({ path: [uri.path, ...parts].join('/') });
  }

  with({ scheme = this.scheme, authority = this.authority, path = this.path }: Record<string, string>): Uri {
    return new Uri(scheme, authority, path);
  }

  toString(): string {
    const authority = this.authority !== '' || this.scheme === 'file' ? `//${this.authority}` : '';
    return `${this.scheme}:${authority}${this.path.split('/').map(encodeURIComponent).join('/')}`;
  }
}

export class Position {
  readonly line: number;
  readonly character: number;

  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }
}

export class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(start: Position, end: Position) {
    this.start = start;
    this.end = end;
  }
}

export class Disposable {
  readonly dispose: () => void;

  constructor(dispose: () => void) {
    this.dispose = dispose;
  }

  static from(...all: { dispose(): void }[]): Disposable {
    return new Disposable(() => {
      for (const each of all) each.dispose();
    });
  }
}

export class EventEmitter<T> {
  readonly #heeds = new Set<(event: T) => void>();
  readonly event = (heed: (event: T) => void): Disposable => {
    this.#heeds.add(heed);
    return new Disposable(() => this.#heeds.delete(heed));
  };

  fire(event: T): void {
    for (const heed of this.#heeds) heed(event);
  }

  dispose(): void {
    this.#heeds.clear();
  }
}

export class ThemeColor {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

export class ThemeIcon {
  readonly id: string;
  readonly color: ThemeColor | undefined;

  constructor(id: string, color?: ThemeColor) {
    this.id = id;
    this.color = color;
  }
}

export class MarkdownString {
  readonly value: string;
  readonly isTrusted = undefined;

  constructor(value: string) {
    this.value = value;
  }
}

export class TreeItem {
  readonly label: string;
  readonly collapsibleState: number;

  constructor(label: string, collapsibleState: number) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export const LanguageStatusSeverity = { Information: 0, Warning: 1, Error: 2 };
export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 };
export const ViewColumn = { Active: -1 };

export const l10n = {
  t: (text: string, ...args: unknown[]): string =>
    text.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)])),
};

/** A webview panel; `receive` is what its page would post. */
export interface Panel {
  title: string;
  html: string;
  readonly options: unknown;
  receive(message: unknown): Promise<void>;
  dispose(): void;
}

export interface TreeView {
  readonly id: string;
  message: string;
  readonly treeDataProvider: {
    readonly onDidChangeTreeData: (heed: () => void) => Disposable;
    getChildren(node?: unknown): Promise<unknown[]>;
    getTreeItem(node: unknown): TreeItem & Record<string, unknown>;
  };
}

export const window = {
  showInformationMessage: tell('showInformationMessage'),
  showWarningMessage: tell('showWarningMessage'),
  showErrorMessage: tell('showErrorMessage', () => answers.showErrorMessage?.()),
  showTextDocument: tell('showTextDocument'),
  showInputBox: async (options: InputBox) => answers.showInputBox?.(options),
  showQuickPick: async (items: readonly { label: string }[]) => answers.showQuickPick?.(items),
  showSaveDialog: tell('showSaveDialog', () => answers.showSaveDialog?.()),
  showWorkspaceFolderPick: async () => answers.showWorkspaceFolderPick?.(),
  withProgress: async (options: unknown, work: (progress: unknown, cancellation: unknown) => unknown) => {
    told.push(['withProgress', options]);
    const report = (step: unknown): void => void told.push(['progress', step]);
    const onCancellationRequested = (heed: () => void): void => {
      if (answers.cancels === true) heed();
    };
    return work({ report }, { isCancellationRequested: answers.cancels === true, onCancellationRequested });
  },
  createWebviewPanel: (_type: string, title: string, _column: number, options: unknown) => {
    const disposed = new EventEmitter<void>();
    const posted: ((message: unknown) => unknown)[] = [];
    const panel: Panel = {
      title,
      html: '',
      options,
      receive: async (message) => {
        for (const heed of posted) await heed(message);
      },
      dispose: () => disposed.fire(),
    };
    made.panels.push(panel);
    return Object.assign(panel, {
      onDidDispose: disposed.event,
      reveal: () => undefined,
      webview: {
        set html(text: string) {
          panel.html = text;
        },
        onDidReceiveMessage: (heed: (message: unknown) => unknown) => posted.push(heed),
      },
    });
  },
  createTreeView: (id: string, options: Pick<TreeView, 'treeDataProvider'>) => {
    const view = { id, message: '', ...options, dispose: () => undefined };
    made.views.push(view);
    return view;
  },
};

export const workspace: Record<string, unknown> = {
  workspaceFolders: undefined,
  isTrusted: true,
  applyEdit: tell('applyEdit', () => answers.applyEdit?.() ?? true),
  registerTextDocumentContentProvider: () => new Disposable(() => undefined),
  fs: {
    stat: async (uri: Uri) => answers.stat?.(uri),
    writeFile: tell('writeFile'),
  },
};

export const commands = {
  executeCommand: tell('executeCommand'),
  registerCommand: (name: string, run: (argument: unknown) => Promise<void>) => {
    told.push(['registerCommand', name, run]);
    return new Disposable(() => undefined);
  },
};

export const env = { clipboard: { writeText: tell('writeText') } };

export const languages = {
  createLanguageStatusItem: (id: string, selector: unknown) => {
    const item = { id, selector, dispose: () => undefined };
    made.statusItems.push(item);
    return item;
  },
};
