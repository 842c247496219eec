import path from 'node:path';
import { Policies } from '../../../server/src/lsp/policies.ts';
import { FileError, type Files } from '../../../server/src/ports/index.ts';
import { expect, test } from '../../kit.ts';

/** Files of which each reading ends so. */
function filesThatFailWith(error: Error): Files {
  return { read: () => Promise.reject(error) } as unknown as Files;
}

test('where there is no policy, there is none', async () => {
  const files = filesThatFailWith(new FileError('not-found', 'it does not exist.'));
  const found = await new Policies(files, path, () => undefined).find('/a/b');
  expect(found).toMatchObject({ path: null, problems: [] });
});

test('a policy that cannot be read is told, and so is a fault while one is looked for', async () => {
  const locked = filesThatFailWith(new FileError('not-permitted', 'it may not be read.'));
  const first = await new Policies(locked, path, () => undefined).find('/a/b');
  expect(first.problems.map(({ message }) => message)).toEqual(['it may not be read.']);

  const broken = filesThatFailWith(new TypeError('no such thing'));
  const second = await new Policies(broken, path, () => undefined).find('/a/b');
  expect(second.problems.map(({ message }) => message)).toEqual([
    'it could not be looked for: TypeError: no such thing',
  ]);
});
