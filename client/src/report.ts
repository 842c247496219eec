import { commands, l10n, Position, Range, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import { type AuditAnswer, COMMANDS, readReportMessage } from '../../server/src/protocol/index.ts';
import { exportReport } from './exportReport.ts';
import type { Server } from './server.ts';

type Report = Extract<AuditAnswer, { kind: 'report' }>;

/** The panel with the report of the last audit. It holds no state: the page is made by the server. */
export class ReportPanel {
  readonly #server: Server;
  #panel: WebviewPanel | null = null;
  #files: Report['files'] = [];

  constructor(server: Server) {
    this.#server = server;
  }

  /** Shows a report, in the panel that is there or in a new one. */
  show({ title, html, files }: Report): void {
    this.#files = files;
    this.#panel ??= this.#open();
    this.#panel.title = title;
    this.#panel.webview.html = html;
    this.#panel.reveal();
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #open(): WebviewPanel {
    const options = { enableScripts: true, localResourceRoots: [] };
    const panel = window.createWebviewPanel('modproof.report', 'Modproof', ViewColumn.Active, options);
    panel.onDidDispose(() => {
      this.#panel = null;
    });
    panel.webview.onDidReceiveMessage((message) => this.#receive(message));
    return panel;
  }

  async #receive(posted: unknown): Promise<void> {
    const message = readReportMessage(posted);
    if (message?.kind === 'open') {
      // The page shows attacker-controlled text: it opens nothing but what was audited.
      const file = this.#files.find(({ path }) => path === message.path);
      const place = new Position(message.line, message.character);
      if (file === undefined) return;
      await commands.executeCommand('vscode.open', Uri.parse(file.uri, true), {
        selection: new Range(place, place),
      });
    }
    if (message?.kind === 'difference') await commands.executeCommand(COMMANDS.showDifference, message);
    if (message?.kind === 'page') await commands.executeCommand(COMMANDS.openPage, message);
    if (message?.kind === 'export') {
      await exportReport(this.#server, message.format).catch((error: unknown) => {
        void window.showErrorMessage(l10n.t('The report was not saved: {0}', String(error)));
      });
    }
  }
}
