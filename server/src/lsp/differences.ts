import type { CopyDifference, CopySides, Examinations } from '../examination/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { type Patch, patchLines } from '../patch/index.ts';
import { type Undetermined, undetermined } from '../verdict/index.ts';

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
  readonly #sides = new Map<string, Promise<CopySides>>();
  readonly #stop = new AbortController();
  #looking = false;

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
    if (this.#looking || !this.#mayAsk()) return;
    this.#looking = true;
    for (const module of modules) {
      const key = keyOf(module);
      if (this.#firstLines.has(key) || this.#firstLines.size >= MAX_FIRST_LINES) continue;
      // What fails is not tried again: the card does without.
      this.#firstLines.set(key, []);
      const found = await this.#compare(module, this.#stop.signal).catch(() => null);
      if (this.#stop.signal.aborted) break;
      if (found?.state !== 'differs' || found.patch === null) continue;
      this.#firstLines.set(key, firstLinesOf(found.patch));
    }
    this.#looking = false;
  }

  /** The files that differ, whole. Rejects on cancellation, and for faults of this program. */
  async sides(module: ModuleVersion, signal: AbortSignal): Promise<CopySides | Undetermined> {
    if (!this.#mayAsk()) return undetermined('offline', 'the workspace is not trusted');
    const key = keyOf(module);
    const known = this.#sides.get(key);
    if (known !== undefined) return known;
    const reading = this.#examinations.sides(module, { offline: false, signal });
    this.#sides.set(key, reading);
    for (const oldest of this.#sides.keys()) {
      if (this.#sides.size <= MAX_SIDES) break;
      this.#sides.delete(oldest);
    }
    try {
      return await reading;
    } catch (error) {
      this.#sides.delete(key);
      throw error;
    }
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
