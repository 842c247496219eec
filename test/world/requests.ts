/** One request that a server of the world received. */
export interface WorldRequest {
  readonly server: 'mirror' | 'upstream' | 'discovery' | 'checksum-database' | 'github-api' | 'gitlab-api';
  readonly method: string;
  /** Path and query; the whole address for what came through the HTTP proxy, `host:port` for CONNECT. */
  readonly path: string;
  /** null until the answer is on its way, and for ever where none is given. */
  status: number | null;
}

/** Takes down every request, in the order of arrival. */
export class RequestRecord {
  readonly requests: WorldRequest[] = [];

  /** Takes down a request that has just arrived. */
  arrived(
    server: WorldRequest['server'],
    method: string | undefined,
    path: string | undefined,
  ): WorldRequest {
    const request: WorldRequest = { server, method: method ?? '', path: path ?? '', status: null };
    this.requests.push(request);
    return request;
  }
}
