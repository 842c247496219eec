import { describe, expect, test } from '../kit.ts';
import { compareModFile, compareWorkFile, disagreements, type ModFileVector } from './modFileVectors.ts';
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
