import { placeModule, pseudoVersionNotes, type RefTarget } from '../../../server/src/origin/index.ts';
import { describe, expect, test } from '../../kit.ts';

const COMMIT = { id: `0123456789ab${'0'.repeat(28)}`, committedAt: 60 };
const STAMP = '19700101000100-0123456789ab';
const TAG: RefTarget = { id: 'f'.repeat(40), peeled: 'e'.repeat(40) };

function codes(
  version: string,
  options: {
    path?: string;
    commit?: typeof COMMIT;
    refs?: Record<string, RefTarget>;
    ancestor?: boolean | null;
  } = {},
): string[] {
  const placement = placeModule(options.path ?? 'r.org/m', { root: 'r.org/m', subdir: '' });
  if (placement.kind !== 'placement') throw new Error(placement.reason);
  const refs = new Map(Object.entries(options.refs ?? {}));
  const notes = pseudoVersionNotes(
    version,
    placement,
    options.commit ?? COMMIT,
    refs,
    options.ancestor ?? null,
  );
  return notes.map((note) => note.code);
}

describe('pseudoVersionNotes', () => {
  test('nothing to note', () => {
    expect(codes(`v0.0.0-${STAMP}`)).toEqual([]);
    expect(codes(`v1.2.4-0.${STAMP}`, { refs: { 'refs/tags/v1.2.3': TAG }, ancestor: true })).toEqual([]);
    expect(codes(`v2.0.0-${STAMP}`, { path: 'r.org/m/v2' })).toEqual([]);
    expect(codes('v1.2.3')).toEqual([]);
  });

  test('another commit, another time', () => {
    const commit = { id: 'c'.repeat(40), committedAt: 61 };
    expect(codes(`v0.0.0-${STAMP}`, { commit })).toEqual(['revision-differs', 'time-differs']);
  });

  test('v1 without a tag', () => {
    expect(codes(`v1.0.0-${STAMP}`)).toEqual(['major-without-tag']);
  });

  test('the base tag is missing, was not looked at, or is no ancestor', () => {
    expect(codes(`v1.2.4-0.${STAMP}`, { ancestor: true })).toEqual(['base-tag-missing']);
    const refs = { 'refs/tags/v1.2.3': TAG };
    expect(codes(`v1.2.4-0.${STAMP}`, { refs })).toEqual(['base-ancestry-unknown']);
    expect(codes(`v1.2.4-0.${STAMP}`, { refs, ancestor: false })).toEqual(['base-not-ancestor']);
  });

  test('the base may be a tag with a build part, and stands in the folder of the module', () => {
    const refs = { 'refs/tags/v1.2.3+meta': TAG, 'refs/tags/sub/v1.2.3-rc.1': TAG };
    expect(codes(`v1.2.4-0.${STAMP}`, { refs, ancestor: true })).toEqual([]);
    expect(codes(`v1.2.4-0.${STAMP}`, { refs, ancestor: true, path: 'r.org/m/sub' })).toEqual([
      'base-tag-missing',
    ]);
    expect(codes(`v1.2.3-rc.1.0.${STAMP}`, { refs, ancestor: true, path: 'r.org/m/sub' })).toEqual([]);
  });

  test('a shortened tag is no base', () => {
    const refs = { 'refs/tags/v1': TAG, 'refs/tags/v1.0': TAG };
    expect(codes(`v1.0.1-0.${STAMP}`, { refs, ancestor: true })).toEqual(['base-tag-missing']);
  });

  test('the commit has the base tag itself', () => {
    const refs = { 'refs/tags/v1.2.3': { id: TAG.id, peeled: COMMIT.id } };
    expect(codes(`v1.2.4-0.${STAMP}`, { refs, ancestor: true })).toEqual(['tag-on-commit']);
    const atRoot = { 'refs/tags/v1.2.3': { id: COMMIT.id }, 'refs/tags/sub/v1.2.3': TAG };
    expect(codes(`v1.2.4-0.${STAMP}`, { refs: atRoot, ancestor: true, path: 'r.org/m/sub' })).toEqual([
      'tag-on-commit',
    ]);
    const other = { 'refs/tags/v1.2.3+meta': { id: COMMIT.id } };
    expect(codes(`v1.2.4-0.${STAMP}`, { refs: other, ancestor: true })).toEqual([]);
  });

  test('an incompatible base', () => {
    const refs = { 'refs/tags/v2.0.0': TAG };
    expect(codes(`v2.0.1-0.${STAMP}+incompatible`, { refs, ancestor: true })).toEqual([]);
  });
});
