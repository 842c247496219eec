import { type MirrorFacts, mirrorReport } from '../../../server/src/fix/index.ts';
import { expect, test } from '../../kit.ts';

const FACTS: MirrorFacts = {
  module: { path: 'bad.example/x', version: 'v1.2.0' },
  mirror: { h1: `h1:${'A'.repeat(43)}=`, commit: 'a'.repeat(40) },
  upstream: { repository: 'https://bad.example/x', ref: 'refs/tags/v1.2.0', commit: 'b'.repeat(40) },
  changed: ['db.go'],
  onlyMirror: ['extra.go'],
  onlyUpstream: [],
  seenAt: Date.UTC(2026, 0, 2, 3, 4, 5),
};

test('says what is served, what there is, what differs and how to see it', () => {
  expect(mirrorReport(FACTS)).toBe(`Mirror and upstream differ: bad.example/x@v1.2.0

Module      bad.example/x
Version     v1.2.0
Compared    2026-01-02T03:04:05.000Z

What the mirror serves
  hash        h1:${'A'.repeat(43)}=
  commit      ${'a'.repeat(40)}

What upstream has
  repository  https://bad.example/x
  ref         refs/tags/v1.2.0
  commit      ${'b'.repeat(40)}

Which files differ
  other contents:
    db.go
  at the mirror alone:
    extra.go

How to see it by hand
  # what the mirror serves: prints the hash as "Sum" and the folder as "Dir"
  go mod download -json 'bad.example/x@v1.2.0'
  # what upstream has
  git ls-remote -- 'https://bad.example/x' 'refs/tags/v1.2.0'
  git clone --no-checkout -- 'https://bad.example/x' upstream
  git -C upstream ls-tree -r '${'b'.repeat(40)}'
  # the commit that the mirror names
  git -C upstream show --stat '${'a'.repeat(40)}'
`);
});

test('says what is not known, and gives no command that needs it', () => {
  const text = mirrorReport({
    ...FACTS,
    mirror: { h1: null, commit: null },
    upstream: { repository: null, ref: null, commit: null },
    changed: [],
    onlyMirror: [],
    seenAt: Number.NaN,
  });
  expect(text).toContain('hash        not known\n  commit      it names none');
  expect(text).toContain('repository  not known\n  ref         not known');
  expect(text).toContain('none that could be named');
  expect(text).toContain('Compared    not known');
  expect(text).not.toContain('git ');
});

test('texts from outside stand on one line, visible, and are one word of a command', () => {
  const text = mirrorReport({
    ...FACTS,
    upstream: { ...FACTS.upstream, repository: "https://bad.example/'; touch x; '\n\u202e" },
    changed: ['a\nb.go', 'c\u202ed.go', 'e\u001b[31m.go', 'x'.repeat(5000), ...Array(100).fill('z.go')],
  });
  expect(text).toMatch(
    /git clone --no-checkout -- 'https:\/\/bad\.example\/'\\''; touch x; '\\''[^\n']*' upstream/,
  );
  expect(text).not.toMatch(/[\u202e\u001b]/);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(1100);
  expect(text).toContain('    and 54 more\n');
});

test('a text that could be an option, or a transport that runs something, gives no command', () => {
  const text = mirrorReport({
    ...FACTS,
    module: { path: '-x', version: 'v1.2.0' },
    mirror: { h1: null, commit: '--output=x' },
    upstream: { ...FACTS.upstream, commit: '--output=y' },
  });
  expect(text).not.toMatch(/^ {2}(?:go|git -C) /m);
  expect(
    mirrorReport({ ...FACTS, upstream: { ...FACTS.upstream, repository: 'ext::sh -c x' } }),
  ).not.toContain('  git ');
});
