import { type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { Abilities } from './abilities.ts';
import { documentKindOf } from './documentKind.ts';
import { DEFAULT_SETTINGS, readSettings, type Settings } from './settings.ts';
import type { Workbench } from './workbench.ts';

const SECTION = 'modproof';

/** Keeps the settings as the client has them: by asking where it can be asked, else by what it sends. */
export class Configuration {
  readonly #connection: Connection;
  readonly #bench: Workbench;
  readonly #abilities: () => Abilities;
  readonly #told = new Set<string>();
  /** By URI, which of the questions for its settings was the last one: answers may overtake each other. */
  readonly #lastAsked = new Map<string, number>();
  #asked = 0;
  /** The newest reading of the settings. */
  #reading: Promise<void> = Promise.resolve();
  #turn = 0;
  #sent: unknown;
  #machine = JSON.stringify(DEFAULT_SETTINGS.machine);
  #settle: () => void = () => undefined;
  /** Resolves when the settings were learnt for the first time, and what follows from them was begun. */
  readonly settled = new Promise<void>((resolve) => {
    this.#settle = resolve;
  });

  constructor(connection: Connection, bench: Workbench, abilities: () => Abilities) {
    this.#connection = connection;
    this.#bench = bench;
    this.#abilities = abilities;
  }

  /** Takes what the client said at `initialize`. */
  initial(settings: unknown): void {
    this.#sent = settings;
  }

  /** Learns the settings after the start, calls `learnt`, and has the client tell when they change. Never rejects. */
  async ask(learnt: () => void): Promise<void> {
    if (this.#abilities().registersConfiguration) {
      this.#connection.client
        .register(DidChangeConfigurationNotification.type, { section: SECTION })
        .catch(() => undefined);
    }
    await this.#read();
    learnt();
    this.#settle();
  }

  /** The client says that settings have changed; some say to what. Never rejects. */
  async changed(settings: unknown): Promise<void> {
    if (typeof settings === 'object' && settings !== null && SECTION in settings) {
      this.#sent = (settings as Record<string, unknown>)[SECTION];
    }
    this.#told.clear();
    await this.#read();
  }

  /** Learns the settings of one document. Never rejects. */
  async askFor(uri: string): Promise<void> {
    if (!this.#abilities().configuration || documentKindOf(uri) === null) return;
    const question = ++this.#asked;
    this.#lastAsked.set(uri, question);
    const { resource } = this.#understand((await this.#askClient(uri)) ?? this.#sent);
    if (this.#lastAsked.get(uri) !== question) return;
    this.#lastAsked.delete(uri);
    this.#bench.setSettings(uri, resource);
  }

  /** Resolves when the newest settings are taken. */
  #read(): Promise<void> {
    this.#reading = this.#readNow(++this.#turn);
    return this.#reading;
  }

  async #readNow(turn: number): Promise<void> {
    const section = this.#abilities().configuration ? await this.#askClient() : this.#sent;
    // The client says meanwhile that they have changed once more.
    if (turn !== this.#turn) return this.#reading;
    const settings = this.#understand(section ?? this.#sent);
    const machine = JSON.stringify(settings.machine);
    if (machine !== this.#machine) {
      this.#machine = machine;
      try {
        await this.#bench.learning.forgetFor(() => this.#bench.services.configure(settings.machine));
      } catch (error) {
        this.#bench.editor.log(
          'error',
          `settings: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
      // They may come from another mirror.
      this.#bench.differences.forget();
      if (turn !== this.#turn) return this.#reading;
    }
    this.#bench.setDefaults(settings);
    await Promise.all(this.#bench.session.all.map(({ uri }) => this.askFor(uri)));
  }

  async #askClient(scopeUri?: string): Promise<unknown> {
    try {
      const item = { section: SECTION, ...(scopeUri === undefined ? {} : { scopeUri }) };
      return await this.#connection.workspace.getConfiguration(item);
    } catch {
      return undefined;
    }
  }

  /** Says each problem once. */
  #understand(section: unknown): Settings {
    const { settings, problems } = readSettings(section);
    for (const problem of problems) {
      if (this.#told.has(problem)) continue;
      this.#told.add(problem);
      this.#bench.editor.log('warning', `settings: ${problem}`);
    }
    return settings;
  }
}
