import { type ChildProcess, execFile, spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { answerCgi } from './cgi.ts';
import { answerText, listen } from './loopback.ts';
import type { UpstreamAnswer } from './modules/description.ts';
import { type Moment, type Repository, serverGitEnvironment } from './repositories.ts';
import type { RequestRecord } from './requests.ts';

/** The hosts of all repositories behind one address: `<url>/github.com/owner/name`. */
export interface Upstream {
  readonly url: string;
  /** Makes the server answer otherwise from now on for one address of a repository, such as its `url`. */
  setAnswer(repositoryUrl: string, answer: UpstreamAnswer): void;
  /** Ends at once, git processes included. */
  close(): Promise<void>;
}

interface Place {
  readonly repository: Repository;
  answer: UpstreamAnswer;
}

/**
 * Starts the upstream: every repository served by `git http-backend`, the smart
 * HTTP protocol as git itself speaks it.
 */
export async function startUpstream(
  root: string,
  repositories: readonly Repository[],
  moment: Moment,
  record: RequestRecord,
): Promise<Upstream> {
  const { stdout } = await promisify(execFile)('git', ['--exec-path']);
  const backend = join(
    stdout.trim(),
    process.platform === 'win32' ? 'git-http-backend.exe' : 'git-http-backend',
  );
  const places = new Map<string, Place>();
  for (const repository of repositories) {
    const { url, alsoAt = [], answersNow } = repository.description;
    for (const address of alsoAt) {
      places.set(placeName(pathOfUrl(address)), { repository, answer: { kind: 'serves' } });
    }
    const answer = (moment === 'now' ? answersNow : undefined) ?? { kind: 'serves' };
    places.set(placeName(pathOfUrl(url)), { repository, answer });
  }
  const children = new Set<ChildProcess>();
  const loopback = await listen('upstream', record, (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, name = '', rest = ''] =
      /^(.*?)(\/info\/refs|\/git-upload-pack|\/git-receive-pack|\/HEAD|\/objects\/.*)?$/.exec(
        decodeURIComponent(url.pathname),
      ) ?? [];
    const place = places.get(placeName(name));
    if (place === undefined) {
      answerText(response, 404, 'Repository not found.\n');
    } else if (place.answer.kind === 'serves') {
      const child = serve(backend, root, place.repository, rest, url.search.slice(1), request, response);
      children.add(child);
      child.once('close', () => children.delete(child));
    } else {
      refuse(place.answer, loopback.url, rest + url.search, response);
    }
  });
  return {
    url: loopback.url,
    setAnswer: (repositoryUrl, answer) => {
      const place = places.get(placeName(pathOfUrl(repositoryUrl)));
      if (place === undefined) {
        throw new Error(`no repository at ${repositoryUrl}`);
      }
      place.answer = answer;
    },
    close: async () => {
      const ended = [...children].map((child) => new Promise((resolve) => child.once('close', resolve)));
      for (const child of children) {
        // git-http-backend ends the upload-pack below it when it is ended.
        child.kill();
      }
      await Promise.all([loopback.close(), ...ended]);
    },
  };
}

/** `/github.com/owner/name` of `https://github.com/owner/name`. */
function pathOfUrl(url: string): string {
  const { host, pathname } = new URL(url);
  return `/${host}${pathname}`;
}

/** github.com finds owners and names whatever their case; every host takes a `.git` at the end. */
function placeName(path: string): string {
  const plain = path.endsWith('.git') ? path.slice(0, -'.git'.length) : path;
  return plain.toLowerCase().startsWith('/github.com/') ? plain.toLowerCase() : plain;
}

function serve(
  backend: string,
  root: string,
  repository: Repository,
  path: string,
  query: string,
  request: IncomingMessage,
  response: ServerResponse,
): ChildProcess {
  const { headers } = request;
  const speaksNewProtocols = repository.description.protocol !== 0;
  const child = spawn(backend, [], {
    env: {
      ...serverGitEnvironment(),
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: `/${repository.directory}${path}`,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: headers['content-type'] ?? '',
      ...(headers['content-length'] === undefined ? {} : { CONTENT_LENGTH: headers['content-length'] }),
      HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
      GIT_PROTOCOL: speaksNewProtocols ? String(headers['git-protocol'] ?? '') : '',
      REMOTE_ADDR: '127.0.0.1',
      REMOTE_USER: '',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
  answerCgi(child, request, response);
  return child;
}

function refuse(
  answer: Exclude<UpstreamAnswer, { kind: 'serves' }>,
  upstreamUrl: string,
  rest: string,
  response: ServerResponse,
): void {
  switch (answer.kind) {
    case 'status':
      answerText(
        response,
        answer.status,
        'Repository not found.\n',
        answer.status === 401 ? { 'www-authenticate': 'Basic realm="Git"' } : {},
      );
      break;
    case 'redirects':
      answerText(response, 301, '', { location: `${upstreamUrl}${pathOfUrl(answer.toUrl)}${rest}` });
      break;
    case 'nonsense':
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end('<!DOCTYPE html><title>Welcome</title><p>This host has moved to new machines.</p>');
      break;
    case 'hangs':
      break;
  }
}
