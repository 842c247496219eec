import {
  chooseDirectory,
  type DeclaredPaths,
  type Placement,
  placeModule,
  tagFor,
} from '../../../server/src/origin/index.ts';
import { describe, expect, test } from '../../kit.ts';

function placed(path: string, root: string, subdir = ''): Placement {
  const placement = placeModule(path, { root, subdir });
  if (placement.kind !== 'placement') throw new Error(placement.reason);
  return placement;
}

describe('placeModule', () => {
  test.each<[string, string, string, Partial<Placement>]>([
    [
      'r.org/m',
      'r.org/m',
      '',
      { codeDir: '', tagPrefix: '', pathMajor: '', majorDir: null, candidates: [''] },
    ],
    [
      'r.org/m/v2',
      'r.org/m',
      '',
      { codeDir: '', tagPrefix: '', pathMajor: '/v2', majorDir: 'v2', candidates: ['', 'v2'] },
    ],
    [
      'r.org/m/a/b',
      'r.org/m',
      '',
      { codeDir: 'a/b', tagPrefix: 'a/b/', majorDir: null, candidates: ['a/b'] },
    ],
    [
      'r.org/m/a/v3',
      'r.org/m',
      '',
      { codeDir: 'a', tagPrefix: 'a/', majorDir: 'a/v3', candidates: ['a', 'a/v3'] },
    ],
    ['r.org/m/v2', 'r.org/m/v2', '', { codeDir: '', pathMajor: '/v2', majorDir: null, candidates: [''] }],
    ['gopkg.in/yaml.v2', 'gopkg.in/yaml.v2', '', { codeDir: '', pathMajor: '.v2', majorDir: null }],
    ['r.org/m', 'r.org/m', 's/t', { codeDir: 's/t', tagPrefix: 's/t/', candidates: ['s/t'] }],
    [
      'r.org/m/v2',
      'r.org/m',
      's',
      { codeDir: 's', tagPrefix: 's/', majorDir: 's/v2', candidates: ['s', 's/v2'] },
    ],
    ['r.org/m/v2', 'r.org/m/v2', 's', { codeDir: 's', majorDir: null, candidates: ['s'] }],
    ['r.org/m/x', 'r.org/m', 's', { codeDir: 'x/s' }],
    ['r.org/m/x', 'r.org/m', './s//t/', { codeDir: 'x/s/t' }],
    ['r.org/m/x', 'r.org/m', '../s', { codeDir: 's' }],
    ['r.org/m/a', 'r.org/m/', '', { codeDir: 'a' }],
  ])('%s below %s, folder %j', (path, root, subdir, expected) => {
    expect(placed(path, root, subdir)).toMatchObject(expected);
  });

  test.each([
    ['r.org/m', 'r.org/other', ''],
    ['r.org/mm', 'r.org/m', ''],
    ['r.org/m/v2', 'r.org/m/v2/x', ''],
    ['r.org/m', 'r.org/m', '.'],
    ['r.org/m', 'r.org/m', '../x'],
    ['r.org/m', 'r.org/m', 'a/..'],
    ['r.org/m/x', 'r.org/m', '..'],
    ['r.org/m/v1', 'r.org/m', ''],
    ['gopkg.in/yaml', 'gopkg.in/yaml', ''],
  ])('%s cannot be held by %s, folder %j', (path, root, subdir) => {
    expect(placeModule(path, { root, subdir }).kind).toBe('invalid');
  });

  test('a root inside the major version cannot hold the module', () => {
    expect(placeModule('r.org/m.v2/v3', { root: 'r.org/m.v2/v', subdir: '' }).kind).toBe('invalid');
  });
});

describe('tagFor', () => {
  const root = placed('r.org/m', 'r.org/m');
  const major = placed('r.org/m/v2', 'r.org/m');
  const sub = placed('r.org/m/sub/v2', 'r.org/m');
  const gopkg = placed('gopkg.in/yaml.v1', 'gopkg.in/yaml.v1');

  test.each<[string, Placement, string]>([
    ['v1.2.3', root, 'refs/tags/v1.2.3'],
    ['v0.1.0-rc.1', root, 'refs/tags/v0.1.0-rc.1'],
    ['v2.0.0+incompatible', root, 'refs/tags/v2.0.0'],
    ['v2.0.0-rc.1+incompatible', root, 'refs/tags/v2.0.0-rc.1'],
    ['v2.1.0', major, 'refs/tags/v2.1.0'],
    ['v2.1.0', sub, 'refs/tags/sub/v2.1.0'],
    ['v1.5.0', gopkg, 'refs/tags/v1.5.0'],
  ])('%s is a tag', (version, placement, ref) => {
    expect(tagFor(version, placement)).toEqual({ kind: 'tag', ref });
  });

  test.each<[string, Placement]>([
    ['v0.0.0-19700101000100-0123456789ab', root],
    ['v1.2.4-0.19700101000100-0123456789ab', root],
    ['v2.0.1-0.19700101000100-0123456789ab+incompatible', root],
    ['v2.0.0-19700101000100-0123456789ab+incompatible', root],
    ['v2.0.0-19700101000100-0123456789ab', sub],
    ['v0.0.0-19700101000100-0123456789ab', gopkg],
  ])('%s is a commit', (version, placement) => {
    expect(tagFor(version, placement)).toEqual({ kind: 'commit', prefix: '0123456789ab', committedAt: 60 });
  });

  test.each<[string, Placement]>([
    ['', root],
    ['v1', root],
    ['v1.2', root],
    ['1.2.3', root],
    ['v1.2.3+meta', root],
    ['main', root],
    ['v1.2.3+incompatible', root],
    ['v2.0.0', root],
    ['v3.0.0', major],
    ['v2.0.0+incompatible', major],
    ['v3.0.0+incompatible', sub],
    ['v2.0.0+incompatible', placed('r.org/m/sub', 'r.org/m')],
    ['v0.0.0-19700101000100-0123456789abc', root],
    ['v0.0.0-19700101000100-0123456789a', root],
    ['v0.0.0-19700101000100-0123456789AB', root],
    ['v0.0.0-19700101000100-000000000042x', root],
    ['v0.0.0-19701301000100-0123456789ab', root],
    ['v1.0.0-0.19700101000100-0123456789ab', root],
  ])('%s is invalid', (version, placement) => {
    const reference = tagFor(version, placement);
    expect(reference.kind).toBe('invalid');
    expect(reference).toMatchObject({ reason: expect.stringMatching(/\.$/) });
  });
});

describe('chooseDirectory', () => {
  function chosen(placement: Placement, declared: Partial<DeclaredPaths>, version: string): string {
    const choice = chooseDirectory(placement, version, { codeDir: null, majorDir: null, ...declared });
    if (choice.kind === 'invalid') return `invalid: ${choice.reason}`;
    return `${choice.directory || 'root'}${choice.hasGoMod ? '' : ' without go.mod'}`;
  }

  const root = placed('r.org/m', 'r.org/m');
  const v2 = placed('r.org/m/v2', 'r.org/m');
  const sub = placed('r.org/m/sub', 'r.org/m');
  const vanity = placed('r.org/m/v2', 'r.org/m/v2');
  const gopkg = placed('gopkg.in/m.v2', 'gopkg.in/m.v2');

  test.each<[string, Placement, Partial<DeclaredPaths>, string, string]>([
    ['no go.mod at the root', root, {}, 'v1.0.0', 'root without go.mod'],
    ['its own path', root, { codeDir: 'r.org/m' }, 'v1.0.0', 'root'],
    ['the path of another module', root, { codeDir: 'other.org/x' }, 'v1.0.0', 'root'],
    ['a gopkg.in path of v1', root, { codeDir: 'gopkg.in/m.v1' }, 'v1.0.0', 'root'],
    ['a gopkg.in path of v2, by an old mistake', root, { codeDir: 'gopkg.in/m.v2' }, 'v1.0.0', 'root'],
    ['incompatible without go.mod', root, {}, 'v2.0.0+incompatible', 'root without go.mod'],
    ['v2 at the root', v2, { codeDir: 'r.org/m/v2' }, 'v2.0.0', 'root'],
    ['v2 in its folder', v2, { codeDir: 'r.org/m', majorDir: 'r.org/m/v2' }, 'v2.0.0', 'v2'],
    ['v2 in its folder alone', v2, { majorDir: 'fork.org/x/v2' }, 'v2.0.0', 'v2'],
    ['v2 declared by gopkg.in', v2, { codeDir: 'gopkg.in/m.v2' }, 'v2.0.0', 'root'],
    ['a sub-directory', sub, { codeDir: 'r.org/m/sub' }, 'v1.0.0', 'sub'],
    ['a root that is the path', vanity, { codeDir: 'r.org/m/v2' }, 'v2.0.0', 'root'],
    ['gopkg.in without go.mod', gopkg, {}, 'v2.0.0', 'root without go.mod'],
    ['gopkg.in with its own path', gopkg, { codeDir: 'gopkg.in/m.v2' }, 'v2.0.0', 'root'],
    ['gopkg.in with a path that ends with /v2', gopkg, { codeDir: 'r.org/m/v2' }, 'v2.0.0', 'root'],
  ])('%s', (_, placement, declared, version, expected) => {
    expect(chosen(placement, declared, version)).toBe(expected);
  });

  test.each<[string, Placement, Partial<DeclaredPaths>, string, string]>([
    ['go.mod without a path', root, { codeDir: '' }, 'v1.0.0', 'declares no module path'],
    ['go.mod of v2', root, { codeDir: 'r.org/m/v2' }, 'v1.0.0', 'another major version'],
    ['go.mod of a path that is none', root, { codeDir: 'r.org/m/v1' }, 'v1.0.0', 'another major version'],
    ['incompatible with go.mod', root, { codeDir: 'r.org/m' }, 'v2.0.0+incompatible', 'needs a path'],
    ['v2 without any go.mod', v2, {}, 'v2.0.0', 'no go.mod file at the root or v2'],
    ['v2 with a go.mod of v1', v2, { codeDir: 'r.org/m' }, 'v2.0.0', 'another major version'],
    ['v2 at both places', v2, { codeDir: 'r.org/m/v2', majorDir: 'r.org/m/v2' }, 'v2.0.0', 'both'],
    [
      'v2 with v3 in its folder',
      v2,
      { codeDir: 'r.org/m/v2', majorDir: 'r.org/m/v3' },
      'v2.0.0',
      'at v2 declares no path',
    ],
    [
      'v2 with nothing in its folder',
      v2,
      { codeDir: 'r.org/m/v2', majorDir: '' },
      'v2.0.0',
      'at v2 declares no path',
    ],
    ['a sub-directory without go.mod', sub, {}, 'v1.0.0', 'no go.mod file at sub'],
    ['a root that is the path, without go.mod', vanity, {}, 'v2.0.0', 'no go.mod file at the root'],
    [
      'gopkg.in with a path without a version',
      gopkg,
      { codeDir: 'r.org/m' },
      'v2.0.0',
      'another major version',
    ],
    [
      'gopkg.in with an unstable path',
      gopkg,
      { codeDir: 'gopkg.in/m.v2-unstable' },
      'v2.0.0',
      'another major version',
    ],
  ])('%s is invalid', (_, placement, declared, version, part) => {
    expect(chosen(placement, declared, version)).toMatch(/^invalid: .*\.$/);
    expect(chosen(placement, declared, version)).toContain(part);
  });
});
