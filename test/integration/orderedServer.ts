import { setTimeout as pass } from 'node:timers/promises';
import { NodeFiles, readGoSettings } from '../../server/src/adapters/index.ts';
import { type Examinations, OwnExaminations } from '../../server/src/examination/index.ts';
import {
  FarExaminations,
  serveExaminations,
  type Thread,
  type ThreadMessage,
} from '../../server/src/learning/index.ts';
import type { Files } from '../../server/src/ports/index.ts';
import type { World } from '../world/index.ts';
import { Activity, type Watched } from './activity.ts';
import { PULLING_EDITOR, WHOLE_EDITOR } from './editorCapabilities.ts';
import type { Beginning } from './editorSteps.ts';
import { servicesInWorld } from './languageServices.ts';
import { connect } from './languageSession.ts';
import { openServices, type TestServices } from './services.ts';
import { WatchedExaminations } from './watchedExaminations.ts';

/** A server in the world that is as slow, and as unlucky, as its beginning says. */
export interface OrderedServer extends Watched {
  readonly services: TestServices;
  /** Has the next examination fail, or no more; where there is a thread, has it end. Tells whether there was one. */
  failNext(isWanted: boolean): void;
  endThread(): boolean;
  /** Has so many milliseconds gone by. */
  letPass(milliseconds: number): void;
  /** How many have. */
  readonly passed: number;
  close(): Promise<void>;
}

/** What an editor tells of itself. */
export interface Opening {
  readonly store: string;
  readonly folders: readonly string[];
  readonly isTrusted: boolean;
  readonly settings: (uri: string | undefined) => unknown;
  /** So many milliseconds have gone by before. */
  readonly passed?: number;
}

/** Starts a server, and an editor that introduces itself. */
export async function startOrdered(
  world: World,
  { pulls, isFar, readsTake, settingsTake }: Beginning,
  { store, folders, isTrusted, settings, passed: before = 0 }: Opening,
): Promise<OrderedServer> {
  const services = await openServices(world, { patience: 0.2, store });
  const activity = new Activity();
  const unlucky = new UnluckyExaminations(services.services);
  const examinations = new WatchedExaminations(isFar ? unlucky.far : unlucky.own);
  let passed = before;
  let gowork = '';
  const { client } = connect(
    servicesInWorld(services, world.env, {
      examinations,
      files: new SlowFiles(activity, readsTake),
      clock: { ...services.services.clock, now: () => Date.now() + passed },
      settings: () =>
        activity.during(() =>
          readGoSettings({ ...process.env, ...world.env, GOWORK: gowork }, process.platform),
        ),
      configure: ({ environment }) =>
        activity.during(async () => {
          await pass(3);
          gowork = environment.GOWORK ?? '';
          await pass(3);
        }),
      clearStore: () => activity.during(() => pass(3)),
    }),
  );
  let asked = 0;
  client.settings = (uri) => {
    const answer = settings(uri);
    const take = settingsTake[asked++ % settingsTake.length] ?? 0;
    return activity.during(() => pass(take, answer));
  };
  await client.initialize({
    folders,
    capabilities: pulls ? PULLING_EDITOR : WHOLE_EDITOR,
    options: { status: true, isTrusted },
  });
  return {
    client,
    examinations,
    activity,
    services,
    failNext: (isWanted) => {
      unlucky.failsNext = isWanted;
    },
    endThread: () => unlucky.endThread(),
    letPass: (milliseconds) => {
      passed += milliseconds;
    },
    get passed() {
      return passed;
    },
    close: async () => {
      await client.shutdown().catch(() => undefined);
      client.dispose();
      await services.close();
    },
  };
}

/** Files that take up to so many milliseconds, some before they are looked at and some after. */
class SlowFiles extends NodeFiles {
  readonly #activity: Activity;
  readonly #most: number;
  #count = 0;

  constructor(activity: Activity, most: number) {
    super();
    this.#activity = activity;
    this.#most = most;
  }

  override read(...parameters: Parameters<Files['read']>): Promise<Uint8Array> {
    return this.#slowly(() => super.read(...parameters));
  }

  override list(...parameters: Parameters<Files['list']>): ReturnType<Files['list']> {
    return this.#slowly(() => super.list(...parameters));
  }

  override kind(...parameters: Parameters<Files['kind']>): ReturnType<Files['kind']> {
    return this.#slowly(() => super.kind(...parameters));
  }

  #slowly<Value>(work: () => Promise<Value>): Promise<Value> {
    return this.#activity.during(async () => {
      await this.#wait();
      const value = await work();
      await this.#wait();
      return value;
    });
  }

  async #wait(): Promise<void> {
    // A step of seven visits all lengths in turn.
    if (this.#most > 0) await pass((this.#count++ * 7) % (this.#most + 1));
  }
}

/** Examinations that fail when they are told to, in this thread or in one that ends. */
class UnluckyExaminations {
  readonly own: Examinations;
  readonly far: Examinations;
  failsNext = false;
  #thread: TestThread | null = null;

  constructor(services: TestServices['services']) {
    const own = new OwnExaminations(services);
    const examine = own.examine.bind(own);
    own.examine = (...parameters) => {
      if (!this.failsNext) return examine(...parameters);
      this.failsNext = false;
      return Promise.reject(new Error('planted'));
    };
    this.own = own;
    this.far = new FarExaminations(
      () => {
        this.#thread = new TestThread(own);
        return this.#thread;
      },
      () => undefined,
    );
  }

  endThread(): boolean {
    const thread = this.#thread;
    this.#thread = null;
    thread?.end();
    return thread !== null;
  }
}

/** A thread that is none: messages are copied as they are between threads, and arrive a turn later. */
class TestThread implements Thread {
  #isOver = false;
  #receive: (message: ThreadMessage) => void = () => undefined;
  #heed: (message: ThreadMessage) => void = () => undefined;
  #ended: (why: string) => void = () => undefined;

  constructor(examinations: Examinations) {
    serveExaminations(
      {
        post: (message) => this.#later(message, (copy) => this.#receive(copy)),
        listen: (heed) => {
          this.#heed = heed;
        },
      },
      examinations,
    );
  }

  post(message: ThreadMessage): void {
    this.#later(message, (copy) => this.#heed(copy));
  }

  listen(receive: (message: ThreadMessage) => void): void {
    this.#receive = receive;
  }

  onEnd(ended: (why: string) => void): void {
    this.#ended = ended;
  }

  /** Ends as one that has run out of memory. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#ended('planted');
  }

  async stop(): Promise<void> {
    this.#isOver = true;
  }

  #later(message: ThreadMessage, deliver: (copy: ThreadMessage) => void): void {
    const copy = structuredClone(message);
    setImmediate(() => {
      if (!this.#isOver) deliver(copy);
    });
  }
}
