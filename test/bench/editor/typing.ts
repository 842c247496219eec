import type { TestLanguageClient } from '../../integration/languageClient.ts';

/** Somebody who types into a document, key by key, each as soon as the one before is answered. */
export class Typist {
  readonly #client: TestLanguageClient;
  readonly #uri: string;
  readonly #line: number;
  readonly #character: number;
  #version = 1;
  #typed = 0;

  /** Opens the document; keys go into the middle of it. */
  constructor(client: TestLanguageClient, uri: string, text: string) {
    const lines = text.split('\n');
    this.#client = client;
    this.#uri = uri;
    this.#line = Math.floor(lines.length / 2);
    // Inside a name.
    this.#character = Math.min(20, lines[this.#line]?.length ?? 0);
  }

  /** Types one letter, or takes it back: milliseconds from the key to the findings of that text. */
  async key(pulls: boolean): Promise<number> {
    const start = performance.now();
    const version = ++this.#version;
    const at = { line: this.#line, character: this.#character };
    const isBack = this.#typed === 1;
    this.#typed = isBack ? 0 : 1;
    const range = isBack
      ? { start: at, end: { ...at, character: at.character + 1 } }
      : { start: at, end: at };
    await this.#client.change(this.#uri, version, { range, text: isBack ? '' : 'x' });
    if (pulls) await this.#client.pull(this.#uri);
    else await this.#client.diagnosticsOf(this.#uri, version);
    // What was told is not kept: this is about the server's memory and time.
    this.#client.published.length = 0;
    return performance.now() - start;
  }
}

/** The value below which a share of all lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
