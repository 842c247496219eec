import {
  build,
  canonical,
  compare,
  isValid,
  major,
  majorMinor,
  prerelease,
} from '../../server/src/semver/index.ts';
import { expect } from '../kit.ts';

/** What golang.org/x/mod/semver says of versions and of pairs of them. */
export interface SemverVectors {
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

/** Expects that versions are taken apart as Go does it. */
export function expectParts({ versions }: SemverVectors): void {
  expect(versions.length).toBeGreaterThan(1500);
  const ours = versions.map(({ v }) => ({
    v,
    valid: isValid(v),
    canonical: canonical(v),
    major: major(v),
    majorMinor: majorMinor(v),
    prerelease: prerelease(v),
    build: build(v),
  }));
  expect(ours).toEqual(versions);
}

/** Expects that versions are ordered as Go does it. */
export function expectOrder({ pairs }: SemverVectors): void {
  expect(pairs.length).toBeGreaterThan(3000);
  expect(pairs.map(({ a, b }) => ({ a, b, order: compare(a, b) }))).toEqual(pairs);
}
