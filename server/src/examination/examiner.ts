import { isPrivate } from '../goenv/index.ts';
import { canonicalVersion, type ModuleVersion } from '../module/index.ts';
import { notComparable } from '../origin/index.ts';
import {
  ChecksumDatabase,
  Importers,
  ModuleCache,
  ModuleProxy,
  type NoPlace,
  type UpstreamPlace,
  Upstreams,
} from '../sources/index.ts';
import { notApplicable, UNKNOWN_UPSTREAM, type Undetermined, undetermined } from '../verdict/index.ts';
import { CircumstancesStore } from './circumstancesStore.ts';
import { type Copies, openCopies } from './copies.ts';
import type { ExaminedFacts } from './examinedFacts.ts';
import { HostEnquiry } from './hostEnquiry.ts';
import { LikenessExamination } from './likenessExamination.ts';
import type { CopySources } from './moduleCopy.ts';
import { ModuleExamination } from './moduleExamination.ts';
import { Notices } from './notices.ts';
import type { Question } from './question.ts';
import { RepositoryExamination } from './repositoryExamination.ts';
import type { ExaminationServices } from './services.ts';
import { SuspectEnquiry, targetOf } from './suspectEnquiry.ts';
import { Turns } from './turns.ts';
import { VerdictStore } from './verdictStore.ts';
import { Witnesses } from './witnesses.ts';

/** How modules are examined. */
export interface ExaminationOptions {
  /** No request at all. */
  readonly offline: boolean;
  /** How many repositories, and how many copies of modules, are dealt with at a time. */
  readonly concurrency: number;
  /** Tag ledgers of the projects: files that are read, and written to where they are there. */
  readonly ledgers: readonly string[];
  readonly signal: AbortSignal;
}

/** Learns the facts about module versions. One for each run: repositories are opened once and closed together. */
export class Examiner {
  readonly #services: ExaminationServices;
  readonly #options: ExaminationOptions;
  readonly #upstreams: Upstreams;
  readonly #witnesses: Witnesses;
  readonly #sources: CopySources;
  readonly #modules: ModuleExamination;
  readonly #asking: Turns;
  readonly #circumstances: CircumstancesStore;
  readonly #notices: Notices;
  readonly #enquiry: SuspectEnquiry | null;
  readonly #hosts: HostEnquiry;

  private constructor(
    services: ExaminationServices,
    options: ExaminationOptions,
    database: ChecksumDatabase,
    witnesses: Witnesses,
  ) {
    const { http, files, store, clock, settings, patience, log } = services;
    this.#services = services;
    this.#options = options;
    this.#witnesses = witnesses;
    this.#upstreams = new Upstreams(http, services.git, settings, patience);
    this.#asking = new Turns(options.concurrency);
    this.#sources = {
      cache: new ModuleCache(files, settings.GOMODCACHE.value, log),
      proxy: options.offline ? null : new ModuleProxy(http, files, settings, patience),
    };
    this.#circumstances = new CircumstancesStore(store, clock, settings.GOPROXY.value);
    this.#notices = new Notices(
      {
        ...this.#sources,
        store,
        clock,
        proxyList: settings.GOPROXY.value,
        asking: new Turns(options.concurrency),
      },
      options.signal,
    );
    this.#enquiry = this.#makeEnquiry();
    this.#hosts = new HostEnquiry(
      { ...services, upstreams: this.#upstreams, offline: options.offline },
      options.signal,
    );
    this.#modules = new ModuleExamination({
      sources: this.#sources,
      database,
      verdicts: new VerdictStore(store, settings.GOPROXY.value, clock),
      witnesses,
      likeness: new LikenessExamination(this.#sources, settings, options.signal),
      copying: new Turns(options.concurrency),
      signal: options.signal,
    });
  }

  /** Opens an examiner with what earlier runs and other machines have seen. Rejects on cancellation alone. */
  static async open(services: ExaminationServices, options: ExaminationOptions): Promise<Examiner> {
    const database = new ChecksumDatabase(services, services.settings, services.patience);
    const witnesses = await Witnesses.open(services, database, options.ledgers, options.signal);
    return new Examiner(services, options, database, witnesses);
  }

  /**
   * Examines module versions, those of one repository together. `learnt` is
   * called with each as soon as it is done. Never rejects but for cancellation:
   * what failed is undetermined, and disturbs no other module.
   */
  async examine(
    questions: readonly Question[],
    learnt: (module: ModuleVersion, facts: ExaminedFacts) => void,
  ): Promise<void> {
    const { offline, signal } = this.#options;
    const hosts = new Map<string, Question[]>();
    const alone: Question[] = [];
    for (const question of questions) {
      const { module } = question;
      const settled = this.#settledWithoutAsking(module);
      if (settled !== null) learnt(module, settled);
      else if (offline) alone.push(question);
      else add(hosts, module.path.split('/')[0] ?? '', question);
    }
    await Promise.all([
      ...alone.map((question) =>
        this.#guarded(question, learnt, () => this.#modules.examineOffline(question)),
      ),
      ...[...hosts.values()].map((asked) => this.#examineHost(asked, learnt)),
    ]);
    signal.throwIfAborted();
  }

  /**
   * Tells what is stored of module versions, as far as it is still about the
   * bytes that a build takes. Nobody is asked, and no zip is read. Rejects on
   * cancellation alone.
   */
  async recall(
    questions: readonly Question[],
    learnt: (module: ModuleVersion, facts: ExaminedFacts) => void,
  ): Promise<void> {
    const { signal } = this.#options;
    await Promise.all(
      questions.map(async (question) => {
        const { module } = question;
        const settled = this.#settledWithoutAsking(module);
        const facts = settled ?? (await this.#modules.recallStored(question));
        signal.throwIfAborted();
        if (facts === null) return;
        const [circumstances, notices, hosts] = await Promise.all([
          this.#keptCircumstances(question, facts),
          settled?.notices ?? this.#notices.about(module),
          this.#hosts.ask(question, facts),
        ]);
        learnt(module, { ...facts, circumstances, notices, ...hosts });
      }),
    );
  }

  /** Tag ledgers that could not be used as they are, in sentences. */
  get ledgerTroubles(): Witnesses['troubles'] {
    return this.#witnesses.troubles;
  }

  /** Examines one version and opens both its copies, to be read file by file. As {@link examine}. */
  async copiesOf(module: ModuleVersion): Promise<Copies> {
    let facts = nothingLearnt(undetermined('internal'));
    await this.examine([{ module, expected: new Set() }], (_, learnt) => {
      facts = learnt;
    });
    if (facts.content.state === 'not-applicable' || this.#options.offline)
      return { facts, mirror: null, readUpstream: null };
    return openCopies(module, facts, this.#sources, this.#upstreams, this.#options.signal);
  }

  /** Keeps what was seen, and closes what the examinations opened. Never rejects. */
  async close(): Promise<void> {
    await Promise.all([this.#witnesses.close(), this.#upstreams.close()]);
  }

  /** Modules whose paths begin with one host: their repositories are found first, so that each is asked once. */
  async #examineHost(
    questions: readonly Question[],
    learnt: (module: ModuleVersion, facts: ExaminedFacts) => void,
  ): Promise<void> {
    const { signal } = this.#options;
    const repositories = new Map<string, { question: Question; place: UpstreamPlace }[]>();
    const lost: { question: Question; place: NoPlace }[] = [];
    await Promise.all(
      questions.map(async (question) => {
        const place = await this.#asking.take(() => this.#upstreams.place(question.module, signal));
        if (place.kind === 'place') add(repositories, place.repository, { question, place });
        else lost.push({ question, place });
      }),
    );
    await Promise.all([
      ...lost.map(({ question, place }) =>
        this.#guarded(question, learnt, () => this.#modules.examineWithoutRepository(question, place)),
      ),
      ...[...repositories.values()].map(async (placed) => {
        const [first] = placed;
        if (first === undefined) return;
        const repository = this.#upstreams.repository(
          first.place.repository,
          first.question.module.path,
          signal,
        );
        const examination = new RepositoryExamination(repository, placed, this.#modules, this.#asking);
        await Promise.all(
          placed.map(({ question }) => this.#guarded(question, learnt, () => examination.examine(question))),
        );
      }),
    ]);
  }

  /** What is known of a module about which nobody may be asked, or nothing can be. */
  #settledWithoutAsking(module: ModuleVersion): ExaminedFacts | null {
    if (isPrivate(module.path, this.#services.settings))
      return nothingToAsk('the module is private (GOPRIVATE or GONOPROXY)');
    const unfit = notComparable(module.path, null);
    if (unfit !== null) return nothingToAsk(unfit.reason);
    if (canonicalVersion(module.version) === module.version && module.version !== '') return null;
    return nothingLearnt(undetermined('not-at-mirror', `${module.version} is not a canonical version`));
  }

  async #keptCircumstances(
    question: Question,
    facts: ExaminedFacts,
  ): Promise<ExaminedFacts['circumstances']> {
    const target = targetOf(question, facts);
    return target === null ? null : this.#circumstances.read(question.module, target);
  }

  /** Offline nobody is asked about suspects either. */
  #makeEnquiry(): SuspectEnquiry | null {
    const { proxy } = this.#sources;
    const { http, settings, importers, patience } = this.#services;
    if (proxy === null) return null;
    return new SuspectEnquiry(
      {
        proxy,
        upstreams: this.#upstreams,
        importers: new Importers(http, settings, importers, patience),
        settings,
        kept: this.#circumstances,
        importersAreOwn: importers?.namedBy === 'user',
      },
      this.#options.signal,
    );
  }

  /** One module that fails does not silence the others. */
  async #guarded(
    question: Question,
    learnt: (module: ModuleVersion, facts: ExaminedFacts) => void,
    examine: () => Promise<ExaminedFacts>,
  ): Promise<void> {
    const { signal } = this.#options;
    const { module } = question;
    let facts: ExaminedFacts;
    try {
      const noticed = this.#notices.about(module);
      // It is awaited below, and an error in between must not count as one that nobody awaits.
      noticed.catch(() => undefined);
      const examined = await examine();
      const circumstances = (await this.#enquiry?.ask(question, examined)) ?? null;
      const [notices, hosts] = await Promise.all([noticed, this.#hosts.ask(question, examined)]);
      facts = { ...examined, circumstances, notices, ...hosts };
    } catch (error) {
      signal.throwIfAborted();
      this.#services.log.warn(`${module.path}@${module.version}: ${String((error as Error).stack ?? error)}`);
      facts = nothingLearnt(undetermined('internal', error instanceof Error ? error.message : String(error)));
    }
    signal.throwIfAborted();
    learnt(module, facts);
  }
}

function add<Key, Value>(groups: Map<Key, Value[]>, key: Key, value: Value): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}

/** Nothing could be learnt, for one reason. */
export function nothingLearnt(fact: Undetermined): ExaminedFacts {
  return {
    content: fact,
    reading: { behaviour: fact, identity: fact },
    likeness: { ...fact, target: '' },
    circumstances: null,
    copy: fact,
    log: fact,
    logged: null,
    notices: fact,
    provenance: fact,
    protection: fact,
    upstream: { ...UNKNOWN_UPSTREAM, reason: fact.reason, detail: fact.detail },
  };
}

/** Nothing is asked about this module. */
function nothingToAsk(why: string): ExaminedFacts {
  const fact = notApplicable(why);
  return {
    content: fact,
    reading: { behaviour: fact, identity: fact },
    likeness: fact,
    circumstances: null,
    copy: fact,
    log: fact,
    logged: null,
    notices: fact,
    provenance: fact,
    protection: fact,
    upstream: { ...UNKNOWN_UPSTREAM, state: 'not-applicable', detail: why },
  };
}
