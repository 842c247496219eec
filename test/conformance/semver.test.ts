import { test } from '../kit.ts';
import { expectOrder, expectParts, type SemverVectors } from './semverVectors.ts';
import { readVectors } from './vectors.ts';

const { vectors } = readVectors<SemverVectors>('semver.json.gz');

test('versions are taken apart as golang.org/x/mod/semver does it', () => expectParts(vectors));

test('versions are ordered as golang.org/x/mod/semver does it', () => expectOrder(vectors));
