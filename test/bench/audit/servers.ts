import { type ChildProcess, fork } from 'node:child_process';
import { allDone } from '../../world/allDone.ts';
import type { MaterialFolders } from './material.ts';
import type { ProcessorTime } from './processorTime.ts';
import type { ServerOrder } from './serve.ts';
import type { Traffic } from './slowServer.ts';

/** What happened at one server during a piece of work. */
export interface ServerWork {
  readonly requests: number;
  readonly zips: number;
  readonly connections: number;
  readonly sentBytes: number;
  /** Most requests at one time. */
  readonly peak: number;
  /** Seconds of processor time of the server and of what it started; null where the system does not tell. */
  readonly processor: number | null;
}

/** What happened at both servers. */
export interface ServersWork {
  readonly upstream: ServerWork;
  readonly mirror: ServerWork;
}

/** An upstream and a mirror, each in a process of its own. */
export interface Servers {
  readonly upstreamUrl: string;
  readonly mirrorUrl: string;
  setRoundTrip(milliseconds: number): Promise<void>;
  /** Does `work` and tells what it cost the servers. */
  during<Result>(work: () => Promise<Result>): Promise<{ result: Result; servers: ServersWork }>;
  stop(): void;
}

interface Count {
  readonly traffic: Traffic;
  readonly processor: ProcessorTime;
}

/** Starts both servers over `folders`, from the script `program` that is told `serve KIND FOLDER`. */
export async function startServers(program: string, folders: MaterialFolders): Promise<Servers> {
  const upstream = fork(program, ['serve', 'upstream', folders.upstream]);
  const mirror = fork(program, ['serve', 'mirror', folders.mirror]);
  const stop = () => {
    upstream.kill();
    mirror.kill();
  };
  const [{ url: upstreamUrl }, { url: mirrorUrl }] = (await allDone([said(upstream), said(mirror)]).catch(
    (error) => {
      stop();
      throw error;
    },
  )) as [{ url: string }, { url: string }];
  const countOf = async (child: ChildProcess) => (await tell(child, { order: 'count' })) as Count;
  return {
    upstreamUrl,
    mirrorUrl,
    setRoundTrip: async (roundTrip) => {
      for (const child of [upstream, mirror]) await tell(child, { order: 'distance', roundTrip });
    },
    during: async (work) => {
      const before = [await countOf(upstream), await countOf(mirror)] as const;
      const result = await work();
      const after = [await countOf(upstream), await countOf(mirror)] as const;
      return {
        result,
        servers: { upstream: difference(before[0], after[0]), mirror: difference(before[1], after[1]) },
      };
    },
    stop,
  };
}

function difference(before: Count, after: Count): ServerWork {
  const less = (name: 'requests' | 'zips' | 'connections' | 'sentBytes') =>
    after.traffic[name] - before.traffic[name];
  return {
    requests: less('requests'),
    zips: less('zips'),
    connections: less('connections'),
    sentBytes: less('sentBytes'),
    peak: after.traffic.peak,
    processor:
      before.processor.children === null || after.processor.children === null
        ? null
        : after.processor.own + after.processor.children - before.processor.own - before.processor.children,
  };
}

function tell(child: ChildProcess, order: ServerOrder): Promise<unknown> {
  const answer = said(child);
  child.send(order);
  return answer;
}

/** The next message of a server. Rejects when it ends instead. */
function said(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('a server of the benchmark ended'));
    child.once('exit', ended);
    child.once('error', reject);
    child.once('message', (message) => {
      child.off('exit', ended);
      child.off('error', reject);
      resolve(message);
    });
  });
}
