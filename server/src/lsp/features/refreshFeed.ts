import { type CancellationToken, type Connection, RequestType } from 'vscode-languageserver';
import { refreshNotes } from '../../audit/index.ts';
import { METHODS, type RefreshFeedAnswer, type RefreshFeedParams } from '../../protocol/index.ts';
import { noticeText } from '../convert.ts';
import { sendProgress } from '../sendProgress.ts';
import type { FeedRefresh } from '../services.ts';
import { cancelledBy } from '../signal.ts';
import type { Workbench } from '../workbench.ts';

/**
 * `modproof/refreshFeed`: downloads the list of malicious modules, because the
 * user asks for it, from where the settings of this machine say. One at a time.
 * Rejects on cancellation, and for faults alone.
 *
 * `settled` resolves when those settings are known: before, a list could come from
 * somewhere else than the user wants.
 */
export function bindRefreshFeed(connection: Connection, bench: Workbench, settled: Promise<void>): void {
  let isUnderWay = false;
  connection.onRequest(
    new RequestType<RefreshFeedParams, RefreshFeedAnswer, void>(METHODS.refreshFeed),
    async ({ workDoneToken }: RefreshFeedParams, token: CancellationToken): Promise<RefreshFeedAnswer> => {
      if (isUnderWay) return notRefreshed('The list of malicious modules is being refreshed already.');
      isUnderWay = true;
      try {
        await settled;
        if (!bench.isTrusted) return notRefreshed('The workspace is not trusted: nobody is asked.');
        const progress = (host: string, number: number, total: number): void =>
          sendProgress(connection, workDoneToken, `${number} of ${total}: ${host}`);
        return answerTo(await bench.services.refreshFeed(progress, cancelledBy(token)), bench);
      } finally {
        isUnderWay = false;
      }
    },
  );
}

function answerTo(refresh: FeedRefresh, bench: Workbench): RefreshFeedAnswer {
  if (refresh.kind === 'failed') {
    const way = refresh.isWorse ? ' "modproof feed --refresh --accept-losses" uses it all the same.' : '';
    // What is shown may be cut.
    bench.editor.log('warning', `The list of malicious modules was not refreshed. ${refresh.detail}`);
    return notRefreshed(`The list was not refreshed, and nothing was changed. ${refresh.detail}${way}`);
  }
  const { used } = bench.services.feed();
  const unread = refresh.unread.length === 0 ? [] : [`Could not be read: ${refresh.unread.join('; ')}.`];
  const list = `The list of malicious modules is of ${used.date ?? 'no day'} and holds ${used.advisories} advisories.`;
  return {
    isRefreshed: true,
    message: noticeText([list, ...refreshNotes(refresh, used), ...unread].join(' ')),
  };
}

function notRefreshed(message: string): RefreshFeedAnswer {
  return { isRefreshed: false, message: noticeText(message) };
}
