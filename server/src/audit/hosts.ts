import { type GoSettings, isPublicMirror } from '../goenv/index.ts';
import { parseProxyList } from '../proxy/index.ts';
import type { CodeHost, FeedSource, ImporterService } from '../sources/index.ts';
import { parseChecksumDatabase } from '../sumdb/index.ts';

/** Somebody that an audit asks, and what for. */
export interface AskedHost {
  readonly who: string;
  readonly what: string;
}

/** Everybody whom an audit with these settings would ask, in words. Asks nobody. */
export function hostsOf(
  settings: GoSettings,
  importers: ImporterService | null,
  codeHosts: readonly CodeHost[],
): readonly AskedHost[] {
  const { entries, problem } = parseProxyList(settings.GOPROXY.value);
  const asked: AskedHost[] = [];
  for (const entry of entries) {
    if (entry.kind !== 'url') continue;
    const who = entry.url.protocol === 'file:' ? `file://${entry.url.pathname}` : entry.url.host;
    const only = isPublicMirror(entry.url) ? ', as far as it has cached them' : '';
    asked.push({
      who,
      what: `the mirror: .info, .mod and .zip of each required version${only}; of a suspect one also its versions, and those of the module that it resembles`,
    });
  }
  if (problem !== null) asked.push({ who: 'no mirror', what: problem });
  asked.push(
    {
      who: 'the code host of each module',
      what: 'refs, one commit and its trees by git, and the files that differ',
    },
    {
      who: 'the host that a module path begins with',
      what: 'its ?go-get=1 page, where the path alone does not tell the repository',
    },
  );
  asked.push(askedDatabase(settings.GOSUMDB.value));
  asked.push({
    who: importers === null ? 'nobody' : importers.address.host,
    what:
      importers === null
        ? 'who requires a suspect module'
        : 'how many modules require a suspect one, if the checksum database has proven that it is public',
  });
  for (const { address, host, kind, token } of codeHosts) {
    const things = kind === 'github' ? 'attestations, releases and rules about tags' : 'protected tags';
    const proof = token === null ? '' : ', with your token';
    asked.push({
      who: address.host,
      what: `${things} of repositories at ${host}, where a policy asks for them${proof}`,
    });
  }
  const hidden = [settings.GOPRIVATE.value, settings.GONOPROXY.value].filter((value) => value !== '');
  asked.push({
    who: 'nobody',
    what:
      hidden.length === 0
        ? 'about private modules: neither GOPRIVATE nor GONOPROXY names any'
        : `about private modules: ${[...new Set(hidden)].join(',')}`,
  });
  return asked;
}

/** The value may hold a password in its address, of which the host alone is told. */
function askedDatabase(value: string): AskedHost {
  const database = parseChecksumDatabase(value);
  if (database.kind === 'off') return { who: 'no checksum database', what: 'GOSUMDB is off' };
  if (database.kind === 'invalid')
    return { who: 'no checksum database', what: `GOSUMDB cannot be used: ${database.reason}` };
  const { name, url } = database;
  const what = `${name}: its record of each version`;
  return url === null
    ? { who: 'the checksum database', what: `${what}, by way of a mirror that passes it on` }
    : { who: new URL(url).host, what };
}

/**
 * Everybody whom a refresh of the list of malicious modules would ask, in words;
 * no audit asks them. `sources` is a sentence where there is nobody to ask.
 */
export function feedHostsOf(sources: readonly FeedSource[] | string): readonly AskedHost[] {
  if (typeof sources === 'string') return [{ who: 'nobody', what: sources }];
  return sources.map(({ address }) => ({
    who: address.host,
    what: 'all entries of its database, as one file, for the list of malicious modules; no module is named to it',
  }));
}
