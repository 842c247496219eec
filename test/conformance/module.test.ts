import { test } from '../kit.ts';
import {
  expectMajors,
  expectPaths,
  expectPatterns,
  expectPseudoVersions,
  expectSorting,
  expectVersions,
  type ModuleVectors,
} from './moduleVectors.ts';
import { readVectors } from './vectors.ts';

const { vectors } = readVectors<ModuleVectors>('module.json.gz');

test('paths are checked, escaped and split as golang.org/x/mod/module does it', () => expectPaths(vectors));

test('versions are escaped and made canonical as golang.org/x/mod/module does it', () =>
  expectVersions(vectors));

test('pseudo-versions are read as golang.org/x/mod/module does it', () => expectPseudoVersions(vectors));

test('major versions fit paths as golang.org/x/mod/module has it', () => expectMajors(vectors));

test('private patterns match as golang.org/x/mod/module has it', () => expectPatterns(vectors));

test('module versions are sorted as golang.org/x/mod/module does it', () => expectSorting(vectors));
