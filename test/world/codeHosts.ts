import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from './loopback.ts';
import type { ModuleDescription } from './modules/description.ts';
import type { HostedDescription, HostFault } from './modules/hosted.ts';
import type { RequestRecord } from './requests.ts';
import { SigningDesk } from './sigstore/signingDesk.ts';
import { packBlock } from './snappyBlock.ts';

/** The service of one code host, on loopback. */
export interface CodeHostServer {
  readonly url: string;
  /** Makes it misbehave from now on, or no more. */
  setFault(fault: HostFault | null): void;
  close(): Promise<void>;
}

/** What the services know of a repository. */
interface HostedRepository {
  /** `https://host/owner/name`. */
  readonly url: string;
  readonly isGone: boolean;
  readonly versions: readonly (HostedDescription & { readonly commitId: string })[];
}

export interface CodeHosts {
  /** Tells of the repositories of github.com, in the shapes of GitHub's REST API. */
  readonly gitHub: CodeHostServer;
  /** Tells of the repositories of git.example.test, in the shapes of GitLab's API. */
  readonly gitLab: CodeHostServer;
}

/** Starts both. The trusted root of what is signed here is written into `rootFile` before the first bundle is given out. */
export async function startCodeHosts(
  modules: readonly ModuleDescription[],
  commitId: (module: ModuleDescription, label: string) => string,
  rootFile: string,
  record: RequestRecord,
): Promise<CodeHosts> {
  const repositories = repositoriesOf(modules, commitId);
  const desk = new SigningDesk(rootFile);
  const gitHub = await startServer('github-api', record, (path, url) =>
    answerGitHub(path, url, repositories, desk),
  );
  const gitLab = await startServer('gitlab-api', record, (path) =>
    Promise.resolve(answerGitLab(path, repositories)),
  );
  return { gitHub, gitLab };
}

/** An answer as JSON, or a packed one; null is status 404. */
type Answer = unknown;

/** A bundle at an address of its own, packed as GitHub keeps them. */
class Packed {
  readonly block: Buffer;

  constructor(bundle: object) {
    this.block = packBlock(Buffer.from(JSON.stringify(bundle)));
  }
}

async function startServer(
  name: 'github-api' | 'gitlab-api',
  record: RequestRecord,
  answer: (path: string, url: string) => Promise<Answer>,
): Promise<CodeHostServer> {
  let fault: HostFault | null = null;
  const loopback = await listen(name, record, async (request: IncomingMessage, response) => {
    if (fault !== null) return answerFault(fault, response);
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const value = await answer(pathname, loopback.url);
    if (value instanceof Packed) {
      response.writeHead(200, { 'content-type': 'application/x-snappy' }).end(value.block);
      return;
    }
    response.writeHead(value === null ? 404 : 200, {
      'content-type': 'application/json; charset=utf-8',
      'x-ratelimit-remaining': '42',
    });
    response.end(JSON.stringify(value ?? { message: 'Not Found' }));
  });
  return {
    url: loopback.url,
    setFault: (next) => {
      fault = next;
    },
    close: loopback.close,
  };
}

/** Follows docs.github.com/rest: attestations, releases, rules, repositories. */
async function answerGitHub(
  path: string,
  url: string,
  repositories: ReadonlyMap<string, HostedRepository>,
  desk: SigningDesk,
): Promise<Answer> {
  const [, owner = '', name = '', rest = ''] = /^\/repos\/([^/]+)\/([^/]+)\/?(.*)$/.exec(path) ?? [];
  const repository = repositories.get(`https://github.com/${owner}/${name}`.toLowerCase());
  if (repository === undefined || repository.isGone) return null;
  if (rest === '') return { full_name: `${owner}/${name}`, private: false };
  const { versions } = repository;
  const [, digest] = /^attestations\/sha(?:1|256):([0-9a-f]+)$/.exec(rest) ?? [];
  if (digest !== undefined) {
    const version = versions.find(({ commitId }) => commitId === digest);
    const kinds = version?.attestations ?? [];
    if (version === undefined || kinds.length === 0) return null;
    const signed = kinds.map((kind) => desk.bundle(repository.url, version, kind));
    return {
      attestations: (await Promise.all(signed)).map((bundle, at) => listed(bundle, version, at, url, path)),
    };
  }
  const [, at] = /^bundles\/(\d+)\/[0-9a-f]+$/.exec(rest) ?? [];
  if (at !== undefined) {
    const version = versions.find(({ commitId }) => rest.endsWith(`/${commitId}`));
    const kind = version?.attestations?.[Number(at)];
    if (version === undefined || kind === undefined) return null;
    return new Packed(await desk.bundle(repository.url, version, kind));
  }
  const [, tag] = /^releases\/tags\/(.+)$/.exec(rest) ?? [];
  if (tag !== undefined) {
    const release = versions.find((version) => version.tag === decodeURIComponent(tag))?.release;
    return release === undefined ? null : { tag_name: decodeURIComponent(tag), draft: false, ...release };
  }
  const rulesets = versions.flatMap((version) => version.rulesets ?? []).map(rulesetOf);
  if (rest === 'rulesets') return rulesets.map(({ rules: _, conditions: __, ...summary }) => summary);
  return rulesets.find(({ id }) => rest === `rulesets/${id}`) ?? null;
}

function listed(
  bundle: object,
  version: HostedRepository['versions'][number],
  at: number,
  url: string,
  path: string,
): object {
  const apart = `${url}${path.replace(/\/attestations\/.*$/, '')}/bundles/${at}/${version.commitId}`;
  const isApart = version.bundlesApart === true;
  return { bundle: isApart ? null : bundle, bundle_url: isApart ? apart : undefined, repository_id: 1 };
}

function rulesetOf(
  { name, include, rules, enforcement }: NonNullable<HostedDescription['rulesets']>[number],
  at: number,
) {
  return {
    id: at + 1,
    name,
    target: 'tag',
    source_type: 'Repository',
    enforcement: enforcement ?? 'active',
    conditions: { ref_name: { include, exclude: [] } },
    rules: rules.map((type) => ({ type })),
  };
}

/** Follows docs.gitlab.com/api/protected_tags. */
function answerGitLab(path: string, repositories: ReadonlyMap<string, HostedRepository>): Answer {
  const [, id = ''] = /^\/projects\/([^/]+)\/protected_tags$/.exec(path) ?? [];
  const repository = repositories.get(`https://git.example.test/${decodeURIComponent(id)}`.toLowerCase());
  if (repository === undefined || repository.isGone) return null;
  const tags = repository.versions.flatMap((version) => Object.entries(version.protectedTags ?? {}));
  return tags.map(([name, description]) => ({
    name,
    create_access_levels: [{ id: 1, access_level: 40, access_level_description: description }],
  }));
}

function answerFault(fault: HostFault, response: ServerResponse): void {
  switch (fault.kind) {
    case 'rate-limit':
      response.writeHead(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(fault.resetAt) });
      response.end('{"message":"API rate limit exceeded"}');
      break;
    case 'retry-after':
      response.writeHead(429, { 'retry-after': String(fault.seconds) }).end('{}');
      break;
    case 'status':
      response.writeHead(fault.status, { 'content-type': 'application/json' }).end('{"message":"no"}');
      break;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
      break;
    case 'hangs':
      break;
    case 'endless': {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        if (!response.destroyed) response.write(' '.repeat(1 << 20), () => setImmediate(more));
      };
      more();
    }
  }
}

function repositoriesOf(
  modules: readonly ModuleDescription[],
  commitId: (module: ModuleDescription, label: string) => string,
): ReadonlyMap<string, HostedRepository> {
  const repositories = new Map<string, HostedRepository>();
  for (const module of modules) {
    const { repository, hosted } = module;
    if (repository === null) continue;
    const key = repository.url.toLowerCase();
    const known = repositories.get(key)?.versions ?? [];
    const versions =
      hosted === undefined ? known : [...known, { ...hosted, commitId: commitId(module, hosted.commit) }];
    const isGone = repository.answersNow?.kind === 'status' && repository.answersNow.status === 404;
    repositories.set(key, { url: repository.url, isGone, versions });
  }
  return repositories;
}
