import type { Random } from '../audit/random.ts';
import { bytesOf, type ContentModule, textOf } from './contentModule.ts';
import { importNamesIn, importsOf, inserted, insertedInInit } from './goInsertion.ts';
import { firstPackage, type GoPackage } from './goPackage.ts';
import { importDeclarations, indented, LoaderCode } from './loaderCode.ts';
import { harmlessWord } from './loaderNames.ts';
import type { LoaderStyle } from './loaderStyle.ts';
import { writeFunction, writeTrigger } from './loaderTrigger.ts';

/** A module with a loader, and the files that were written for it. */
export interface Loaded {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly touched: readonly string[];
}

/**
 * Adds an inert loader to the package of a module that is imported first.
 *
 * What it would do it cannot: its hosts do not exist, and nothing here is ever
 * compiled into a program or run. Returns null when the module has no package
 * that anybody could import. The same random choices give the same files.
 */
export function withLoader(module: ContentModule, style: LoaderStyle, random: Random): Loaded | null {
  const home = firstPackage(module);
  if (home === null) return null;
  const writer = new LoaderFiles(module, home, random);
  if (style.trigger === 'other-package') writer.inOtherPackage(style);
  else if (style.trigger === 'windows-file') writer.onWindows(style);
  else writer.inPackage(style, style.trigger);
  return { files: writer.files, touched: writer.touched };
}

class LoaderFiles {
  readonly files: Map<string, Uint8Array>;
  readonly touched: string[] = [];
  readonly #module: ContentModule;
  readonly #home: GoPackage;
  readonly #random: Random;

  constructor(module: ContentModule, home: GoPackage, random: Random) {
    this.files = new Map(module.files);
    this.#module = module;
    this.#home = home;
    this.#random = random;
  }

  inPackage(style: LoaderStyle, trigger: 'init' | 'package-variable' | 'two-calls' | 'goroutine'): void {
    const random = this.#random;
    const host = style.place === 'existing-file' ? random.pick(this.#home.everywhere) : null;
    if (trigger === 'two-calls' && random.chance(0.35)) {
      this.#acrossFiles(style, host);
      return;
    }
    const text = host === null ? '' : textOf(this.files.get(host));
    const code = this.#newCode(host === null ? undefined : text);
    if (host !== null && trigger === 'init' && random.chance(0.6)) {
      const hooked = insertedInInit(text, `${writeFunction(style, code, false)}()`);
      if (hooked !== null) {
        this.#write(host, inserted(hooked, code.importSpecs(), code.bodyText(), random));
        return;
      }
    }
    // Where the first attempt found nothing to hold on to, its names are taken but its code is not used.
    const fresh = this.#newCode(host === null ? undefined : text);
    writeTrigger(trigger, style, fresh, false);
    if (host === null) this.#newFile(this.#freeName('.go'), this.#home.name, fresh);
    else this.#write(host, inserted(text, fresh.importSpecs(), fresh.bodyText(), random));
  }

  onWindows(style: LoaderStyle): void {
    const random = this.#random;
    const code = this.#newCode();
    writeTrigger(
      random.pick(['init', 'init', 'package-variable', 'two-calls', 'goroutine'] as const),
      style,
      code,
      true,
    );
    if (random.chance(0.75)) {
      this.#newFile(this.#freeName('_windows.go'), this.#home.name, code);
      return;
    }
    const old = random.chance(0.5) ? '// +build windows\n' : '';
    this.#newFile(this.#freeName('.go'), this.#home.name, code, `//go:build windows\n${old}\n`);
  }

  /** The loader stands in a package of its own, which the one that people import imports. */
  inOtherPackage(style: LoaderStyle): void {
    const random = this.#random;
    const name = harmlessWord(random).replaceAll('_', '');
    const base = random.pick(['internal/', 'internal/', '', 'pkg/', 'internal/x/']);
    const folder = this.#below(this.#freeFolder(base + name));
    const packageName = folder.slice(folder.lastIndexOf('/') + 1);
    const code = new LoaderCode(random, new Set([packageName]));
    const path = `${this.#module.module.path}/${folder}`;
    const host = style.place === 'existing-file' ? random.pick(this.#home.everywhere) : null;
    const text = host === null ? '' : textOf(this.files.get(host));
    const here = this.#newCode(host === null ? undefined : text);
    if (random.chance(0.6)) {
      const trigger = random.pick(['init', 'package-variable', 'two-calls', 'goroutine'] as const);
      writeTrigger(trigger, style, code, false);
      this.#newFile(`${folder}/${harmlessWord(random)}.go`, packageName, code);
      this.#importBlank(path, host, text);
      return;
    }
    const called = writeFunction(style, code, true);
    this.#newFile(`${folder}/${harmlessWord(random)}.go`, packageName, code);
    here.declare(['func init() {', ...indented([`${here.use(path)}.${called}()`]), '}']);
    if (host === null) this.#newFile(this.#freeName('.go'), this.#home.name, here);
    else this.#write(host, inserted(text, here.importSpecs(), here.bodyText(), random));
  }

  /** The function with the loader stands in one file, the `init` that calls it in another. */
  #acrossFiles(style: LoaderStyle, host: string | null): void {
    const code = this.#newCode();
    const called = writeFunction(style, code, false);
    const middle = code.names.fresh();
    code.declare([`func ${middle}() {`, `\t${called}()`, '}']);
    this.#newFile(this.#freeName('.go'), this.#home.name, code);
    const init = `func init() {\n\t${middle}()\n}`;
    if (host === null) this.#write(this.#freeName('.go'), `package ${this.#home.name}\n\n${init}\n`);
    else this.#write(host, inserted(textOf(this.files.get(host)), [], init, this.#random));
  }

  #importBlank(path: string, host: string | null, text: string): void {
    const spec = `_ "${path}"`;
    if (host === null) this.#write(this.#freeName('.go'), `package ${this.#home.name}\n\nimport ${spec}\n`);
    else this.#write(host, inserted(text, [spec], '', this.#random));
  }

  /** Code for a new file of the package, or for the file whose text is given. */
  #newCode(host?: string): LoaderCode {
    const { identifiers, declared } = this.#home;
    if (host === undefined) return new LoaderCode(this.#random, identifiers, declared);
    const blocked = new Set([...declared, ...importNamesIn(host)]);
    return new LoaderCode(this.#random, identifiers, blocked, importsOf(host));
  }

  #newFile(path: string, packageName: string, code: LoaderCode, head = ''): void {
    const comment = this.#random.chance(0.3) ? this.#headOfNeighbour() : '';
    const imports = importDeclarations(code.importSpecs(), this.#random);
    this.#write(
      path,
      `${head}${comment}package ${packageName}\n\n${imports}${imports === '' ? '' : '\n'}${code.bodyText()}`,
    );
  }

  /** The licence lines that the other files begin with. */
  #headOfNeighbour(): string {
    const [neighbour = ''] = this.#home.everywhere;
    const head = /^(?:\/\/ [^\n]*\n)+(?=\n)/.exec(textOf(this.#module.files.get(neighbour)));
    return head === null ? '' : `${head[0]}\n`;
  }

  #write(path: string, text: string): void {
    this.files.set(path, bytesOf(text));
    this.touched.push(path);
  }

  #below(path: string): string {
    return this.#home.folder === '' ? path : `${this.#home.folder}/${path}`;
  }

  #freeName(end: string): string {
    for (;;) {
      const path = this.#below(`${harmlessWord(this.#random)}${end}`);
      if (!this.files.has(path)) return path;
    }
  }

  #freeFolder(folder: string): string {
    const isThere = [...this.files.keys()].some((path) => path.startsWith(`${this.#below(folder)}/`));
    return isThere ? `${folder}${this.#random.below(90) + 10}` : folder;
  }
}
