import type { Mention, NamedModule, Place, PlaceKind } from './named.ts';
import { type Project, projectOf } from './project.ts';

/**
 * What a place counts, how much each further one adds, and the most of all.
 * What a maintainer copies by hand for each project (an install line) counts
 * more than what any text may hold (a link).
 */
const WORTH: Readonly<Record<PlaceKind, { first: number; more: number; most: number }>> = {
  'import-comment': { first: 6, more: 1, most: 8 },
  install: { first: 5, more: 1, most: 7 },
  'test-import': { first: 5, more: 1, most: 8 },
  import: { first: 4, more: 1, most: 6 },
  'doc-link': { first: 3, more: 1, most: 5 },
  'code-import': { first: 3, more: 1, most: 5 },
  clone: { first: 3, more: 1, most: 4 },
  build: { first: 3, more: 0, most: 3 },
  badge: { first: 2, more: 1, most: 6 },
  'issue-link': { first: 1, more: 1, most: 2 },
  link: { first: 1, more: 0.5, most: 2 },
};

const MAX_PLACES = 8;

/** A project with everything that names it. */
export interface WeighedProject {
  readonly project: Project;
  readonly named: NamedModule;
  /** Weight of places that only its own maintainer writes: all but links. */
  readonly ownWords: number;
  readonly kinds: ReadonlySet<PlaceKind>;
}

/** Sorts mentions by project and weighs each; the heaviest first. */
export function weighMentions(mentions: readonly Mention[]): readonly WeighedProject[] {
  const groups = new Map<string, { project: Project; mentions: Mention[] }>();
  for (const mention of mentions) {
    const project = projectOf(mention.path);
    if (
      project === null ||
      isPlaceholder(project) ||
      (project.isVanity && !GO_KINDS.has(mention.place.kind))
    ) {
      continue;
    }
    const group = groups.get(project.key);
    if (group === undefined) groups.set(project.key, { project, mentions: [mention] });
    else {
      group.mentions.push(mention);
      // gopkg.in hands on what is at the code host, where every version can be had.
      if (group.project.path.startsWith('gopkg.in/')) group.project = project;
    }
  }
  return [...groups.values()].map(weighGroup).sort((a, b) => b.named.weight - a.named.weight);
}

/** Places where only a module stands. At other places a publisher's own host is a web site like any other. */
const GO_KINDS: ReadonlySet<PlaceKind> = new Set<PlaceKind>([
  'import-comment',
  'install',
  'test-import',
  'import',
  'doc-link',
  'code-import',
]);

/** Owners that stand for the reader: `your-name`, `<user>`. */
function isPlaceholder({ publisher }: Project): boolean {
  return /\/(?:your?|my)[-_]?|\/(?:user(?:[-_]?name)?|org|owner|example|name|fork(?:er)?)$/.test(publisher);
}

function weighGroup({ project, mentions }: { project: Project; mentions: Mention[] }): WeighedProject {
  const byKind = new Map<PlaceKind, Set<string>>();
  for (const { place, service } of mentions) {
    const seen = byKind.get(place.kind) ?? new Set();
    // One service, one file, one line: what is repeated there says nothing more.
    seen.add(place.kind === 'badge' ? service : `${place.file}:${place.line}`);
    byKind.set(place.kind, seen);
  }
  const worthOf = (kind: PlaceKind): number => {
    const { first, more, most } = WORTH[kind];
    return Math.min(most, first + ((byKind.get(kind)?.size ?? 1) - 1) * more);
  };
  const kinds = [...byKind.keys()];
  const weight = kinds.reduce((sum, kind) => sum + worthOf(kind), 0);
  const ownWords = kinds
    .filter((kind) => kind !== 'link' && kind !== 'issue-link')
    .reduce((sum, kind) => sum + worthOf(kind), 0);
  const places = onePerLine(mentions)
    .sort((a, b) => WORTH[b.kind].first - WORTH[a.kind].first)
    .slice(0, MAX_PLACES);
  return {
    project,
    named: { path: bestPath(project, mentions), weight, places },
    ownWords,
    kinds: new Set(kinds),
  };
}

/** A badge names its module twice on one line, as image and as link: each line is told once for each kind. */
function onePerLine(mentions: readonly Mention[]): Place[] {
  const byLine = new Map(mentions.map(({ place }) => [`${place.kind} ${place.line} ${place.file}`, place]));
  return [...byLine.values()];
}

/** The module path that is fit to be fetched: as installed or imported where that is said, or else the repository's. */
function bestPath(project: Project, mentions: readonly Mention[]): string {
  const installed = mentions.find(
    ({ place, path }) =>
      (place.kind === 'import-comment' || place.kind === 'install' || place.kind === 'doc-link') &&
      /\/v[0-9]+$|\.v[0-9]+$/.test(path) &&
      path.startsWith(project.path) &&
      path.slice(project.path.length).lastIndexOf('/') <= 0,
  );
  return installed?.path ?? project.path;
}
