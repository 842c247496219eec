import { parseGoSum } from '../../server/src/gosum/index.ts';
import { expect } from '../kit.ts';

/** A go.sum, the fields of its good lines, and the numbers of its bad lines. */
export interface GoSumVector {
  readonly text: string;
  readonly good: readonly (readonly [string, string, string])[] | null;
  readonly bad: readonly number[] | null;
}

/** Expects that go.sum texts are read as the go command reads them, and that spans are where the words stand. */
export function expectGoSums(vectors: readonly GoSumVector[]): void {
  expect(vectors.length).toBeGreaterThanOrEqual(400);
  for (const { text, good, bad } of vectors) {
    const { lines, problems } = parseGoSum(text);
    const ours = lines.map((line) => [line.path, line.version + (line.goMod ? '/go.mod' : ''), line.hash]);
    expect(ours).toEqual(good ?? []);
    for (const line of lines) {
      expect(text.slice(line.pathSpan.start, line.pathSpan.end)).toBe(line.path);
      expect(text.slice(line.hashSpan.start, line.hashSpan.end)).toBe(line.hash);
      expect(text.slice(line.versionSpan.start, line.versionSpan.end).startsWith(line.version)).toBe(true);
      expect(line.span).toEqual({ start: line.pathSpan.start, end: line.hashSpan.end });
    }
    expect(problems.map(({ span }) => text.slice(0, span.start).split('\n').length)).toEqual(bad ?? []);
  }
}
