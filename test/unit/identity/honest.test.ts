import { describe, expect, test } from '../../kit.ts';
import { CODE, COPY, identify, ORIGINAL, README } from './tidewatch.ts';

describe('honest modules', () => {
  test('a module names itself', () => {
    expect(identify(ORIGINAL, { ...CODE, 'README.md': README })).toEqual({
      state: 'own',
      candidates: [],
      declared: null,
    });
  });

  test('modules to install beside it, tools and related projects are nobody else', () => {
    const text = `# tidewatch

    go get ${ORIGINAL}
    go install github.com/golangci/golangci-lint/cmd/golangci-lint@latest

Used by [floodgate](https://github.com/deepwater/floodgate) and https://github.com/saltmarsh/dyke.
It needs \`go get github.com/deepwater/sluice\`.
`;
    expect(identify(ORIGINAL, { 'README.md': text })).toMatchObject({ state: 'own', candidates: [] });
  });

  test('a line is told once, however often it names a module', () => {
    const found = identify(COPY, { 'README.md': README });
    const lines = found.candidates[0]?.places.map(({ kind, line }) => `${kind} ${line}`) ?? [];
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines).toContain('doc-link 2');
  });

  test('one link to a namesake is chance', () => {
    const text = `    go get ${ORIGINAL}\n\nNot to be confused with https://github.com/saltmarsh/tidewatch.\n`;
    expect(identify(ORIGINAL, { 'README.md': text })).toMatchObject({ state: 'own', candidates: [] });
  });

  test('the same publisher is never another identity', () => {
    const path = 'github.com/harbourmaster/tide-watch';
    expect(identify(path, { 'README.md': README }).candidates).toEqual([]);
    expect(identify('github.com/HarbourMaster/tidewatch', { 'README.md': README }).state).toBe('own');
    expect(identify('github.com/harbourmaster/tidewatch/v2', { 'README.md': README }).state).toBe('own');
  });

  test('a module without texts says nothing', () => {
    expect(identify(ORIGINAL, { 'go.mod': `module ${ORIGINAL}\n`, 'a.go': 'package a\n' })).toEqual({
      state: 'unclear',
      candidates: [],
      declared: null,
    });
  });

  test('a place that stands for the reader is nobody', () => {
    const text = `    go get ${ORIGINAL}\n    git clone https://github.com/your-username/tidewatch.git\n`;
    expect(identify(ORIGINAL, { 'README.md': text })).toMatchObject({ state: 'own', candidates: [] });
  });

  test("links to a namesake's functions are a comparison", () => {
    const text = `    go get ${ORIGINAL}\n\nUnlike [theirs](https://pkg.go.dev/github.com/saltmarsh/tidewatch#Watch).\n`;
    expect(identify(ORIGINAL, { 'README.md': text }).candidates).toEqual([]);
  });

  test('web sites that are called alike are no modules', () => {
    const links = Array.from(
      { length: 6 },
      (_, i) => `https://docs.saltmarsh.example/tidewatch/page${i}`,
    ).join('\n');
    expect(identify(ORIGINAL, { 'README.md': `go get ${ORIGINAL}\n\n${links}\n` }).candidates).toEqual([]);
  });

  test('a test that holds a namesake against the module tests the module', () => {
    const text = `package tidewatch_test\n\nimport (\n\t"${ORIGINAL}"\n\n\ttheirs "github.com/saltmarsh/tidewatch"\n)\n`;
    const found = identify(ORIGINAL, { 'README.md': `go get ${ORIGINAL}\n`, 'tide_test.go': text });
    expect(found).toMatchObject({ state: 'own', candidates: [] });
  });

  test('a package that wraps a namesake is no copy of it', () => {
    const wrapper = 'package adapter\n\nimport "github.com/saltmarsh/tidewatch"\n';
    const files = {
      'README.md': `go get ${ORIGINAL}\n`,
      'tide.go': 'package tidewatch\n',
      'adapter/a.go': wrapper,
    };
    expect(identify(ORIGINAL, files)).toMatchObject({ state: 'own', candidates: [] });
  });

  test('the README of something copied in is a hint at most', () => {
    const files = {
      'README.md': `    go get ${ORIGINAL}\n`,
      'third/README.md': '    go get github.com/saltmarsh/tidewatch\n',
    };
    expect(identify(ORIGINAL, files)).toMatchObject({ state: 'own', candidates: [] });
  });
});

describe("a publisher's own host", () => {
  const VANITY = 'go.tidewatch.example/tidewatch';

  test('its repository is no other identity', () => {
    const text = README.replaceAll(`pkg.go.dev/${ORIGINAL}`, `pkg.go.dev/${VANITY}`).replaceAll(
      `go get -u ${ORIGINAL}`,
      `go get ${VANITY}`,
    );
    expect(identify(VANITY, { 'README.md': text }).state).not.toBe('other');
    expect(identify(VANITY, { 'README.md': README }).state).toBe('unclear');
  });

  test('a repository whose owner has a word of the host is its own', () => {
    const text =
      'https://github.com/tidewatch-go/tidewatch/issues\n    git clone https://github.com/tidewatch-go/tidewatch\n';
    expect(identify(VANITY, { 'README.md': text })).toMatchObject({ state: 'own', candidates: [] });
  });

  test('a repository that only names a host of its own may be its address', () => {
    const found = identify(COPY, { 'README.md': `    go get ${VANITY}\n\n    import "${VANITY}"\n` });
    expect(found.state).toBe('unclear');
    expect(found.candidates.map(({ path }) => path)).toEqual([VANITY]);
  });

  test('where the repository behind that host is named too, it is another', () => {
    const text = `    go get ${VANITY}\n\n    import "${VANITY}"\n\nhttps://github.com/harbourmaster/tidewatch/issues\n`;
    expect(identify(COPY, { 'README.md': text }).state).toBe('other');
  });

  test('gopkg.in is another way to the code host', () => {
    const text =
      '    go get gopkg.in/harbourmaster/tidewatch.v2\n    import "gopkg.in/harbourmaster/tidewatch.v2"\n';
    expect(identify(ORIGINAL, { 'README.md': text })).toMatchObject({ state: 'own', candidates: [] });
    const short = 'go get gopkg.in/tidewatch.v1\n';
    expect(identify('github.com/go-tidewatch/tidewatch', { 'README.md': short })).toMatchObject({
      state: 'own',
    });
  });
});

describe('gopkg.in without an owner', () => {
  const SHORT = 'gopkg.in/tidewatch.v1';

  test('may lead to any repository of that name, which is still held against it', () => {
    const found = identify(SHORT, { 'README.md': README });
    expect(found.state).toBe('unclear');
    expect(found.candidates.map(({ path }) => path)).toEqual([ORIGINAL]);
  });

  test('may be the address of a repository that names nothing else', () => {
    const text = `    go get ${SHORT}\n\n    import "${SHORT}"\n`;
    expect(identify(ORIGINAL, { 'README.md': text }).state).toBe('unclear');
  });

  test('is another module where the texts name another repository as well', () => {
    const text = `${README}\n    go get ${SHORT}\n`;
    expect(identify(COPY, { 'README.md': text }).state).toBe('other');
  });
});

describe('what is declared', () => {
  test.each<[string, string, string, string]>([
    ['fork', 'a fork by its address', `This is a fork of ${ORIGINAL} with fixes.`, ORIGINAL],
    [
      'fork',
      'a fork by a link',
      `A maintained fork of the [tidewatch](https://${ORIGINAL}) library.`,
      ORIGINAL,
    ],
    [
      'fork',
      'a fork by a reference',
      `It is a fork of [the\noriginal][up].\n\n[up]: https://${ORIGINAL}`,
      ORIGINAL,
    ],
    ['fork', 'a fork by owner and name', 'Forked from harbourmaster/tidewatch.', ORIGINAL],
    ['mirror', 'a mirror', `Read-only mirror of https://${ORIGINAL}.git`, ORIGINAL],
    ['moved', 'a new place', `This project has moved to https://${ORIGINAL}`, ORIGINAL],
    ['moved', 'an old place', `Formerly known as ${ORIGINAL}.`, ORIGINAL],
    ['successor', 'a successor', `**Deprecated:** use ${ORIGINAL} instead.`, ORIGINAL],
    ['successor', 'a continuation', `This is a continuation of ${ORIGINAL}.`, ORIGINAL],
  ])('%s: %s', (how, _, words, path) => {
    const text = README.replace('Tells high water', `${words}\n\nTells high water`);
    const found = identify(COPY, { 'README.md': text });
    expect(found.declared).toMatchObject({ how, path, file: 'README.md' });
    expect(found.state).toBe('own');
    expect(found.candidates).toEqual([]);
  });

  test('a fork that is called otherwise is one too', () => {
    const text =
      '# floodmark\n\nfloodmark is a fork of [the tide library][up].\n\n[up]: https://github.com/deepwater/tides\n';
    const found = identify('github.com/quietbadger/floodmark', { 'README.md': text });
    expect(found).toMatchObject({
      state: 'own',
      declared: { path: 'github.com/deepwater/tides', how: 'fork' },
    });
  });

  test('a web site that a text is based on is no module', () => {
    const text = `go get ${COPY}\n\nThis work is based on [a paper](https://tides.example/papers/1).\n`;
    expect(identify(COPY, { 'README.md': text }).declared).toBeNull();
  });

  test.each(['crypto/tls', 'image/png', 'net/http'])('%s is a package of Go and no repository', (name) => {
    const text = `${README}\nThis is a fork of ${name} with fixes.\n`;
    expect(identify(ORIGINAL, { 'README.md': text }).declared).toBeNull();
    const found = identify(ORIGINAL, {
      'README.md': `${README}\nForked from ${name} by saltmarsh/tidewatch.\n`,
    });
    expect(found.declared?.path).toBe('github.com/saltmarsh/tidewatch');
  });

  test('its line and words are told', () => {
    const found = identify(COPY, { 'README.md': `# tidewatch\n\nA fork of ${ORIGINAL}.\n` });
    expect(found.declared).toMatchObject({ line: 2, text: `A fork of ${ORIGINAL}.` });
  });

  test.each([
    ['to fork it', `Fork it (https://${ORIGINAL}/fork) and open a request.`],
    ['that something else is deprecated', `The saltmarsh API is deprecated, see ${ORIGINAL}.`],
  ])('an invitation or remark is no declaration: %s', (_, words) => {
    const found = identify(COPY, { 'README.md': `${README}\n${words}\n` });
    expect(found.declared).toBeNull();
    expect(found.state).toBe('other');
  });

  test('who calls itself a fork without saying of whom is not accused', () => {
    const found = identify(COPY, { 'README.md': `This is a private fork with fixes.\n\n${README}` });
    expect(found).toMatchObject({ state: 'unclear', declared: null });
    expect(found.candidates[0]?.path).toBe(ORIGINAL);
  });
});
