import { Pool } from 'undici';
import type { BenchModule } from './mirrorFiles.ts';
import { eachOf, runWell } from './running.ts';

/** One listing that a warm audit cannot do without: the refs of one repository by name. */
export interface Listing {
  readonly repository: string;
  readonly refs: readonly string[];
}

/** One listing for each repository of `modules`. */
export function listingsOf(modules: readonly BenchModule[]): Listing[] {
  const refs = new Map<string, string[]>();
  for (const { repository, tag } of modules) {
    refs.set(repository, [...(refs.get(repository) ?? []), tag ?? 'HEAD']);
  }
  return [...refs].map(([repository, names]) => ({ repository, refs: names }));
}

/** `git ls-remote` of every repository, 8 at a time: what a script would do. */
export async function listByGit(
  listings: readonly Listing[],
  user: { readonly home: string; readonly env: NodeJS.ProcessEnv },
): Promise<void> {
  const options = { env: user.env, cwd: user.home };
  await eachOf(listings, 8, async ({ repository, refs }) => {
    const { stdout } = await runWell('git', ['ls-remote', repository, ...refs], options);
    checkListing(stdout, { repository, refs });
  });
}

/**
 * One `ls-refs` request for each repository (gitprotocol-v2), `connections` at
 * a time over connections that are kept: nothing that asks once for each
 * repository is quicker. Started as a process of its own: `floor URL CONNECTIONS LISTINGS`.
 */
export async function listByHttp(
  url: string,
  connections: number,
  listings: readonly Listing[],
): Promise<void> {
  const pool = new Pool(url, { connections, pipelining: 1 });
  await eachOf(listings, connections, async (listing) => {
    const { statusCode, body } = await pool.request({
      method: 'POST',
      path: `/github.com${new URL(listing.repository).pathname}/git-upload-pack`,
      headers: { 'content-type': 'application/x-git-upload-pack-request', 'git-protocol': 'version=2' },
      body: lsRefs(listing.refs),
    });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`${listing.repository} answered with status ${statusCode}`);
    checkListing(text, listing);
  });
  await pool.close();
}

function checkListing(text: string, { repository, refs }: Listing): void {
  for (const ref of refs) if (!text.includes(ref)) throw new Error(`${repository} does not list ${ref}`);
}

function lsRefs(refs: readonly string[]): string {
  const lines = ['peel\n', 'symrefs\n', ...refs.map((ref) => `ref-prefix ${ref}\n`)];
  return `${packet('command=ls-refs\n')}${packet('object-format=sha1\n')}0001${lines.map(packet).join('')}0000`;
}

/** A line with its length before it, in four hex digits that count themselves. */
function packet(line: string): string {
  return (line.length + 4).toString(16).padStart(4, '0') + line;
}
