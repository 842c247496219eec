import type { CopyDifference, CopySides, Examinations } from '../examination/index.ts';
import type { Learning } from '../learning/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { type Patch, patchLines } from '../patch/index.ts';
import { type Undetermined, undetermined } from '../verdict/index.ts';
import type { Analysis } from './analyst.ts';

/** The first lines of more modules are not kept. */
const MAX_FIRST_LINES = 50;

/** So many lines of one module are kept: a card shows no more. */
const MOST_LINES = 12;

/** The files of so many differences are kept, because an editor asks for one file at a time. */
const MAX_SIDES = 4;

/** Differences between mirror and upstream, as far as somebody looks at them. */
export class Differences {
  readonly #examinations: Examinations;
  readonly #mayAsk: () => boolean;
  readonly #firstLines = new Map<string, readonly string[]>();
  readonly #sides = new Map<string, SidesReading>();
  readonly #stop = new AbortController();
  #looking = false;
  /** Of whom the first lines are wanted. */
  #wanted: readonly ModuleVersion[] = [];

  constructor(examinations: Examinations, mayAsk: () => boolean) {
    this.#examinations = examinations;
    this.#mayAsk = mayAsk;
  }

  /** The first lines of a difference, safe to show as they are; null where they are not at hand. */
  firstLines(module: ModuleVersion | null): readonly string[] | null {
    return module === null ? null : (this.#firstLines.get(keyOf(module)) ?? null);
  }

  /** Reads the first lines of those whose copies are known to differ, in the background, one after the other. */
  async prepare(modules: readonly ModuleVersion[]): Promise<void> {
    this.#wanted = [...modules, ...this.#wanted].slice(0, MAX_FIRST_LINES);
    if (this.#looking) return;
    this.#looking = true;
    for (let module = this.#next(); module !== undefined; module = this.#next()) {
      const key = keyOf(module);
      // What fails is not tried again: the card does without.
      const nothing: readonly string[] = [];
      this.#firstLines.set(key, nothing);
      const lines = await this.#compare(module, this.#stop.signal)
        .then((found) =>
          found.state === 'differs' && found.patch !== null ? firstLinesOf(found.patch) : null,
        )
        .catch(() => null);
      if (this.#stop.signal.aborted) break;
      // Else everything was forgotten meanwhile.
      if (lines !== null && this.#firstLines.get(key) === nothing) this.#firstLines.set(key, lines);
    }
    this.#wanted = [];
    this.#looking = false;
  }

  #next(): ModuleVersion | undefined {
    if (!this.#mayAsk() || this.#firstLines.size >= MAX_FIRST_LINES) return undefined;
    return this.#wanted.find((module) => !this.#firstLines.has(keyOf(module)));
  }

  /** The files that differ, whole. Rejects on cancellation, and for faults of this program. */
  async sides(module: ModuleVersion, signal: AbortSignal): Promise<CopySides | Undetermined> {
    if (!this.#mayAsk())
      return undetermined('offline', 'the workspace is not trusted, or the settings are not known yet');
    const key = keyOf(module);
    const reading = this.#sides.get(key) ?? this.#readSides(module, key);
    reading.waiting++;
    try {
      return await untilAborted(reading.sides, signal);
    } finally {
      reading.waiting--;
      // Whoever else waits for it goes on waiting.
      if (signal.aborted && reading.waiting === 0) {
        reading.stop.abort(signal.reason);
        this.#dropSides(key, reading);
      }
    }
  }

  #readSides(module: ModuleVersion, key: string): SidesReading {
    const stop = new AbortController();
    const sides = this.#examinations.sides(module, { offline: false, signal: stop.signal });
    const reading = { sides, stop, waiting: 0 };
    this.#sides.set(key, reading);
    for (const oldest of this.#sides.keys()) {
      if (this.#sides.size <= MAX_SIDES) break;
      this.#sides.delete(oldest);
    }
    const drop = (): void => this.#dropSides(key, reading);
    // What could not be had may be had the next time.
    sides.then(({ state }) => void (state === 'undetermined' && drop()), drop);
    return reading;
  }

  #dropSides(key: string, reading: SidesReading): void {
    if (this.#sides.get(key) === reading) this.#sides.delete(key);
  }

  /** Ends what goes on in the background. */
  close(): void {
    this.#stop.abort();
  }

  /** Forgets everything. */
  forget(): void {
    this.#firstLines.clear();
    this.#sides.clear();
  }

  #compare(module: ModuleVersion, signal: AbortSignal): Promise<CopyDifference> {
    return this.#examinations.compare(module, null, { offline: false, signal });
  }
}

/** Files that are being read, or were, for so many who wait. */
interface SidesReading {
  readonly sides: Promise<CopySides>;
  readonly stop: AbortController;
  waiting: number;
}

/** The same promise, which rejects on cancellation. */
function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    promise.then(resolve, reject);
  });
}

/** Modules that a file requires and of which mirror and upstream were asked, and differ. */
export function differingIn(
  { requirements }: Pick<Analysis, 'requirements'>,
  learning: Pick<Learning, 'known'>,
): readonly ModuleVersion[] {
  return requirements.flatMap(({ dependency: { effective }, facts }) => {
    if (effective === null || facts.content.state !== 'diverged') return [];
    return learning.known(keyOf(effective))?.askedAt == null ? [] : [effective];
  });
}

/** File by file, what was added and removed alone: a card has no room for what stayed. */
function firstLinesOf(patch: Patch): readonly string[] {
  const lines: string[] = [];
  for (const { kind, text } of patchLines(patch, { before: 'upstream', after: 'mirror' })) {
    if (kind === 'file' && text.startsWith('+++')) lines.push(`@@ ${text.slice(4)} @@`);
    else if ((kind === 'added' || kind === 'removed') && tells(text.slice(1).trim())) lines.push(text);
    if (lines.length >= MOST_LINES) break;
  }
  return lines;
}

/** Blank lines, brackets and imports take room; what is imported is said in the card's own words. */
function tells(line: string): boolean {
  return !/^(?:|[(){}]|import\b.*|(?:[\w.]+\s+)?"[^"]*"|\/\/.*)$/.test(line);
}

function keyOf(module: ModuleVersion): string {
  return `${module.path}@${module.version}`;
}
