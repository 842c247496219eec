import { describe, expect, test } from '../../kit.ts';
import { CODE, COPY, identify, ORIGINAL, README } from './tidewatch.ts';

/** The code with the module path of a copy, as whoever publishes it again has to write it. */
const renamed = Object.fromEntries(
  Object.entries(CODE).map(([path, text]) => [path, text.replaceAll(ORIGINAL, COPY)]),
);

describe('republications', () => {
  test('a README that was left as it was names the original, and nobody else', () => {
    const found = identify(COPY, { ...renamed, 'README.md': README });
    expect(found.state).toBe('other');
    expect(found.candidates.map(({ path }) => path)).toEqual([ORIGINAL]);
    expect(found.declared).toBeNull();
  });

  test('its places are told with their kind and line, the most telling first', () => {
    const [best] = identify(COPY, { ...renamed, 'README.md': README }).candidates;
    expect(best?.places[0]).toEqual({
      kind: 'install',
      file: 'README.md',
      line: 8,
      text: `go get -u ${ORIGINAL}`,
    });
    expect(new Set(best?.places.map(({ kind }) => kind))).toEqual(
      new Set(['install', 'import', 'doc-link', 'badge']),
    );
  });

  test('where only the module path was replaced, badges of services still name the original', () => {
    const found = identify(COPY, { ...renamed, 'README.md': README.replaceAll(ORIGINAL, COPY) });
    expect(found.state).toBe('unclear');
    expect(found.candidates.map(({ path }) => path)).toEqual([ORIGINAL]);
  });

  test.each([
    [
      'travis',
      '[![Build](https://travis-ci.com/harbourmaster/tidewatch.svg)](https://travis-ci.com/harbourmaster/tidewatch)',
    ],
    ['codecov', '![c](https://codecov.io/gh/harbourmaster/tidewatch/graph/badge.svg)'],
    ['coveralls', '![c](https://coveralls.io/repos/github/harbourmaster/tidewatch/badge.svg?branch=main)'],
    ['circleci', '<img src="https://circleci.com/gh/harbourmaster/tidewatch.svg?style=svg">'],
    ['actions', '![b](https://github.com/harbourmaster/tidewatch/actions/workflows/ci.yml/badge.svg)'],
    ['shields, release', '![r](https://img.shields.io/github/v/release/harbourmaster/tidewatch)'],
    [
      'shields, workflow',
      '![r](https://img.shields.io/github/actions/workflow/status/harbourmaster/tidewatch/ci.yml)',
    ],
    [
      'report card',
      '[![r](https://goreportcard.com/badge/github.com/harbourmaster/tidewatch)](https://goreportcard.com/report/github.com/harbourmaster/tidewatch)',
    ],
    ['fossa', '[l](https://app.fossa.com/projects/git%2Bgithub.com%2Fharbourmaster%2Ftidewatch?ref=badge)'],
    ['a reference link', '[b]: https://travis-ci.org/harbourmaster/tidewatch.svg'],
  ])('a README of its own with one badge that was kept: %s', (_, badge) => {
    const found = identify(COPY, {
      ...renamed,
      'README.md': `# tidewatch\n\n${badge}\n\n    go get ${COPY}\n`,
    });
    expect(found.state).toBe('unclear');
    expect(found.candidates.map(({ path }) => path)).toEqual([ORIGINAL]);
  });

  test.each<[string, Record<string, string>]>([
    ['the imports of external tests', { 'tide_test.go': CODE['tide_test.go'] as string }],
    ['an import comment', { 'tide.go': `package tidewatch // import "${ORIGINAL}"\n` }],
    ['imports of its own folders', { 'tide.go': CODE['tide.go'] as string }],
    ['a command that imports the root', { 'cmd/tide/main.go': `package main\n\nimport "${ORIGINAL}"\n` }],
    [
      'a link to documentation',
      { 'doc.go': `// Package tidewatch: https://pkg.go.dev/${ORIGINAL}\npackage tidewatch\n` },
    ],
    ['linker flags', { Makefile: `build:\n\tgo build -ldflags "-X ${ORIGINAL}/version.Version=1"\n` }],
  ])('without any README, %s name the original', (_, files) => {
    const found = identify(COPY, { ...renamed, ...files });
    expect(found.state).not.toBe('own');
    expect(found.candidates.map(({ path }) => path)).toEqual([ORIGINAL]);
  });

  test('a copy that was called otherwise is found by what one shows of oneself alone', () => {
    const path = 'github.com/quietbadger/ebbkit';
    const found = identify(path, { 'go.mod': `module ${path}\n`, 'README.md': README });
    expect(found.candidates.map((each) => each.path)).toEqual([ORIGINAL]);
    expect(found.state).toBe('other');
  });

  test('a copy that was called otherwise and names itself keeps the badges of the original', () => {
    const path = 'github.com/quietbadger/ebbkit';
    const badges = README.split('\n').slice(2, 5).join('\n');
    const found = identify(path, { 'README.md': `# ebbkit\n\n${badges}\n\n    go get ${path}\n` });
    expect(found.state).toBe('unclear');
    expect(found.candidates.map((each) => each.path)).toEqual([ORIGINAL]);
  });

  test('an owner that is called like the repository is told from it', () => {
    const badge = '![r](https://img.shields.io/github/v/release/tidewatch/tidewatch)';
    const found = identify(COPY, { 'README.md': `${badge}\n    go get ${COPY}\n` });
    expect(found.candidates.map(({ path }) => path)).toEqual(['github.com/tidewatch/tidewatch']);
  });

  test('who is named as well as the original is neither', () => {
    const found = identify(COPY, {
      ...renamed,
      'README.md': `${README}\n    go get ${COPY}\n\n    import "${COPY}"\n`,
    });
    expect(found.state).toBe('unclear');
    expect(found.candidates.map(({ path }) => path)).toEqual([ORIGINAL]);
  });

  test('a copy of a fork keeps the words of the fork, which do not clear it', () => {
    const words = `tidewatch is a fork of [deepwater/tidewatch](https://github.com/deepwater/tidewatch).\n`;
    const found = identify(COPY, { ...renamed, 'README.md': `${README}\n${words}` });
    expect(found.state).toBe('other');
    expect(found.candidates.map(({ path }) => path)).toEqual([ORIGINAL]);
    expect(found.declared).toMatchObject({ path: 'github.com/deepwater/tidewatch', how: 'fork' });
  });

  test('the major version that is installed is part of the name', () => {
    const found = identify(`${COPY}/v3`, {
      'README.md': README.replaceAll(`get -u ${ORIGINAL}`, `get -u ${ORIGINAL}/v3`),
    });
    expect(found.candidates[0]?.path).toBe(`${ORIGINAL}/v3`);
  });

  test('characters without width in a name do not hide it', () => {
    const hidden = README.replaceAll('harbourmaster', 'harbour\u200bmaster');
    expect(identify(COPY, { 'README.md': hidden }).candidates[0]?.path).toBe(ORIGINAL);
  });
});
