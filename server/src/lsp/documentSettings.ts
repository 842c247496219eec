import type { AuditFile } from '../audit/index.ts';
import type { Modules } from './modules.ts';
import type { Session } from './session.ts';
import { DEFAULT_SETTINGS, type ResourceSettings } from './settings.ts';
import { uriOfPath } from './uri.ts';

/** What the settings of documents are known by. */
export interface DocumentSettingsServices {
  readonly session: Session;
  readonly modules: Modules;
  /** Whether the editor tells the settings of each document. */
  readonly isTold: () => boolean;
  /** Has it tell those of a file that is not open. */
  readonly ask: (uri: string) => void;
}

/** What the user set for each document, as far as the editor has told. */
export class DocumentSettings {
  readonly #services: DocumentSettingsServices;
  readonly #told = new Map<string, ResourceSettings>();
  /** Files that are not open, and of which it matters whether anybody may be asked. */
  readonly #awaited = new Set<string>();
  #defaults = DEFAULT_SETTINGS.resource;

  constructor(services: DocumentSettingsServices) {
    this.#services = services;
  }

  of(uri: string): ResourceSettings {
    return this.#told.get(uri) ?? this.#defaults;
  }

  /**
   * Whether anybody may be asked for a file that is open, or that an open go.work
   * uses: then both have a say. Before an editor has told their own settings,
   * nobody is.
   */
  networkFor(file: AuditFile): ResourceSettings['network'] {
    const { session, modules } = this.#services;
    const open = session.at(file.path);
    if (open !== null) return this.#networkOf(open.uri);
    const work = session.at(modules.workspaceOf(file)?.file.path ?? '');
    if (work === null || this.#networkOf(work.uri) !== 'on') return 'stored';
    const uri = uriOfPath(file.path);
    this.#await(uri);
    return this.#networkOf(uri);
  }

  #networkOf(uri: string): ResourceSettings['network'] {
    return this.#services.isTold() ? (this.#told.get(uri)?.network ?? 'stored') : this.#defaults.network;
  }

  #await(uri: string): void {
    const { isTold, ask } = this.#services;
    if (!isTold() || this.#told.has(uri) || this.#awaited.has(uri)) return;
    this.#awaited.add(uri);
    ask(uri);
  }

  /** Takes what holds for all, and forgets what was told of single ones. */
  setDefaults(defaults: ResourceSettings): void {
    this.#defaults = defaults;
    this.#told.clear();
    this.#awaited.clear();
  }

  /** Takes the settings of one file. Tells whether anybody wants to know them still. */
  set(uri: string, settings: ResourceSettings): boolean {
    if (this.#services.session.get(uri) === null && !this.#awaited.has(uri)) return false;
    this.#told.set(uri, settings);
    return true;
  }

  /** A document was closed. */
  drop(uri: string): void {
    this.#told.delete(uri);
    this.#awaited.delete(uri);
  }
}
