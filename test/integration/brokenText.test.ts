import type { Diagnostic } from 'vscode-languageserver/node';
import type { ModFileVector } from '../conformance/modFileVectors.ts';
import { readVectors } from '../conformance/vectors.ts';
import { afterEach, describe, expect, test } from '../kit.ts';
import { PULLING_EDITOR } from './editorCapabilities.ts';
import { languageServices } from './languageServices.ts';
import { endSessions, start } from './languageSession.ts';

/* A go.mod that is being written is broken most of the time: what stands in it already keeps its findings. */

const A = 'file:///home/gopher/a/go.mod';

/** An imitation that is whole and stands first in every text. */
const INTACT = 'require github.com/hedgehog-go/burrow v1.2.0\n';

const FILES = 50;

/** The largest committed texts that golang.org/x/mod reads without an error, one of each size. */
const texts = (): readonly string[] => {
  const bySize = new Map<number, string>();
  for (const { text, strict } of readVectors<readonly ModFileVector[]>('modfile-composed.json.gz').vectors) {
    if (text !== undefined && strict.errors === undefined && text.length < 700) bySize.set(text.length, text);
  }
  return [...bySize.entries()]
    .sort(([a], [b]) => b - a)
    .slice(0, FILES)
    .map(([, text]) => text);
};

/** Ends of words and lines, and every 7th place. */
function cuts(text: string): readonly number[] {
  const places = new Set<number>([...text.matchAll(/\s+|[()"`,]|=>|\/\//g)].map(({ index }) => index));
  for (let at = 0; at <= text.length; at += 7) places.add(at);
  return [...places, text.length].sort((a, b) => a - b);
}

afterEach(endSessions);

describe('each prefix of a go.mod', () => {
  test('has diagnostics inside of it, and keeps those of the lines that stand', async () => {
    const files = texts();
    expect(files).toHaveLength(FILES);
    const { client } = await start(languageServices(), { capabilities: PULLING_EDITOR });
    await client.open(A, '', 0);
    let version = 0;
    for (const text of files) {
      for (const length of cuts(text)) {
        const part = INTACT + text.slice(0, length);
        await client.change(A, ++version, { text: part });
        const diagnostics = await client.pull(A);
        const outside = diagnostics.filter((one) => !isInside(one, part));
        expect(outside, JSON.stringify(part)).toEqual([]);
        const kept = diagnostics.some(
          ({ code, range }) => code === 'squat/owner-affix' && range.start.line === 0,
        );
        expect(kept, JSON.stringify(part)).toBe(true);
      }
    }
    expect(version).toBeGreaterThan(1000);
    expect(client.logged).toEqual([]);
  });
});

function isInside({ range: { start, end } }: Diagnostic, text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/);
  const exists = ({ line, character }: Diagnostic['range']['start']): boolean =>
    line < lines.length && character <= (lines[line]?.length ?? -1);
  return exists(start) && exists(end) && (end.line - start.line || end.character - start.character) >= 0;
}
