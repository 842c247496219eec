import type { Capability } from '../gosource/index.ts';
import { ACTS } from './acts.ts';
import {
  type Assembled,
  type EffectOnImport,
  type ImportBehaviour,
  MAX_EFFECTS,
  MAX_UNREAD,
  type Weight,
} from './effect.ts';
import { type ModulePackage, readPackages } from './modulePackages.ts';
import { nameOf, Program, type Unit } from './program.ts';
import { follow, type Reach, type Sink, triggersOf } from './reach.ts';
import { sentenceOf } from './sentence.ts';
import type { ModuleSource } from './source.ts';
import type { Trace } from './trace.ts';
import { MAX_TOKENS } from './tracer.ts';
import { traceSink } from './traceSink.ts';
import { type Judgement, judge } from './weigh.ts';

/**
 * Finds what happens when somebody imports a package of a module.
 *
 * Reads the imports of all built Go files, and more only of packages that can
 * act or import one that can. Never throws: all texts are attacker-controlled.
 * What the code of the files in `passedOver` does by itself is left out.
 */
export function behaviourOnImport(
  module: ModuleSource,
  passedOver: ReadonlySet<string> = new Set(),
): ImportBehaviour {
  const program = new Program(readPackages(module));
  const effects: EffectOnImport[] = [];
  const budget = { steps: MAX_STEPS };
  const acting = program.packages.packages.filter(({ canAct }) => canAct);
  const triggers = acting.flatMap((each) => triggersOf(program, each));
  const reach = withoutSinksIn(passedOver, follow(program, triggers, budget));
  const examiner = new Examiner(program, reach, budget);
  for (const each of acting) {
    effects.push(
      ...examiner.effectsOf(
        each,
        triggers.filter(({ piece }) => piece.package === each),
      ),
    );
  }
  effects.sort((a, b) => WEIGHTS.indexOf(a.weight) - WEIGHTS.indexOf(b.weight));
  return { effects: effects.slice(0, MAX_EFFECTS), unread: [...program.unread].sort().slice(0, MAX_UNREAD) };
}

function withoutSinksIn(passedOver: ReadonlySet<string>, reach: Reach): Reach {
  if (passedOver.size === 0) return reach;
  const sinks = [...reach.sinks].map(
    ([key, all]) => [key, all.filter(({ unit }) => !passedOver.has(unit.piece.file.path))] as const,
  );
  return { ...reach, sinks: new Map(sinks.filter(([, left]) => left.length > 0)) };
}

/** Steps of following for one module; a large honest one takes a tenth of it. */
const MAX_STEPS = 10_000_000;

const WEIGHTS: readonly Weight[] = ['grave', 'telling', 'minor'];

/** Triggers of one package that are looked at closely, those that start processes first. */
const MAX_TRIGGERS = 512;

/** Sinks of one trigger that are traced. */
const MAX_TRACED = 24;

/** Tokens that are looked at for all sinks of a module, and for one when that is used up. */
const MAX_TRACE = 1 << 17;
const LEAST_TRACE = 1 << 10;

const MAX_CHAIN = 16;
const MAX_ASSEMBLED = 8;
const MAX_TEXT = 80;

interface Found {
  readonly sink: Sink;
  readonly chain: readonly Unit[];
  /** Whether it is not reached on import, but by whoever sends a request afterwards. */
  readonly isLater: boolean;
}

class Examiner {
  readonly #program: Program;
  readonly #reach: Reach;
  readonly #budget: { steps: number };
  readonly #traces = new Map<Sink, Trace>();
  /** Tokens that may still be looked at for all sinks together. */
  #room = MAX_TRACE;
  /** The units from which a sink can be reached. */
  readonly #leading: ReadonlySet<string>;

  constructor(program: Program, reach: Reach, budget: { steps: number }) {
    this.#program = program;
    this.#reach = reach;
    this.#budget = budget;
    this.#leading = leadingToSinks(reach);
  }

  effectsOf(of: ModulePackage, triggers: readonly Unit[]): readonly EffectOnImport[] {
    const found = triggers
      .filter(({ key }) => this.#leading.has(key))
      .map((trigger) => ({ trigger, sinks: this.#sinksFrom(trigger) }));
    const acts = new Set(found.flatMap(({ sinks }) => actsNow(sinks)));
    found.sort((a, b) => gravityOf(a.sinks) - gravityOf(b.sinks));
    for (const { trigger } of found.slice(MAX_TRIGGERS)) this.#program.unread.add(trigger.piece.file.path);
    return found.slice(0, MAX_TRIGGERS).flatMap(({ trigger, sinks }) => {
      const effect = sinks.length === 0 ? null : this.#effect(of, trigger, sinks, acts);
      return effect === null ? [] : [effect];
    });
  }

  /** The sinks that a trigger reaches, each with the shortest way to it. */
  #sinksFrom(trigger: Unit): readonly Found[] {
    const found: Found[] = [];
    const from = new Map<string, Unit | null>([[trigger.key, null]]);
    const queue: Unit[] = [trigger];
    const registered: (readonly [Unit, Unit])[] = [];
    // First all that runs now, then what that registers.
    let now = Number.POSITIVE_INFINITY;
    for (let next = 0; this.#budget.steps-- > 0; next++) {
      if (next === queue.length) {
        now = Math.min(now, next);
        for (const [unit, target] of registered.splice(0)) this.#enqueue(unit, target, from, queue);
      }
      const unit = queue[next];
      if (unit === undefined) break;
      for (const sink of this.#reach.sinks.get(unit.key) ?? [])
        found.push({ sink, chain: wayTo(unit, from), isLater: next >= now });
      for (const target of this.#reach.edges.get(unit.key)?.values() ?? [])
        this.#enqueue(unit, target, from, queue);
      for (const target of this.#reach.later.get(unit.key)?.values() ?? []) registered.push([unit, target]);
    }
    if (this.#budget.steps <= 0) this.#program.unread.add(trigger.piece.file.path);
    return found;
  }

  #enqueue(unit: Unit, target: Unit, from: Map<string, Unit | null>, queue: Unit[]): void {
    if (from.has(target.key) || !this.#leading.has(target.key)) return;
    from.set(target.key, unit);
    queue.push(target);
  }

  #effect(
    of: ModulePackage,
    trigger: Unit,
    sinks: readonly Found[],
    acts: ReadonlySet<Capability>,
  ): EffectOnImport | null {
    const byGravity = [...sinks].sort(
      (a, b) => ACTS.indexOf(a.sink.act.capability) - ACTS.indexOf(b.sink.act.capability),
    );
    const traced = byGravity.slice(0, MAX_TRACED).map((each) => ({ ...each, trace: this.#trace(each.sink) }));
    const company = { acts, written: writtenBy(traced) };
    const judged = traced
      .map((each) => ({ ...each, judgement: judge(each.sink, each.trace, company) }))
      .filter(({ isLater, judgement }) => !isLater || isRemoteControl(judgement));
    judged.sort((a, b) => WEIGHTS.indexOf(a.judgement.weight) - WEIGHTS.indexOf(b.judgement.weight));
    const [gravest] = judged;
    if (gravest === undefined) return null;
    const { sink, chain, judgement } = gravest;
    const weight = doubtOf(chain, this.#reach) > MAX_DOUBT ? 'minor' : judgement.weight;
    const own = new Set([...judged.map((each) => each.judgement.capability), ...actsNow(sinks)]);
    const told = {
      trigger: trigger.piece.kind === 'function' ? 'init' : 'package variable',
      name: nameOf(trigger),
      chain: namesOfChain(chain),
      sink: { callee: sink.act.label, ...this.#place(sink.unit, sink.call.start) },
      // A sign somewhere in all that flows into a broad client's call says nothing of this call.
      assembled: judgement.reason === 'hidden' ? this.#assembled(gravest.trace) : [],
    } as const;
    return {
      ...told,
      packagePath: of.importPath,
      isMain: of.name === 'main',
      builtOnlyFor:
        chain.find(({ piece }) => piece.file.builtOnlyFor !== null)?.piece.file.builtOnlyFor ?? null,
      ...this.#place(trigger, 0),
      acts: ACTS.filter((act) => own.has(act)),
      weight,
      sentence: sentenceOf(told, judgement),
    };
  }

  #trace(sink: Sink): Trace {
    let trace = this.#traces.get(sink);
    if (trace === undefined) {
      trace = traceSink(
        this.#program,
        this.#reach,
        sink,
        Math.max(LEAST_TRACE, Math.min(MAX_TOKENS, this.#room)),
      );
      this.#room -= trace.looked;
      if (!trace.complete) this.#program.unread.add(sink.unit.piece.file.path);
      this.#traces.set(sink, trace);
    }
    return trace;
  }

  #assembled({ signs }: Trace): readonly Assembled[] {
    return signs.slice(0, MAX_ASSEMBLED).map(({ how, text, pieces, piece, at }) => ({
      how,
      text: text === null ? null : text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text,
      pieces,
      file: piece.file.path,
      line: this.#program.lineOf(piece, at),
    }));
  }

  #place({ piece }: Unit, at: number): { file: string; line: number } {
    return { file: piece.file.path, line: this.#program.lineOf(piece, at) };
  }
}

/** Whether whoever sends a request starts what they send. */
function isRemoteControl({ capability, reason }: Judgement): boolean {
  return capability === 'process' && reason === 'fetched';
}

function actsNow(sinks: readonly Found[]): readonly Capability[] {
  return sinks.filter(({ isLater }) => !isLater).map(({ sink }) => sink.act.capability);
}

/** Texts that name the files which some sinks write. */
function writtenBy(traced: readonly { readonly sink: Sink; readonly trace: Trace }[]): ReadonlySet<string> {
  const files = traced.filter(({ sink }) => sink.act.capability === 'files');
  return new Set(files.flatMap(({ trace }) => trace.texts));
}

/**
 * How much is to be doubted that a chain is really gone on import, in bits: each function on the way chooses among
 * the calls that it makes. What lies far behind an interpreter or a parser is named by code that seldom takes it.
 */
function doubtOf(chain: readonly Unit[], { edges }: Reach): number {
  return chain.slice(0, -1).reduce((bits, { key }) => bits + Math.log2(edges.get(key)?.size ?? 1), 0);
}

/** A loader is a few bits away from its trigger, wrappers add next to none. */
const MAX_DOUBT = 30;

function gravityOf(sinks: readonly Found[]): number {
  return sinks.reduce((least, { sink }) => Math.min(least, ACTS.indexOf(sink.act.capability)), ACTS.length);
}

function leadingToSinks({ edges, later, sinks }: Reach): ReadonlySet<string> {
  const callers = new Map<string, string[]>();
  for (const [from, targets] of [...edges, ...later]) {
    for (const target of targets.keys()) {
      const known = callers.get(target);
      if (known === undefined) callers.set(target, [from]);
      else known.push(from);
    }
  }
  const leading = new Set(sinks.keys());
  for (const key of leading) {
    for (const caller of callers.get(key) ?? []) leading.add(caller);
  }
  return leading;
}

function wayTo(unit: Unit, from: ReadonlyMap<string, Unit | null>): readonly Unit[] {
  const way: Unit[] = [];
  for (let at: Unit | null = unit; at !== null && way.length < MAX_WAY; at = from.get(at.key) ?? null)
    way.push(at);
  return way.reverse();
}

const MAX_WAY = 1000;

/** Names of a chain; a literal goes by the name of what it stands in, which is told once. */
function namesOfChain(chain: readonly Unit[]): readonly string[] {
  const names = chain.map(nameOf).filter((name, index, all) => name !== all[index - 1]);
  return names.length > MAX_CHAIN ? [...names.slice(0, MAX_CHAIN - 1), names.at(-1) as string] : names;
}
