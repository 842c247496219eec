import { describe, expect, test } from '../kit.ts';
import { compareModFile, compareWorkFile, type ModFileVector, nameOf } from './modFileVectors.ts';
import { DEVIATIONS } from './skip.ts';
import { readVectors } from './vectors.ts';

describe('go.mod texts are read as golang.org/x/mod reads them', () => {
  const counted = new Map([
    ['modfile-written.json.gz', 900],
    ['modfile-composed.json.gz', 450],
    ['modfile-mutated.json.gz', 1200],
    ['modfile-hostile.json.gz', 180],
  ]);
  test.each([...counted])('%s, with at least %i texts', (name, least) => {
    const { vectors } = readVectors<ModFileVector[]>(name);
    expect(vectors.length).toBeGreaterThanOrEqual(least);
    expect(disagreements(vectors, compareModFile)).toEqual([]);
  });
});

test('go.work texts are read as golang.org/x/mod reads them', () => {
  const { vectors } = readVectors<ModFileVector[]>('workfile.json.gz');
  expect(vectors.length).toBeGreaterThanOrEqual(300);
  expect(disagreements(vectors, compareWorkFile)).toEqual([]);
});

/** What is wrong, by text; a known deviation is wrong when it is none any more. */
function disagreements(
  vectors: readonly ModFileVector[],
  compare: (vector: ModFileVector) => string[],
): string[] {
  const found: string[] = [];
  for (const vector of vectors) {
    const differences = compare(vector);
    const known = vector.text !== undefined && DEVIATIONS.has(vector.text);
    if (known === differences.length > 0) continue;
    found.push(`${nameOf(vector)}\n  ${known ? 'is no deviation any more' : differences.join('\n  ')}`);
  }
  return found;
}
