import type { Manifest } from '../divergence/index.ts';
import { type CommitTree, type FileDescription, GitError, isSameFile } from '../ports/index.ts';
import type { VersionInfo } from '../proxy/index.ts';
import {
  type ChecksumDatabase,
  type NoPlace,
  REASON_OF_GIT,
  type UpstreamPlace,
  type UpstreamRepository,
} from '../sources/index.ts';
import {
  type ContentFact,
  type SeenCommit,
  type Undetermined,
  type UndeterminedReason,
  undetermined,
} from '../verdict/index.ts';
import { claimsOf } from './commitClaims.ts';
import { contentFact, misplacedContent } from './contentFact.ts';
import { type CopyContents, isLikenessSettled, readContents, unreadContents } from './copyContents.ts';
import { equalCommit } from './equalCommit.ts';
import type { CopyHashes, ExaminedFacts, LogFact } from './examinedFacts.ts';
import { HOST_NOT_ASKED } from './hostFacts.ts';
import type { LikenessExamination } from './likenessExamination.ts';
import type { Located } from './located.ts';
import { askLog, recallLog } from './logFact.ts';
import { type CopySources, type ModuleCopy, manifestOf, readCopy, readInfo } from './moduleCopy.ts';
import type { Question } from './question.ts';
import { isNewsOfUpstream, NOTICES_NOT_ASKED, storedFacts } from './storedFacts.ts';
import type { Turns } from './turns.ts';
import { UpstreamCopy } from './upstreamCopy.ts';
import { type UpstreamEvidence, upstreamFact } from './upstreamFact.ts';
import type { StoredVerdict, VerdictStore } from './verdictStore.ts';
import { whyNot } from './whyNot.ts';
import type { Witnesses } from './witnesses.ts';

/** What module examinations work with, the same for all of a run. */
export interface ExaminationTools {
  readonly sources: CopySources;
  readonly database: ChecksumDatabase;
  readonly verdicts: VerdictStore;
  readonly witnesses: Witnesses;
  readonly likeness: LikenessExamination;
  /** How many copies of modules are held at a time. */
  readonly copying: Turns;
  readonly signal: AbortSignal;
}

/** The place of a version, and the repository there. */
export interface Whereabouts {
  readonly place: UpstreamPlace;
  readonly repository: UpstreamRepository;
  readonly located: Promise<Located>;
  /** Answers about the commits that were asked for, by full id. */
  readonly commits: Promise<ReadonlyMap<string, CommitTree | GitError>>;
}

/** What facts are made of. */
type Learnt = Omit<UpstreamEvidence, 'seenBefore' | 'loggedBefore'> &
  Pick<ExaminedFacts, 'reading' | 'likeness' | 'copy' | 'log'>;

/** Verdicts about a commit that hold as long as zip and commit are the same, though they settle nothing. */
const LASTING = new Set<UndeterminedReason>(['unbuildable', 'no-module-at-commit']);

/** Learns the facts about one module version at a time. */
export class ModuleExamination {
  readonly #tools: ExaminationTools;

  constructor(tools: ExaminationTools) {
    this.#tools = tools;
  }

  /**
   * The stored verdict about a version, when it is about the bytes that a build
   * takes today: go.sum knows no others, and the module cache holds no others.
   */
  async standingVerdict({ module, expected }: Question): Promise<StoredVerdict | null> {
    const { verdicts, sources } = this.#tools;
    const verdict = await verdicts.read(module);
    if (verdict === null || (expected.size > 0 && !expected.has(verdict.copy.h1))) return null;
    return isSameFile(await sources.cache.describe(module, 'zip'), verdict.zipFile) ? verdict : null;
  }

  /** The facts from a standing verdict and where upstream stands today; null when that is not enough. */
  async recall(
    question: Question,
    place: UpstreamPlace,
    located: Located,
    verdict: StoredVerdict,
  ): Promise<ExaminedFacts | null> {
    const { module } = question;
    if (!isLikenessSettled(question, verdict)) return null;
    let content: ContentFact;
    if (located.kind === 'commit') {
      if (verdict.content === null || verdict.commit !== located.commit) return null;
      content = verdict.content;
    } else if (located.kind === 'tag-missing' && verdict.info?.origin?.hash !== undefined) {
      return null;
    } else {
      content = whyNot(located, place);
    }
    const log = await this.#recallLog(module, verdict, true);
    const { copy, info, claims, reading, likeness } = verdict;
    const facts = this.#facts({ place, located, claims, info, content, reading, likeness, copy, log });
    const { identity: database } = this.#tools.database;
    const isNews = isNewsOfUpstream(facts.upstream, verdict);
    if (isNews || log.state !== verdict.log.state || database !== verdict.database) {
      const upstream = isNews ? facts.upstream : verdict.upstream;
      await this.#tools.verdicts.write(module, { ...verdict, log, database, upstream });
    }
    return facts;
  }

  /** Examines a version from its bytes. Rejects for faults of this program and for cancellation alone. */
  examineAfresh(question: Question, whereabouts: Whereabouts): Promise<ExaminedFacts> {
    return this.#tools.copying.take(() => this.#examine(question, whereabouts));
  }

  /** Examines a version whose repository is not known, or that has none. */
  async examineWithoutRepository(question: Question, place: NoPlace): Promise<ExaminedFacts> {
    const { module } = question;
    const located: Located = place;
    const content = whyNot(located, place);
    const [read, info] = await this.#tools.copying.take(async () =>
      Promise.all([this.#hash(question), readInfo(module, this.#tools.sources, this.#tools.signal)]),
    );
    const { copy, log, reading, likeness } = read;
    const isReadable = copy.state === 'hashed' || content.state === 'not-applicable';
    return this.#facts({
      place,
      located,
      claims: null,
      info,
      content: isReadable ? content : copy,
      reading,
      likeness,
      copy,
      log,
    });
  }

  /** What is stored of a version, if it is about the bytes that a build takes today; else null. */
  async recallStored(question: Question): Promise<ExaminedFacts | null> {
    const verdict = await this.standingVerdict(question);
    if (verdict === null) return null;
    const { witnesses } = this.#tools;
    const log = await this.#recallLog(question.module, verdict, false);
    const seen = witnesses.seen(verdict.upstream);
    return storedFacts(question, verdict, { log, logged: witnesses.logged(log), seen });
  }

  /** What this machine knows of a version by itself. */
  async examineOffline(question: Question): Promise<ExaminedFacts> {
    const stored = await this.recallStored(question);
    if (stored !== null) return stored;
    const read = await this.#tools.copying.take(() => this.#hash(question));
    const { zipFile, ...learnt } = read;
    const place: NoPlace = { kind: 'undetermined', reason: 'offline', detail: '', repository: null };
    const content = undetermined('offline');
    const facts = this.#facts({ place, located: place, claims: null, info: null, content, ...learnt });
    await this.#remember(question, zipFile, facts, { located: place, info: null, claims: null });
    return facts;
  }

  async #examine(question: Question, whereabouts: Whereabouts): Promise<ExaminedFacts> {
    const { module } = question;
    const { sources, signal, witnesses } = this.#tools;
    const { place } = whereabouts;
    const [answer, info] = await Promise.all([
      readCopy(module, sources, signal),
      readInfo(module, sources, signal),
    ]);
    const asked = answer.kind === 'copy' ? this.#askLog(module, true) : null;
    // It is awaited below, and an error in between must not count as one that nobody awaits.
    asked?.catch(() => undefined);
    const located = await whereabouts.located;
    const seenBefore = witnesses.tag(place, located);
    if (answer.kind === 'undetermined') {
      const fact = this.#withoutCopy(answer.fact, located);
      return this.#facts({
        place,
        located,
        claims: null,
        info,
        content: fact,
        ...unreadContents(fact),
        copy: fact,
        log: fact,
      });
    }
    const commit = await this.#commitToCompare(located, info, whereabouts);
    const upstream = commit instanceof UpstreamCopy ? commit : null;
    const manifest = manifestOf(answer.copy, upstream?.format ?? 'sha1');
    const log = (await asked) ?? undetermined('internal');
    if ('state' in manifest) {
      return this.#facts({
        place,
        located,
        claims: null,
        info,
        content: manifest,
        ...unreadContents(manifest),
        copy: manifest,
        log,
      });
    }
    const content =
      commit instanceof UpstreamCopy
        ? await this.#compare({
            module,
            copy: answer.copy,
            manifest,
            upstream: commit,
            info,
            seenBefore,
            whereabouts,
            located,
          })
        : commit;
    const copy: CopyHashes = {
      state: 'hashed',
      h1: manifest.h1,
      goModH1: answer.copy.goModH1,
      from: answer.copy.from,
    };
    const claims = located.kind === 'commit' && upstream !== null ? claimsOf(upstream.commit) : null;
    const contents = await readContents(question, answer.copy, this.#tools.likeness);
    const facts = this.#facts({ place, located, claims, info, content, ...contents, copy, log });
    await this.#remember(question, answer.copy.zipFile, facts, { located, info, claims });
    return facts;
  }

  /** Compares a copy with a commit, and looks for a better one where they differ. */
  async #compare(question: {
    readonly module: Question['module'];
    readonly copy: ModuleCopy;
    readonly manifest: Manifest;
    readonly upstream: UpstreamCopy;
    readonly info: VersionInfo | null;
    readonly seenBefore: readonly SeenCommit[];
    readonly whereabouts: Whereabouts;
    readonly located: Located;
  }): Promise<ContentFact> {
    const { module, copy, manifest, upstream, whereabouts, located } = question;
    const { placement } = whereabouts.place;
    upstream.readFirstFrom(copy.zip, manifest);
    try {
      const choice = await upstream.directoryOf(module, placement);
      const sides = { module, copy, manifest, upstream };
      const fact =
        choice.kind === 'invalid'
          ? await misplacedContent(sides, placement, choice.reason)
          : await contentFact({ ...sides, ...choice });
      if (fact.state !== 'diverged') return fact;
      const equals = await equalCommit({
        ...question,
        placement,
        repository: whereabouts.repository,
        commit: located.kind === 'commit' ? located.commit : upstream.commit.id,
      });
      return { ...fact, equals };
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      return undetermined(REASON_OF_GIT[error.code], error.message);
    }
  }

  /** The commit to compare with: that of the version, or for a deleted tag the one that the mirror saw. */
  async #commitToCompare(
    located: Located,
    info: VersionInfo | null,
    { repository, commits, place }: Whereabouts,
  ): Promise<UpstreamCopy | ContentFact> {
    try {
      if (located.kind === 'commit') {
        const answer = (await commits).get(located.commit);
        if (answer === undefined) throw new GitError('malformed', 'The repository gave no answer.');
        if (answer instanceof GitError) throw answer;
        return new UpstreamCopy(answer, repository);
      }
      const seen = info?.origin?.hash;
      if (located.kind !== 'tag-missing' || seen === undefined) return whyNot(located, place);
      // A commit of a fork is not upstream's, even where the server hands it out.
      const found = await repository.findCommit(seen, info?.time ?? null);
      if (found === null) return whyNot(located, place);
      const [answer] = await repository.readCommits([{ id: found, ref: null }]);
      if (answer === undefined || answer instanceof GitError) return whyNot(located, place);
      return new UpstreamCopy(answer, repository);
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      return undetermined(REASON_OF_GIT[error.code], error.message);
    }
  }

  /** Reads and hashes the bytes of a version, without anything of upstream to compare them with. */
  async #hash(question: Question): Promise<
    {
      readonly copy: CopyHashes;
      readonly log: LogFact;
      readonly zipFile: FileDescription | null;
    } & CopyContents
  > {
    const { sources, signal } = this.#tools;
    const answer = await readCopy(question.module, sources, signal);
    if (answer.kind === 'undetermined') {
      const { fact } = answer;
      return { copy: fact, log: fact, zipFile: null, ...unreadContents(fact) };
    }
    const manifest = manifestOf(answer.copy, 'sha1');
    const log = await this.#askLog(question.module, sources.proxy !== null);
    const { goModH1, from, zipFile } = answer.copy;
    if ('state' in manifest) return { copy: manifest, log, zipFile, ...unreadContents(manifest) };
    const contents = await readContents(question, answer.copy, this.#tools.likeness);
    return { copy: { state: 'hashed', h1: manifest.h1, goModH1, from }, log, zipFile, ...contents };
  }

  #askLog(module: Question['module'], remote: boolean): Promise<LogFact> {
    return askLog(module, this.#tools.database, { remote, signal: this.#tools.signal });
  }

  #recallLog(module: Question['module'], verdict: StoredVerdict, remote: boolean): Promise<LogFact> {
    return recallLog(module, verdict, this.#tools.database, { remote, signal: this.#tools.signal });
  }

  /** Nobody who caches on request has cached it: without a tag there is no such version at all. */
  #withoutCopy(fact: Undetermined, located: Located): Undetermined {
    return fact.reason === 'not-cached' && located.kind === 'tag-missing'
      ? undetermined('not-at-mirror', fact.detail)
      : fact;
  }

  async #remember(
    { module, resembles = null }: Question,
    zipFile: FileDescription | null,
    facts: ExaminedFacts,
    { located, info, claims }: Pick<Learnt, 'located' | 'info' | 'claims'>,
  ): Promise<void> {
    if (facts.copy.state !== 'hashed') return;
    const { content, upstream, log, reading, likeness } = facts;
    const lasts = content.state !== 'undetermined' || LASTING.has(content.reason);
    const compared = located.kind === 'commit' && lasts && content.state !== 'not-applicable';
    await this.#tools.verdicts.write(module, {
      copy: facts.copy,
      zipFile,
      info,
      reading,
      likeness,
      resembled: resembles?.target ?? null,
      content: compared || located.kind === 'tag-missing' ? content : null,
      commit: compared ? located.commit : null,
      amongRefs: compared ? located.amongRefs : null,
      claims,
      log,
      database: this.#tools.database.identity,
      upstream,
    });
  }

  #facts(learnt: Learnt): ExaminedFacts {
    const { witnesses } = this.#tools;
    const { place, located, content, reading, likeness, copy, log } = learnt;
    const logged = witnesses.logged(log);
    const seenBefore = place.kind === 'place' ? witnesses.tag(place, located) : [];
    const upstream = upstreamFact({ ...learnt, seenBefore, loggedBefore: logged?.before ?? null });
    return {
      content,
      reading,
      likeness,
      circumstances: null,
      upstream,
      notices: NOTICES_NOT_ASKED,
      copy,
      log,
      logged,
      ...HOST_NOT_ASKED,
    };
  }
}
