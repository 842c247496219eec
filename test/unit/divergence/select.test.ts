import { selectFiles } from '../../../server/src/divergence/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { type Contents, entriesOf } from './copies.ts';

function select(upstream: Contents, directory = '', rule: 'before' | 'go1.24' = 'go1.24') {
  const { files, omitted, unbuildable } = selectFiles(entriesOf(upstream), directory, rule);
  return {
    files: files.map(({ path, repositoryPath, isInjectedLicense }) =>
      isInjectedLicense
        ? `${path} lent by ${repositoryPath}`
        : path === repositoryPath
          ? path
          : `${path} from ${repositoryPath}`,
    ),
    omitted: omitted.map(({ path, reason }) => `${path} ${reason}`),
    refused: unbuildable.map(({ path, code }) => `${path} ${code}`),
  };
}

describe('selectFiles', () => {
  test('takes everything but what the go command leaves out', () => {
    const upstream = {
      '.github/ci.yml': '',
      '.hg_archival.txt': '',
      '_x/y.go': '',
      'a/.hg_archival.txt': '',
      'go.mod': '',
      'link@': 'go.mod',
      'n/Go.Mod': '',
      'n/deep/x.go': '',
      'notmod/go.mod@': '../go.mod',
      'notmod/x.go': '',
      'sub%': '',
      'testdata/x.txt': '',
      'vendor/a/x.go': '',
      'vendor/x.go': '',
    };
    expect(select(upstream)).toEqual({
      files: [
        '.github/ci.yml',
        '_x/y.go',
        'a/.hg_archival.txt',
        'go.mod',
        'notmod/x.go',
        'testdata/x.txt',
        'vendor/x.go',
      ],
      omitted: [
        '.hg_archival.txt hg-archival',
        'link symlink',
        'n/Go.Mod nested-module',
        'n/deep/x.go nested-module',
        'notmod/go.mod symlink',
        'sub submodule',
        'vendor/a/x.go vendored',
      ],
      refused: [],
    });
  });

  test('keeps to the directory of the module', () => {
    const upstream = {
      'a/sub/go.mod': '',
      'a/sub/x.go': '',
      'a/sub2/y.go': '',
      'a/z.go': '',
      'sub/x.go': '',
    };
    expect(select(upstream, 'a/sub').files).toEqual(['go.mod from a/sub/go.mod', 'x.go from a/sub/x.go']);
  });

  test('lends the licence of the root where nothing is named so, a link to it as text', () => {
    expect(select({ LICENSE: 'x', 'sub/x.go': '' }, 'sub').files).toEqual([
      'x.go from sub/x.go',
      'LICENSE lent by LICENSE',
    ]);
    expect(select({ 'LICENSE@': 'COPYING', 'sub/x.go': '' }, 'sub').files).toContain(
      'LICENSE lent by LICENSE',
    );
    expect(select({ 'LICENSE%': '', 'sub/x.go': '' }, 'sub').files).toEqual(['x.go from sub/x.go']);
    expect(select({ 'LICENSE/x': '', 'sub/x.go': '' }, 'sub').files).toEqual(['x.go from sub/x.go']);
  });

  test('lends none where there is one already, even a link that is then left out', () => {
    const nothing = { files: [], omitted: [], refused: [] };
    const own = { ...nothing, files: ['LICENSE from sub/LICENSE'] };
    expect(select({ LICENSE: 'x', 'sub/LICENSE': 'y' }, 'sub')).toEqual(own);
    const link = { ...nothing, omitted: ['LICENSE symlink'] };
    expect(select({ LICENSE: 'x', 'sub/LICENSE@': '../LICENSE' }, 'sub')).toEqual(link);
    const lent = { ...nothing, files: ['LICENSE lent by LICENSE'], omitted: ['LICENSE submodule'] };
    expect(select({ LICENSE: 'x', 'sub/LICENSE%': '' }, 'sub')).toEqual(lent);
    expect(select({ LICENSE: 'x' }, '')).toEqual({ ...nothing, files: ['LICENSE'] });
  });

  test('finds that a lent licence meets a directory or another spelling', () => {
    expect(select({ LICENSE: 'x', 'sub/LICENSE/y': '' }, 'sub').refused).toEqual(['LICENSE collision']);
    expect(select({ LICENSE: 'x', 'sub/License': '' }, 'sub').refused).toEqual(['LICENSE collision']);
    expect(select({ LICENSE: 'x', 'sub/LICENSE/go.mod': '' }, 'sub').refused).toEqual([]);
  });

  test('does not judge the names of files that are left out', () => {
    expect(
      select({ 'go.mod': '', 'n/go.mod': '', 'n/a*b': '', 'vendor/a/c*d': '', 'e*f%': '' }).refused,
    ).toEqual([]);
  });

  test('judges links before it leaves them out', () => {
    expect(select({ 'a*b@': '', 'X@': '', x: '' }).refused).toEqual(['a*b invalid-path', 'x collision']);
  });

  test('finds what git refuses in the whole repository', () => {
    const paths = [
      '.git/x',
      'a/.GIT/x',
      'GIT~1',
      '.git. /x',
      'a\\.git',
      '.git:stream',
      '../x',
      'a//b',
      './x',
    ];
    for (const path of paths) {
      expect(select({ [`other/${path}`]: '', 'sub/x.go': '' }, 'sub').refused).toEqual([
        `other/${path} forbidden-by-git`,
      ]);
    }
    expect(select({ 'other/.gitmodules@': '' }, 'sub').refused).toEqual([
      'other/.gitmodules forbidden-by-git',
    ]);
    for (const path of [
      '.gitmodules',
      '.gitignore',
      '.github/x',
      'git/x',
      'x.git/y',
      '.git2',
      'a..b',
      '...x',
    ]) {
      expect(select({ [`other/${path}`]: '' }, 'sub').refused).toEqual([]);
    }
  });

  test('takes unknown modes for submodules, as git does', () => {
    const [entry] = entriesOf({ x: '' });
    if (entry === undefined) throw new Error('no entry');
    const kinds = [0o100664, 0o100600, 0o120777, 0o040000, 0o060000, 0].map((mode) => {
      const { files, omitted } = selectFiles([{ ...entry, mode }], '', 'before');
      return files.length === 1 ? 'file' : omitted[0]?.reason;
    });
    expect(kinds).toEqual(['file', 'file', 'symlink', 'submodule', 'submodule', 'submodule']);
  });

  test('takes time linear in hostile paths', () => {
    const deep = 'a/'.repeat(20_000);
    const upstream = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`${deep}${index}`, '']));
    expect(select({ ...upstream, [`${deep}n/go.mod`]: '', 'b/go.mod': '' }).files).toHaveLength(20);
  });
});
