import { FeedJudge } from '../../../server/src/audit/index.ts';
import { type Advisory, parseVersionSet } from '../../../server/src/vulndb/index.ts';

/** A feed in which nothing is listed. */
export const EMPTY_FEED = feedOf();

/** A feed that lists these. */
export function feedOf(...advisories: readonly Advisory[]): FeedJudge {
  return new FeedJudge({
    feed: { date: '2030-01-02', advisories, withdrawn: [] },
    from: ['shipped'],
    problems: [],
  });
}

/** An advisory about a module at versions as a feed writes them. */
export function advisoryOf(path: string, versions = '*', more: Partial<Advisory> = {}): Advisory {
  const set = parseVersionSet(versions);
  if (set === null) throw new Error(`${versions} are no versions`);
  return {
    path,
    versions: set,
    ids: ['MAL-2030-1', 'GHSA-aaaa-bbbb-cccc'],
    imitates: null,
    imitatesByGuess: false,
    kind: 'malware',
    date: '2030-01-01',
    source: 'somebody who looked',
    confidence: 'confirmed',
    ...more,
  };
}
