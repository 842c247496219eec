import { MAX_PROBLEMS, parseGoSum } from '../../../server/src/gosum/index.ts';
import { describe, expect, test } from '../../kit.ts';

describe('parseGoSum', () => {
  test('reads both kinds of lines, with their places', () => {
    const text = 'a.b/c v1.0.0 h1:x=\r\na.b/c  v1.0.0/go.mod\th1:y=\n';
    const { lines, problems } = parseGoSum(text);
    expect(problems).toEqual([]);
    expect(lines).toEqual([
      {
        path: 'a.b/c',
        version: 'v1.0.0',
        goMod: false,
        hash: 'h1:x=',
        pathSpan: { start: 0, end: 5 },
        versionSpan: { start: 6, end: 12 },
        hashSpan: { start: 13, end: 18 },
        span: { start: 0, end: 18 },
      },
      {
        path: 'a.b/c',
        version: 'v1.0.0',
        goMod: true,
        hash: 'h1:y=',
        pathSpan: { start: 20, end: 25 },
        versionSpan: { start: 27, end: 40 },
        hashSpan: { start: 41, end: 46 },
        span: { start: 20, end: 46 },
      },
    ]);
  });

  test('reports a bad line and goes on behind it', () => {
    const { lines, problems } = parseGoSum('one two\n\na.b/c v1.0.0 h1:x=\n');
    expect(lines.map(({ path }) => path)).toEqual(['a.b/c']);
    expect(problems).toEqual([
      {
        kind: 'syntax',
        span: { start: 0, end: 7 },
        message: 'The line has 2 fields; a line of go.sum has a path, a version and a hash.',
      },
    ]);
  });

  test('leaves out the hash of an empty go.mod', () => {
    const empty = 'h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=';
    expect(parseGoSum(`a.b/c v1.0.0/go.mod ${empty}\n`)).toEqual({ lines: [], problems: [] });
  });

  test('keeps no more problems than anybody reads', () => {
    expect(parseGoSum('x\n'.repeat(MAX_PROBLEMS * 3)).problems).toHaveLength(MAX_PROBLEMS);
  });
});
