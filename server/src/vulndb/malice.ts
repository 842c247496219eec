import type { Advisory, Feed } from './advisory.ts';
import type { OsvEntry } from './osv.ts';

const MALWARE = 'MAL-';

/** Who publishes what begins with `MAL-`. */
const SOURCE = 'Malicious Packages of OpenSSF';
const OTHER_SOURCE = 'an advisory that names a report of malware as its own';

/**
 * Picks out of OSV entries what says that a module is malicious, and which ids
 * were taken back. Most entries are about vulnerabilities, which are none of
 * this: an honest module has some.
 *
 * Malicious is what
 *
 * 1. has an id that begins with `MAL-`;
 * 2. names such an id as its alias, where that one is not among the entries;
 * 3. has an id by which the shipped feed says so of the same module. Some
 *    entries of the Go vulnerability database say it in their text alone, and no
 *    text is believed here. Its versions stay those of the shipped feed: such
 *    an entry leaves its range open at the end when one release was bad.
 *
 * Twins of an entry of the first kind have narrower ranges now and then, which
 * leave pseudo-versions out; so the entry itself is followed.
 *
 * Of several entries with the same id, the one that was changed last counts.
 */
export function maliciousAmong(
  entries: readonly OsvEntry[],
  shipped: Pick<Feed, 'advisories'>,
): Pick<Feed, 'advisories' | 'withdrawn'> {
  const byId = newest(entries);
  const shippedById = advisoriesById(shipped.advisories);
  const advisories = new Map<string, Advisory>();
  const withdrawn: string[] = [];
  for (const entry of byId.values()) {
    if (entry.isWithdrawn) {
      if (isMalware(entry.id) || shippedById.has(entry.id)) withdrawn.push(entry.id);
      continue;
    }
    for (const one of advisoriesOf(entry, byId, shippedById)) advisories.set(`${one.path}\t${one.ids}`, one);
  }
  return { advisories: [...advisories.values()], withdrawn };
}

function newest(entries: readonly OsvEntry[]): ReadonlyMap<string, OsvEntry> {
  const byId = new Map<string, OsvEntry>();
  for (const entry of entries) {
    const known = byId.get(entry.id);
    if (known === undefined || known.modified < entry.modified) byId.set(entry.id, entry);
  }
  return byId;
}

function advisoriesOf(
  entry: OsvEntry,
  byId: ReadonlyMap<string, OsvEntry>,
  shippedById: ReadonlyMap<string, readonly Advisory[]>,
): readonly Advisory[] {
  const { id, aliases, date, affected } = entry;
  const malware = aliases.filter(isMalware);
  const isNamed = isMalware(id) || (malware.length > 0 && !malware.some((one) => byId.has(one)));
  const shipped = shippedById.get(id) ?? [];
  return affected.flatMap(({ path, versions }): Advisory[] => {
    const known = shipped.find((one) => one.path === path);
    // What a living entry of the first kind says of the same thing is followed, and said once.
    if (!isNamed) return known === undefined || hasLivingMalware(known, byId) ? [] : [known];
    const ids = [...new Set([id, ...aliases, ...(known?.ids ?? [])])].filter(
      (one) => !byId.get(one)?.isWithdrawn,
    );
    const source = known?.source ?? (isMalware(id) ? SOURCE : OTHER_SOURCE);
    const { imitates = null, imitatesByGuess = false, kind = 'malware' } = known ?? {};
    return [
      {
        path,
        versions,
        ids,
        imitates,
        imitatesByGuess,
        kind,
        date: known?.date ?? date,
        source,
        confidence: 'confirmed',
      },
    ];
  });
}

function hasLivingMalware({ ids }: Advisory, byId: ReadonlyMap<string, OsvEntry>): boolean {
  return ids.some((id) => isMalware(id) && byId.get(id)?.isWithdrawn === false);
}

function advisoriesById(advisories: readonly Advisory[]): ReadonlyMap<string, readonly Advisory[]> {
  const byId = new Map<string, Advisory[]>();
  for (const one of advisories) {
    for (const id of one.ids) {
      const known = byId.get(id);
      if (known === undefined) byId.set(id, [one]);
      else known.push(one);
    }
  }
  return byId;
}

/** Tells whether an id is one of a report of malware. */
export function isMalware(id: string): boolean {
  return id.startsWith(MALWARE);
}
