import { type ActParts, writeAct } from './loaderAct.ts';
import { indented, type LoaderCode, quoted } from './loaderCode.ts';
import { hideText } from './loaderHiding.ts';
import { harmlessWord } from './loaderNames.ts';
import { payload } from './loaderPayload.ts';
import type { LoaderStyle, Trigger } from './loaderStyle.ts';

type FileTrigger = Exclude<Trigger, 'other-package' | 'windows-file'>;

/** What a function gives back, and a value of it. */
const RESULTS: readonly (readonly [type: string, value: string])[] = [
  ['bool', 'true'],
  ['int', '0'],
  ['string', '""'],
  ['error', 'nil'],
  ['struct{}', 'struct{}{}'],
  ['[]string', 'nil'],
];

/** Declares a loader in `code` that runs when its package is imported. */
export function writeTrigger(
  trigger: FileTrigger,
  style: LoaderStyle,
  code: LoaderCode,
  onWindows: boolean,
): void {
  const loader = new LoaderWriter(style, code, onWindows);
  if (trigger === 'init') loader.inInit();
  else if (trigger === 'package-variable') loader.behindVariable();
  else if (trigger === 'two-calls') loader.calledTwice();
  else loader.inGoroutine();
}

/** Declares a loader in `code` as a function, and gives its name: somebody else has to call it. */
export function writeFunction(style: LoaderStyle, code: LoaderCode, exported: boolean): string {
  return new LoaderWriter(style, code, false).function(exported);
}

class LoaderWriter {
  readonly #style: LoaderStyle;
  readonly #code: LoaderCode;
  readonly #onWindows: boolean;
  readonly #hidesAll: boolean;

  constructor(style: LoaderStyle, code: LoaderCode, onWindows: boolean) {
    this.#style = style;
    this.#code = code;
    this.#onWindows = onWindows;
    this.#hidesAll = code.random.chance(0.35);
  }

  inInit(): void {
    const { random } = this.#code;
    const shape = random.below(4);
    if (shape === 0) this.#init([`${this.function(false)}()`]);
    else if (shape === 1) this.#init(['func() {', ...indented(this.#body('return')), '}()']);
    else this.#init(this.#body('return'));
  }

  behindVariable(): void {
    const { random, names } = this.#code;
    const [type, value] = random.pick(RESULTS);
    const body = [...this.#body(`return ${value}`), `return ${value}`];
    const name = random.chance(0.5) ? '_' : names.fresh();
    if (random.chance(0.4)) {
      this.#code.declare([`var ${name} = func() ${type} {`, ...indented(body), '}()']);
      return;
    }
    const maker = names.fresh();
    this.#declareFunction(maker, '', type, body);
    const other = names.fresh();
    this.#code.declare(
      random.pick([
        [`var ${name} = ${maker}()`],
        [`var ${name} ${type} = ${maker}()`],
        ['var (', `\t${name} = ${maker}()`, `\t${other} = ${random.below(100)}`, ')'],
        [`var ${name}, ${other} = ${maker}(), ${random.below(100)}`],
      ]),
    );
  }

  calledTwice(): void {
    const { random, names } = this.#code;
    const call = random.pick([
      () => this.#handOver(),
      () => this.#ofType(),
      () => this.#once(),
      () => this.#givenAway(),
      () => this.#inVariable(),
      () => this.#inMap(),
      () => this.#behindInterface(),
      () => this.#embedded(),
      () => this.#deferred(),
      () => this.#chain(1 + random.below(2)),
      () => this.#chain(1),
    ])();
    if (random.chance(0.8)) {
      this.#init([call]);
      return;
    }
    const name = names.fresh();
    const [type, value] = random.pick(RESULTS);
    this.#declareFunction(name, '', type, [call, `return ${value}`]);
    this.#code.declare([`var _ = ${name}()`]);
  }

  inGoroutine(): void {
    const { random } = this.#code;
    const shape = random.below(4);
    if (shape === 0) this.#init(['go func() {', ...indented(this.#body('return')), '}()']);
    else if (shape === 1) {
      const time = this.#code.use('time');
      this.#init([`${time}.AfterFunc(${1 + random.below(90)}*${time}.Second, ${this.function(false)})`]);
    } else if (shape === 2) {
      const outer = this.#code.names.fresh();
      this.#declareFunction(outer, '', '', [`go ${this.function(false)}()`]);
      this.#init([`${outer}()`]);
    } else this.#init([`go ${this.function(false)}()`]);
  }

  /** A function that holds the loader. */
  function(exported: boolean): string {
    const { names } = this.#code;
    const name = exported ? names.exported() : names.fresh();
    this.#declareFunction(name, '', '', this.#body('return'));
    return name;
  }

  /** A chain of functions, each calling the next. */
  #chain(length: number): string {
    let name = this.function(false);
    for (let step = 0; step < length; step++) {
      const outer = this.#code.names.fresh();
      this.#declareFunction(outer, '', '', [`${name}()`]);
      name = outer;
    }
    return `${name}()`;
  }

  /** One function makes the text, another one is given it. */
  #handOver(): string {
    const { names } = this.#code;
    const [outer, inner, given] = [names.fresh(), names.fresh(), names.fresh()];
    this.#declareFunction(inner, `${given} string`, '', this.#actWith(given, 'return'));
    const { lines, expr } = this.#payload();
    this.#declareFunction(outer, '', '', [...lines, `${inner}(${expr})`]);
    return `${outer}()`;
  }

  /** A method of a type of the package. */
  #ofType(): string {
    const { random, names } = this.#code;
    const [type, method, receiver] = [names.fresh(), names.fresh(), names.fresh()];
    const pointer = random.chance(0.5) ? '*' : '';
    this.#code.declare([`type ${type} struct{}`]);
    this.#code.declare([
      `func (${receiver} ${pointer}${type}) ${method}() {`,
      ...indented(this.#body('return')),
      '}',
    ]);
    const made = pointer === '' ? `${type}{}` : `new(${type})`;
    if (random.chance(0.5)) return `${made}.${method}()`;
    const outer = names.fresh();
    const value = names.fresh();
    this.#declareFunction(outer, '', '', [`${value} := ${made}`, `${value}.${method}()`]);
    return `${outer}()`;
  }

  #once(): string {
    const { names } = this.#code;
    const [once, outer] = [names.fresh(), names.fresh()];
    this.#code.declare([`var ${once} ${this.#code.use('sync')}.Once`]);
    this.#declareFunction(outer, '', '', [`${once}.Do(${this.function(false)})`]);
    return `${outer}()`;
  }

  /** The function is an argument of one that calls what it is given. */
  #givenAway(): string {
    const { names } = this.#code;
    const [caller, given] = [names.fresh(), names.fresh()];
    this.#declareFunction(caller, `${given} func()`, '', [`${given}()`]);
    return `${caller}(${this.function(false)})`;
  }

  /** A package-level variable that holds the function. */
  #inVariable(): string {
    const { random, names } = this.#code;
    const name = names.fresh();
    const held = this.function(false);
    this.#code.declare([random.chance(0.5) ? `var ${name} = ${held}` : `var ${name} func() = ${held}`]);
    return `${name}()`;
  }

  #inMap(): string {
    const { names } = this.#code;
    const [name, key, outer] = [names.fresh(), names.fresh(), names.fresh()];
    this.#code.declare([`var ${name} = map[string]func(){${quoted(key)}: ${this.function(false)}}`]);
    this.#declareFunction(outer, '', '', [`${name}[${quoted(key)}]()`]);
    return `${outer}()`;
  }

  #behindInterface(): string {
    const { names } = this.#code;
    const [kind, type, method, value] = [names.fresh(), names.fresh(), names.fresh(), names.fresh()];
    this.#code.declare([`type ${kind} interface {`, `\t${method}()`, '}']);
    this.#code.declare([`type ${type} int`]);
    this.#code.declare([`func (${type}) ${method}() {`, ...indented(this.#body('return')), '}']);
    this.#code.declare([`var ${value} ${kind} = ${type}(0)`]);
    return `${value}.${method}()`;
  }

  /** The method of a struct that another one embeds. */
  #embedded(): string {
    const { names } = this.#code;
    const [inner, outer, method, made] = [names.fresh(), names.fresh(), names.fresh(), names.fresh()];
    this.#code.declare([`type ${inner} struct{}`]);
    this.#code.declare([`type ${outer} struct {`, `\t${inner}`, '}']);
    this.#code.declare([`func (${inner}) ${method}() {`, ...indented(this.#body('return')), '}']);
    this.#declareFunction(made, '', '', [`${outer}{}.${method}()`]);
    return `${made}()`;
  }

  #deferred(): string {
    const { names } = this.#code;
    const outer = names.fresh();
    this.#declareFunction(outer, '', '', [`defer ${this.function(false)}()`]);
    return `${outer}()`;
  }

  #init(body: readonly string[]): void {
    this.#code.declare(['func init() {', ...indented(body), '}']);
  }

  #declareFunction(name: string, parameters: string, result: string, body: readonly string[]): void {
    const { random } = this.#code;
    const comment = random.chance(0.3)
      ? [
          `// ${name} ${random.pick(['keeps', 'brings', 'makes', 'reads', 'sets'])} the ${harmlessWord(random)}.`,
        ]
      : [];
    const head = `func ${name}(${parameters})${result === '' ? '' : ` ${result}`} {`;
    this.#code.declare([...comment, head, ...indented(body), '}']);
  }

  #payload(): { lines: readonly string[]; expr: string } {
    const { random } = this.#code;
    return hideText(payload(this.#style.act, random, this.#onWindows), this.#style.hiding, this.#code);
  }

  #body(leave: string): string[] {
    const { lines, expr } = this.#payload();
    return [...lines, ...this.#actWith(expr, leave)];
  }

  #actWith(main: string, leave: string): string[] {
    const before: string[] = [];
    const say = (text: string): string => {
      if (!this.#hidesAll) return quoted(text);
      const { lines, expr } = hideText(text, this.#style.hiding, this.#code);
      before.push(...lines);
      return expr;
    };
    const parts: ActParts = { code: this.#code, main, say, leave, onWindows: this.#onWindows };
    const act = writeAct(this.#style.act, parts);
    return [...this.#hesitation(leave), ...before, ...act];
  }

  /** What is asked before anything happens: a careful author waits, or stays away from those who watch. */
  #hesitation(leave: string): string[] {
    const { random, names } = this.#code;
    if (random.chance(0.7)) return [];
    const shape = random.below(4);
    if (shape === 0)
      return [`${this.#code.use('time')}.Sleep(${1 + random.below(9)} * ${this.#code.use('time')}.Second)`];
    if (shape === 1) return [`if ${this.#code.use('os')}.Getenv("CI") != "" {`, `\t${leave}`, '}'];
    if (shape === 2 && !this.#onWindows) {
      const system = this.#style.act === 'powershell' ? 'linux' : 'windows';
      return [`if ${this.#code.use('runtime')}.GOOS == ${quoted(system)} {`, `\t${leave}`, '}'];
    }
    const name = names.fresh();
    return [`${name}, _ := ${this.#code.use('os')}.Hostname()`, `if len(${name}) < 3 {`, `\t${leave}`, '}'];
  }
}
