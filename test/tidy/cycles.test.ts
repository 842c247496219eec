import { describe, expect, test } from '../kit.ts';
import { findCycles, type Graph } from './cycles.ts';

const graph = (edges: Record<string, string[]>): Graph =>
  new Map(Object.entries(edges).map(([name, targets]) => [name, new Set(targets)]));

describe('cycles', () => {
  test('a graph without a way back has none', () => {
    expect(findCycles(graph({ a: ['b', 'c'], b: ['c'], c: [] }))).toEqual([]);
  });

  test('a name that imports itself', () => {
    expect(findCycles(graph({ a: ['a'] }))).toEqual([['a', 'a']]);
  });

  test('the shortest way back is told, and each cycle once', () => {
    expect(findCycles(graph({ a: ['b'], b: ['c', 'd'], c: ['a'], d: ['c'] }))).toEqual([
      ['a', 'b', 'c', 'a'],
      ['d', 'c', 'a', 'b', 'd'],
    ]);
    expect(findCycles(graph({ x: ['a'], a: ['b'], b: ['a'], c: ['d'], d: ['c'] }))).toEqual([
      ['a', 'b', 'a'],
      ['c', 'd', 'c'],
    ]);
  });

  test('a name outside of the graph is no way back', () => {
    expect(findCycles(graph({ a: ['node:fs'] }))).toEqual([]);
  });
});
