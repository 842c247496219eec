import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeUtf8 } from '../../../server/src/text/index.ts';
import { todaysSeed } from '../../conformance/seed.ts';
import { beforeAll, describe, expect, test } from '../../kit.ts';
import { requirement } from '../../requirement.ts';
import { dumpDeclarations } from './declarationDump.ts';
import { digestTokens } from './tokenDump.ts';

interface Walked {
  readonly path: string;
  readonly text: string | null;
  readonly digest: string;
  readonly declarations: string;
}

const generator = new URL('../../conformance/generate-gosource/', import.meta.url);
const go = requirement('go');
const seed = String(todaysSeed());

describe(`Go's own source and mutations of it with seed ${seed} (${go.reason})`, () => {
  let walked: readonly Walked[] = [];

  beforeAll(() => {
    if (go.skip) {
      return;
    }
    const goRoot = run(['env', 'GOROOT']).trim();
    const lines = run(['run', '.', '-walk', join(goRoot, 'src'), '-stride', '7', '-seed', seed]);
    walked = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Walked);
  });

  test.skipIf(go.skip)('has the tokens that go/scanner reads', () => {
    expect(walked.length).toBeGreaterThan(1000);
    const others = walked.filter((each) => digestTokens(sourceOf(each)) !== each.digest);
    expect(others.map(({ path, text }) => `${path}${text === null ? '' : ', changed'}`)).toEqual([]);
  });

  test.skipIf(go.skip)('declares and calls what go/parser reads', () => {
    const parsed = walked.filter(({ declarations }) => declarations !== '');
    expect(parsed.length).toBeGreaterThan(500);
    const others = parsed.filter((each) => dumpDeclarations(sourceOf(each)) !== each.declarations);
    // Without types, a conversion to a pointer type in a list, and the like, looks like a call.
    expect(others.length, others.map(({ path }) => path).join('\n')).toBeLessThan(parsed.length / 200);
    const named = others.filter(
      (each) => withoutCalls(dumpDeclarations(sourceOf(each)) ?? '') !== withoutCalls(each.declarations),
    );
    expect(named.map(({ path }) => path)).toEqual([]);
  });
});

function sourceOf({ path, text }: Walked): string {
  return text ?? decodeUtf8(readFileSync(path));
}

/** A description without the lists of calls: `func recv name start end`, `var names start`. */
function withoutCalls(declarations: string): string {
  const lines = declarations.split('\n');
  return lines
    .map((line) =>
      line
        .split(' ')
        .slice(0, line.startsWith('var ') ? 3 : 5)
        .join(' '),
    )
    .join('\n');
}

function run(args: readonly string[]): string {
  return execFileSync('go', args, {
    cwd: generator,
    env: { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '', GOWORK: 'off' },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
}
