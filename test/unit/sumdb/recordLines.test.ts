import { readRecordLines } from '../../../server/src/sumdb/recordLines.ts';
import { describe, expect, test } from '../../kit.ts';

const MODULE = { path: 'example.com/a', version: 'v1.0.0' };
const A = `h1:${'A'.repeat(43)}=`;
const B = `h1:${'B'.repeat(43)}=`;

const read = (text: string): ReturnType<typeof readRecordLines> => readRecordLines(Buffer.from(text), MODULE);

describe('readRecordLines', () => {
  test('takes the lines of the module version and no others', () => {
    const lines = [`example.com/a v1.0.0 ${A}`, `example.com/a v1.0.0/go.mod ${B}`];
    const others = [
      `example.com/a v1.0.0-pre ${B}`,
      `example.com/ab v1.0.0 ${B}`,
      `example.com/a/b v1.0.0 ${B}`,
      `xexample.com/a v1.0.0 ${B}`,
      ` example.com/a v1.0.0 ${B}`,
      `example.com/a v1.0.0/go.sum ${A}`,
    ];
    const text = `${[...others, ...lines, ...others].join('\n')}\n`;
    expect(read(text)).toEqual({ kind: 'lines', h1: A, goModH1: B, lines });
  });

  test('has no hash of the module where the record has none', () => {
    expect(read(`example.com/a v1.0.0/go.mod ${B}\n`)).toMatchObject({ h1: null, goModH1: B });
  });

  test('passes over hashes of other kinds, and lines that are there twice', () => {
    const text = `example.com/a v1.0.0 h2:x\nexample.com/a v1.0.0/go.mod ${B}\n`;
    expect(read(`${text}${text}`)).toMatchObject({ h1: null, goModH1: B });
  });

  test.each([
    '\n',
    `example.com/b v1.0.0 ${A}\nexample.com/b v1.0.0/go.mod ${B}\n`,
    `example.com/a v1.0.1 ${A}\nexample.com/a v1.0.1/go.mod ${B}\n`,
    `example.com/A v1.0.0 ${A}\nexample.com/A v1.0.0/go.mod ${B}\n`,
    `example.com/a v1.0.0 ${A}\n`,
    'example.com/a v1.0.0 h2:x\nexample.com/a v1.0.0/go.mod h2:x\n',
  ])('refuses a record without a line for the module: %j', (text) => {
    expect(read(text)).toMatchObject({ kind: 'rejected', problem: 'no-line' });
  });

  test.each([
    `example.com/a v1.0.0 ${A}\nexample.com/a v1.0.0 ${B}\nexample.com/a v1.0.0/go.mod ${B}\n`,
    `example.com/a v1.0.0 ${A}\nexample.com/a v1.0.0/go.mod ${A}\nexample.com/a v1.0.0/go.mod ${B}\n`,
    `example.com/a v1.0.0 ${A} x\nexample.com/a v1.0.0/go.mod ${B}\n`,
    `example.com/a v1.0.0 h1:short=\nexample.com/a v1.0.0/go.mod ${B}\n`,
    `example.com/a v1.0.0 ${A}\nexample.com/a v1.0.0/go.mod h1:\n`,
  ])('refuses hashes that are unclear: %j', (text) => {
    expect(read(text)).toMatchObject({ kind: 'rejected', problem: 'record' });
  });
});
