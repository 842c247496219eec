import type { Advisory, Feed } from './advisory.ts';

/**
 * Puts the shipped feed and a downloaded one together. Where both speak of the
 * same, the later one is followed, and the downloaded one where they are of the
 * same day. What one of them does not know stays: a download knows nothing of
 * what has no advisory. Of a later download, an id that was taken back takes
 * the shipped advisory along, unless the download itself holds another id of it.
 */
export function mergeFeeds(shipped: Feed, downloaded: Feed | null): Feed {
  if (downloaded === null) return shipped;
  if (downloaded.date < shipped.date)
    return { ...shipped, advisories: [...shipped.advisories, ...notIn(shipped, downloaded)] };
  const isWithdrawn = new Set(downloaded.withdrawn);
  return {
    ...downloaded,
    advisories: [
      ...downloaded.advisories.map((one) => ({
        ...one,
        ids: one.ids.filter((id) => !isWithdrawn.has(id)),
      })),
      ...notIn(downloaded, shipped).filter(({ ids }) => !ids.some((id) => isWithdrawn.has(id))),
    ],
  };
}

/** The advisories of `other` that share no id with one of `feed` about the same module. */
function notIn(feed: Feed, other: Feed): readonly Advisory[] {
  const said = new Set(feed.advisories.flatMap(keysOf));
  return other.advisories.filter((one) => !keysOf(one).some((key) => said.has(key)));
}

function keysOf({ path, ids }: Advisory): readonly string[] {
  return ids.map((id) => `${path}\t${id}`);
}
