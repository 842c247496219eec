import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf } from '../../tidy/specifiers.ts';

/** The files that are read together with one: whatever it imports, but for types and for what is loaded later. */
function readTogetherWith(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const lines = text.split('\n');
  for (const { specifier, form, line } of importsOf(text)) {
    const isType = /^(?:import|export) type\b/.test(lines[line - 1] ?? '');
    if (specifier === null || form === 'dynamic' || isType) continue;
    if (specifier.startsWith('.')) readTogetherWith(join(dirname(file), specifier), seen);
    else seen.add(specifier);
  }
  return seen;
}

test('the libraries are read with the first bundle, and not with the room', () => {
  const withRoom = [...readTogetherWith('server/src/provenance/index.ts')];
  expect(withRoom).toContain('server/src/provenance/load.ts');
  expect(withRoom.filter((name) => name.startsWith('@'))).toEqual([]);
  expect([...readTogetherWith('server/src/provenance/judgeBundle.ts')]).toContain('@sigstore/verify');
});
