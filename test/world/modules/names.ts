/** Honest modules whose repository answers to more than one name: letter case and renames. */
import type { ModuleDescription, Tree } from './description.ts';
import { licence } from './files.ts';
import { honest, released } from './shapes.ts';

const RUNE_RULER: Tree = {
  LICENSE: licence(2015, 'Tamsin Oakes'),
  'ruler.go': 'package RuneRuler\n\n// Marks is how many it has.\nconst Marks = 30\n',
};

/** A code host does not mind how an owner and a repository are spelled. */
const RUNE_RULER_REPOSITORY = {
  ...released({
    url: 'https://github.com/tamsinoakes/runeruler',
    tags: ['v0.3.0'],
    date: '2015-03-03T03:03:03Z',
    tree: RUNE_RULER,
  }),
  alsoAt: ['https://github.com/TamsinOakes/RuneRuler'],
};

function spelled(name: string, story: string, path: string): ModuleDescription {
  return honest({
    name,
    story,
    path,
    version: 'v0.3.0',
    repository: RUNE_RULER_REPOSITORY,
    tree: RUNE_RULER,
    files: ['LICENSE', 'ruler.go'],
    mod: `module ${path}\n`,
    origin: null,
  });
}

const OWN_SPELLING = spelled(
  'own-spelling',
  'A module by the name that its owner writes.',
  'github.com/TamsinOakes/RuneRuler',
);

const CASE_VARIANT = spelled(
  'case-variant',
  'The same module by a path in other letter case: the same tree, and another prefix in the zip.',
  'github.com/tamsinoakes/runeruler',
);

const HABERDASHER: Tree = {
  'go.mod': 'module github.com/harbourstreet/haberdasher\n\ngo 1.21\n',
  LICENSE: licence(2023, 'Harbour Street'),
  'buttons.go': 'package haberdasher\n\n// Buttons is how many are in the box.\nconst Buttons = 144\n',
};

const RENAMED_BY_OWNER = honest({
  name: 'renamed-by-owner',
  story: 'The owner renamed the repository, and the server redirects to the new name.',
  path: 'github.com/harbourstreet/haberdasher',
  version: 'v0.4.0',
  repository: {
    ...released({
      url: 'https://github.com/harbourstreet/haberdasher',
      tags: ['v0.4.0'],
      date: '2023-07-04T09:00:00Z',
      tree: HABERDASHER,
    }),
    alsoAt: ['https://github.com/harbourstreet/draper'],
    answersNow: { kind: 'redirects', toUrl: 'https://github.com/harbourstreet/draper' },
  },
  tree: HABERDASHER,
  files: ['go.mod', 'LICENSE', 'buttons.go'],
});

export const NAME_MODULES: readonly ModuleDescription[] = [OWN_SPELLING, CASE_VARIANT, RENAMED_BY_OWNER];
