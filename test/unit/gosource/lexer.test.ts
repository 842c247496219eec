import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Lexer } from '../../../server/src/gosource/index.ts';
import { decodeUtf8 } from '../../../server/src/text/index.ts';
import { requirement } from '../../conformance/skip.ts';
import { readVectors } from '../../conformance/vectors.ts';
import { describe, expect, test } from '../../kit.ts';
import { type DumpedToken, digestTokens, dumpTokens } from './tokenDump.ts';

interface TokenVector {
  readonly text: string;
  readonly tokens: readonly DumpedToken[];
  readonly rejected: boolean;
}

const CONFORMANCE = join(import.meta.dirname, '../../conformance');

describe('Lexer', () => {
  test('reads the tokens that go/scanner reads, in every vector', () => {
    const { vectors } = readVectors<readonly TokenVector[]>('gosource.json.gz');
    expect(vectors.length).toBeGreaterThan(1500);
    for (const { text, tokens, rejected } of vectors) {
      expect({ text, ...dumpTokens(text) }).toEqual({ text, tokens, rejected });
    }
  });

  const go = requirement('go');
  test.skipIf(go.skip)(`reads the tokens that go/scanner reads, in Go's own source (${go.reason})`, () => {
    const goRoot = run('go', ['env', 'GOROOT']).trim();
    const seed = Math.floor(Math.random() * 1e9);
    const options = ['-walk', join(goRoot, 'src'), '-stride', '7', '-seed', String(seed)];
    const lines = run('go', ['run', '.', ...options])
      .trim()
      .split('\n');
    expect(lines.length).toBeGreaterThan(1000);
    for (const line of lines) {
      const { path, text, digest } = JSON.parse(line) as {
        path: string;
        text: string | null;
        digest: string;
      };
      const source = text ?? decodeUtf8(readFileSync(path));
      if (digestTokens(source) !== digest) {
        expect.fail(
          `${path}${text === null ? '' : ', changed'} (seed ${seed}): other tokens than go/scanner`,
        );
      }
    }
  });

  test('stands still at the end', () => {
    const lexer = new Lexer('x');
    expect([lexer.next(), lexer.next(), lexer.next(), lexer.next()]).toEqual([
      'identifier',
      ';',
      'end',
      'end',
    ]);
    expect([lexer.start, lexer.end]).toEqual([1, 1]);
  });
});

function run(command: string, args: readonly string[]): string {
  const cache = mkdtempSync(join(tmpdir(), 'modproof-gosource-'));
  try {
    return execFileSync(command, args, {
      cwd: join(CONFORMANCE, 'generate-gosource'),
      env: { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '', GOWORK: 'off', GOTMPDIR: cache },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}
