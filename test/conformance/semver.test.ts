import {
  build,
  canonical,
  compare,
  isValid,
  major,
  majorMinor,
  prerelease,
} from '../../server/src/semver/index.ts';
import { expect, test } from '../kit.ts';
import { readVectors } from './vectors.ts';

interface Vectors {
  readonly versions: readonly {
    readonly v: string;
    readonly valid: boolean;
    readonly canonical: string;
    readonly major: string;
    readonly majorMinor: string;
    readonly prerelease: string;
    readonly build: string;
  }[];
  readonly pairs: readonly { readonly a: string; readonly b: string; readonly order: number }[];
}

const { vectors } = readVectors<Vectors>('semver.json.gz');

test('versions are taken apart as golang.org/x/mod/semver does it', () => {
  expect(vectors.versions.length).toBeGreaterThan(1500);
  const ours = vectors.versions.map(({ v }) => ({
    v,
    valid: isValid(v),
    canonical: canonical(v),
    major: major(v),
    majorMinor: majorMinor(v),
    prerelease: prerelease(v),
    build: build(v),
  }));
  expect(ours).toEqual(vectors.versions);
});

test('versions are ordered as golang.org/x/mod/semver does it', () => {
  expect(vectors.pairs.length).toBeGreaterThan(3000);
  expect(vectors.pairs.map(({ a, b }) => ({ a, b, order: compare(a, b) }))).toEqual(vectors.pairs);
});
