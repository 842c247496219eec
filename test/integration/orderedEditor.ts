import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { World } from '../world/index.ts';
import { comeToRest } from './activity.ts';
import { FILES, type FileName, MODULES, type Order, pathOf, type Step } from './editorSteps.ts';
import { type OrderedServer, startOrdered } from './orderedServer.ts';

/**
 * From one event to rest, no more look-ups and examinations than this. Each open
 * file may be wanted with other hashes, by another policy, and with other settings,
 * a few times over, because these come one after the other.
 */
export const MOST_CALLS = 30;

/** More than facts are fresh for, in milliseconds. */
const HOURS = 7 * 60 * 60_000;

interface Opened {
  text: string;
  version: number;
}

/** An editor that does what an order says, and knows what it has done. */
export class OrderedEditor {
  readonly root: string;
  readonly disk = new Map<FileName, string>();
  readonly open = new Map<FileName, Opened>();
  /** What the editor had in each version; no two of a file, or of several, have the same. */
  readonly texts = new Map<number, string>();
  /** What happened that excuses the server from some of its duties. */
  readonly excuses = new Set<'audit' | 'cancel' | 'failure'>();
  /** Paths of modules that somebody may have been asked about. */
  readonly mayBeAsked = new Set<string>();
  readonly audits: Promise<unknown>[] = [];
  readonly troubles: string[] = [];
  readonly #world: World;
  readonly #order: Order;
  #server: OrderedServer | null = null;
  #version = 0;
  #network: 'on' | 'stored' = 'on';
  #goImports = true;
  #gowork: '' | 'off' = '';
  #folders: readonly string[] = [''];
  #isTrusted: boolean;
  #isHolding = false;
  readonly #untold = new Set<FileName>();
  readonly #requestsBefore: number;

  constructor(world: World, order: Order, root: string) {
    this.#world = world;
    this.#order = order;
    this.root = root;
    this.#isTrusted = order.beginning.isTrusted;
    this.#requestsBefore = world.requests.length;
  }

  get server(): OrderedServer {
    if (this.#server === null) throw new Error('it has not begun');
    return this.#server;
  }

  get isTrusted(): boolean {
    return this.#isTrusted;
  }

  get gowork(): string {
    return this.#gowork;
  }

  /** Whether everything stayed as it was but for requirements, hashes, policies, and who could be asked. */
  get isSteady(): boolean {
    const { steps, beginning } = this.#order;
    if (beginning.disk['go.work']?.includes('replace') === true) return false;
    return !steps.some(
      (step) =>
        ['environment', 'folders', 'clear'].includes(step.kind) ||
        ('file' in step && step.file === 'go.work'),
    );
  }

  /** The folders of the workspace, as paths. */
  get folders(): readonly string[] {
    return this.#folders.map((one) => join(this.root, one));
  }

  /** What was asked of the world, so far. */
  get asked(): readonly string[] {
    return this.#world.requests.slice(this.#requestsBefore).map(({ path }) => decodeURIComponent(path));
  }

  /** The files that are open with another text than lies on the disk. */
  get unsaved(): readonly FileName[] {
    return [...this.open].flatMap(([name, { text }]) => (text === this.disk.get(name) ? [] : [name]));
  }

  uri(name: string): string {
    return pathToFileURL(join(this.root, name)).href;
  }

  async begin(): Promise<void> {
    const { beginning } = this.#order;
    for (const name of FILES) {
      const text = beginning.disk[name];
      if (text !== undefined) await this.#write(name, text);
    }
    this.#server = await startOrdered(this.#world, beginning, this.#opening());
  }

  /** Another server, which is quick, for the same folders, settings and store. */
  beginAnew(): Promise<OrderedServer> {
    const { beginning } = this.#order;
    const quick = { ...beginning, isFar: false, readsTake: 0, settingsTake: [0] };
    return startOrdered(this.#world, quick, { ...this.#opening(), passed: this.server.passed });
  }

  rest(): Promise<void> {
    return comeToRest(this.server, MOST_CALLS);
  }

  /** Has all happen that the order says, and then what brings the truth to light. */
  async carryOut(): Promise<void> {
    for (const step of this.#order.steps) await this.do(step);
    await this.do({ kind: 'release' });
    await this.do({ kind: 'tell' });
    await this.rest();
    await Promise.all(this.audits);
    if (this.excuses.has('cancel')) await this.#reopen();
    if (this.#network === 'stored')
      await this.do({ kind: 'settings', network: 'on', goImports: this.#goImports });
    if (this.#order.seed % 2 === 0) for (const file of this.unsaved) await this.do({ kind: 'save', file });
    await this.rest();
    this.server.failNext(false);
    if (this.excuses.has('failure')) {
      this.server.letPass(HOURS);
      await this.server.client.watched(this.uri('.modproof.json'));
    }
    await this.rest();
  }

  async do(step: Step): Promise<void> {
    const { client, examinations } = this.server;
    switch (step.kind) {
      case 'open':
        if (!this.open.has(step.file)) await this.#open(step.file, step.text ?? this.disk.get(step.file));
        return;
      case 'edit':
        return this.#edit(step.file, step.text);
      case 'save':
        return this.#save(step.file);
      case 'close':
        if (this.open.delete(step.file)) await client.close(this.uri(step.file));
        return;
      case 'disk':
        return this.#change(step.file, step.text, step.isTold);
      case 'tell': {
        const uris = [...this.#untold].map((name) => this.uri(name));
        this.#untold.clear();
        if (uris.length > 0) await client.watched(...uris);
        return;
      }
      case 'settings':
        this.#network = step.network;
        this.#goImports = step.goImports;
        return client.changeSettings();
      case 'environment':
        this.#gowork = step.gowork;
        return client.changeSettings();
      case 'folders':
        return this.#changeFolders(step.names);
      case 'hold':
        this.#isHolding = true;
        return examinations.hold();
      case 'release':
        this.#isHolding = false;
        return examinations.release();
      case 'fail':
        this.excuses.add('failure');
        return this.server.failNext(true);
      case 'kill':
        if (this.server.endThread()) this.excuses.add('failure');
        return;
      case 'cancel':
        return this.#cancel();
      case 'trust':
        return this.#trust();
      case 'clear':
        await client.request('modproof/clearStore');
        return;
      case 'list':
        await client.request('modproof/dependencies');
        return;
      case 'audit':
        return this.#audit();
      case 'pull':
        for (const name of this.open.keys()) await client.pull(this.uri(name));
        return;
      case 'pause':
        if (step.milliseconds !== 'rest') await pass(step.milliseconds);
        else if (!this.#isHolding) await this.rest();
    }
  }

  async #open(name: FileName, text = ''): Promise<void> {
    this.open.set(name, { text, version: ++this.#version });
    this.texts.set(this.#version, text);
    await this.server.client.open(this.uri(name), text, this.#version);
  }

  async #edit(name: FileName, text: string): Promise<void> {
    const document = this.open.get(name);
    if (document === undefined) return;
    Object.assign(document, { text, version: ++this.#version });
    this.texts.set(this.#version, text);
    await this.server.client.change(this.uri(name), this.#version, { text });
  }

  async #save(name: FileName): Promise<void> {
    const document = this.open.get(name);
    if (document === undefined) return;
    this.#untold.delete(name);
    await this.#write(name, document.text);
    await this.server.client.save(this.uri(name));
    await this.server.client.watched(this.uri(name));
  }

  async #change(name: FileName, text: string | null, isTold: boolean): Promise<void> {
    if (text !== null) await this.#write(name, text);
    else {
      this.disk.delete(name);
      await rm(join(this.root, name), { force: true });
      this.#heed();
    }
    this.#untold.add(name);
    if (!isTold) return;
    this.#untold.delete(name);
    await this.server.client.watched(this.uri(name));
  }

  async #changeFolders(names: readonly string[]): Promise<void> {
    const without = (all: readonly string[], some: readonly string[]): string[] =>
      all.filter((one) => !some.includes(one)).map((one) => this.uri(one));
    const before = this.#folders;
    this.#folders = names;
    await this.server.client.changeFolders(without(names, before), without(before, names));
  }

  async #cancel(): Promise<void> {
    const { client } = this.server;
    const last = client.progress.findLast(({ kind }) => kind === 'begin');
    if (last === undefined) return;
    this.excuses.add('cancel');
    await client.cancelProgress(last.token);
  }

  async #trust(): Promise<void> {
    if (this.#isTrusted) return;
    if (this.asked.length > 0) this.troubles.push(`before it was trusted: ${this.asked}`);
    this.#isTrusted = true;
    await this.server.client.notify('modproof/trusted');
  }

  #audit(): void {
    this.excuses.add('audit');
    const audit = this.server.client.request('modproof/audit', { uris: [], nonce: 'x' });
    const failed = (error: unknown): void => {
      if (!PLANTED.test(String(error))) this.troubles.push(`audit: ${error}`);
    };
    this.audits.push(audit.catch(failed));
  }

  /** What was cancelled is asked about again for who opens a file again. */
  async #reopen(): Promise<void> {
    const all = [...this.open];
    for (const [file] of all) await this.do({ kind: 'close', file });
    await this.rest();
    for (const [name, { text }] of all) await this.#open(name, text);
    await this.rest();
  }

  async #write(name: FileName, text: string): Promise<void> {
    this.disk.set(name, text);
    await mkdir(dirname(join(this.root, name)), { recursive: true });
    await writeFile(join(this.root, name), text);
    this.#heed();
  }

  /** What lies on the disk now may be asked about, but for what is private and what the user wants to be silent about. */
  #heed(): void {
    const { own, private: _, silent: __, ...others } = MODULES;
    const work = this.disk.get('go.work') ?? '';
    const isUsed = (folder: string): boolean => work.includes(`use ./${folder}\n`);
    for (const name of ['a/go.mod', 'b/go.mod', 'own/go.mod', 'go.work'] as const) {
      const text = this.disk.get(name) ?? '';
      for (const module of Object.values(others))
        if (text.includes(pathOf(module))) this.mayBeAsked.add(pathOf(module));
      const isWithin = isUsed(dirname(name)) && isUsed('own') && this.disk.has('own/go.mod');
      if (text.includes(own) && !isWithin) this.mayBeAsked.add(pathOf(own));
    }
  }

  #opening(): Parameters<typeof startOrdered>[2] {
    return {
      store: join(this.root, '.store'),
      folders: this.#folders.map((one) => this.uri(one)),
      isTrusted: this.#isTrusted,
      settings: (uri) => ({
        network: uri?.includes('/silent/') ? 'stored' : this.#network,
        goImports: { enabled: this.#goImports },
        ...(this.#gowork === '' ? {} : { environment: { GOWORK: this.#gowork } }),
      }),
    };
  }
}

/** What a log, or an answer, says of a fault that the order planted. */
export const PLANTED = /planted/;
