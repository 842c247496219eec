import { type Command, type Disposable, LanguageStatusSeverity, l10n, languages } from 'vscode';
import { COMMANDS, METHODS, type Status } from '../../server/src/protocol/index.ts';
import type { Server, ServerState } from './server.ts';

const SEVERITIES: Readonly<Record<Status['severity'], LanguageStatusSeverity>> = {
  information: LanguageStatusSeverity.Information,
  warning: LanguageStatusSeverity.Warning,
  error: LanguageStatusSeverity.Error,
};

/** Shows how things stand, beside the language of a go.mod, go.work or go.sum. */
export function showStatus(server: Server): Disposable {
  const item = languages.createLanguageStatusItem('modproof.status', [
    { language: 'go.mod' },
    { language: 'go.work' },
    { language: 'go.sum' },
  ]);
  const audit: Command = { title: l10n.t('Audit'), command: COMMANDS.audit };
  item.name = 'Modproof';
  const show = ({ text, detail, severity, busy }: Status, command = audit): void => {
    item.text = text;
    item.detail = detail;
    item.severity = SEVERITIES[severity];
    item.busy = busy;
    item.command = command;
  };
  const showState = (state: ServerState): void => {
    if (state === 'starting') show(plain(l10n.t('Modproof is starting'), 'information', true));
    // Nothing is judged without a server, and that must not look like "all clear".
    if (state === 'stopped') {
      const restart = { title: l10n.t('Restart'), command: 'modproof.restart' };
      show(plain(l10n.t('Modproof is not running'), 'error', false), restart);
    }
    // A running server says itself how things stand.
  };
  showState('starting');
  server.watch(showState);
  server.hear(METHODS.status, (status) => show(status));
  return item;
}

function plain(text: string, severity: Status['severity'], busy: boolean): Status {
  return { text, detail: '', severity, busy };
}
