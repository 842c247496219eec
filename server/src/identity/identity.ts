import type { ModuleText } from '../module/index.ts';
import { type Declarations, type DeclaredRelation, declaredRelations } from './declared.ts';
import { type Documents, type IdentityOptions, readDocuments } from './documents.ts';
import type { Mention, NamedModule } from './named.ts';
import { bareName, type Project, projectOf, sharesName, sharesWord } from './project.ts';
import { scanGo } from './scanGo.ts';
import { scanText } from './scanText.ts';
import { type WeighedProject, weighMentions } from './weigh.ts';

/** Which module a module's own text says it is. */
export interface Identity {
  /**
   * - `own`: the module itself, or openly a fork, mirror or successor of another.
   * - `other`: another one, and hardly ever itself.
   * - `unclear`: nobody, both, or the texts could not be read.
   */
  readonly state: 'own' | 'other' | 'unclear';
  /** Modules that the text names as itself, of other publishers, the best first; at most three, none for `own`. */
  readonly candidates: readonly NamedModule[];
  /** To whom the text says openly that it is a fork, mirror or successor, or has moved; null when it says nothing. */
  readonly declared: DeclaredRelation | null;
}

const MAX_CANDIDATES = 3;

/** Less is a chance link to a namesake. */
const LEAST_WEIGHT = 2;

/** The least that shows another identity: an install line and one more place, or two services and a link to documentation. */
const LEAST_OTHER = 6;

/** The same for a project that is called otherwise than the module. */
const LEAST_OTHER_RENAMED = 9;

/** How much lighter than the other's weight what names the module itself must be. */
const OWN_SHARE = 0.25;

/**
 * Tells which module a module's own text names as itself, without any list.
 *
 * Looked at are projects of other publishers that are called like the module,
 * and those that only an owner names: in import comments and as the package
 * that external tests test. Links to namesakes, modules to install beside this
 * one and tools do not count. A publisher's own host hides where its
 * repository is: a repository named there is its address until proven otherwise.
 *
 * All files are attacker-controlled; the beginnings of a bounded number of them
 * are read, in linear time. Never throws.
 */
export function identityOf(module: ModuleText, options: IdentityOptions = {}): Identity {
  const own = projectOf(module.modulePath);
  if (own === null) return { state: 'unclear', candidates: [], declared: null };
  const documents = readDocuments(module, options);
  const weighed = weighMentions(mentionsOf(module, own, documents));
  const relations = relationsOf(documents);
  const ofOwn = weighed.filter(({ project }) => isOwn(project, own));
  const ownWeight = ofOwn.reduce((sum, { named }) => sum + named.weight, 0);
  const others = weighed.filter((each) => !isOwn(each.project, own) && isCandidate(each, own, ownWeight > 0));
  const declared = chooseDeclared(relations.named, own, others);
  const open = others.filter(({ project }) => !isDeclared(project, relations.named, own));
  const candidates = open.filter(({ named }) => named.weight >= LEAST_WEIGHT);
  const [best] = candidates;
  if (best === undefined) {
    const isNamed = ownWeight > 0 || declared !== null;
    return {
      state: isNamed && !(documents.isUnread && ownWeight === 0) ? 'own' : 'unclear',
      candidates: [],
      declared,
    };
  }
  const isOther =
    best.named.weight >= (sharesName(best.project, own) ? LEAST_OTHER : LEAST_OTHER_RENAMED) &&
    (sharesName(best.project, own) || !best.kinds.has('install') || best.kinds.has('badge')) &&
    best.ownWords >= LEAST_WEIGHT &&
    ownWeight <= best.named.weight * OWN_SHARE &&
    !relations.isUnnamedFork &&
    !mayBeAddress(best, own, others);
  return {
    state: isOther ? 'other' : 'unclear',
    candidates: candidates.slice(0, MAX_CANDIDATES).map(({ named }) => named),
    declared,
  };
}

function mentionsOf(module: ModuleText, own: Project, documents: Documents): readonly Mention[] {
  const folders = new Set(
    module.files
      .filter(({ path }) => path.endsWith('.go'))
      .map(({ path }) => path.slice(0, Math.max(0, path.lastIndexOf('/')))),
  );
  const ownModule = {
    path: module.modulePath,
    isName: (repository: string): boolean => own.names.has(bareName(repository)),
    hasFolder: (path: string): boolean => folders.has(path),
  };
  const inTexts = documents.texts.flatMap(({ path, text, isBuildFile }) =>
    scanText(path, text, ownModule.isName, isBuildFile).map((mention) =>
      isNested(path) ? { ...mention, place: { ...mention.place, kind: 'link' as const } } : mention,
    ),
  );
  const inGo = documents.goFiles.flatMap(({ path, text }) => scanGo(path, text, ownModule));
  return [...inTexts, ...inGo];
}

/** A README below the root may be that of something copied in: what it says is a hint. */
function isNested(path: string): boolean {
  return /\/readme/i.test(path);
}

/** What READMEs of the root and its package comment declare. */
function relationsOf(documents: Documents): Declarations {
  const texts = documents.texts.filter(({ path }) => /^readme[^/]*$/i.test(path));
  const comments = documents.goFiles.filter(({ path }) => path === 'doc.go');
  const found = [...texts, ...comments].map(({ path, text }) => declaredRelations(path, text));
  return {
    named: found.flatMap(({ named }) => named),
    isUnnamedFork: found.some(({ isUnnamedFork }) => isUnnamedFork),
  };
}

/** Whether a project is the module's own: the same, or one that the same publisher has. */
function isOwn(project: Project, own: Project): boolean {
  if (project.key === own.key || project.publisher === own.publisher) return true;
  // On its publisher's own host the module's repository may be anywhere; here the names tell that it is this one.
  return own.isVanity && !project.isVanity && sharesName(project, own) && sharesWord(project, own);
}

/**
 * Whether a project is one that a text may mean as itself. Called otherwise
 * than the module, it has to be shown as one shows only oneself.
 */
function isCandidate({ project, kinds }: WeighedProject, own: Project, isOwnNamed: boolean): boolean {
  if (sharesName(project, own) || kinds.has('import-comment') || kinds.has('test-import')) return true;
  if (project.isVanity) return false;
  const isUsed = kinds.has('install') || kinds.has('import') || kinds.has('clone');
  if (kinds.has('badge')) return isUsed || kinds.has('doc-link');
  return !isOwnNamed && isUsed && kinds.has('doc-link');
}

/** Whether the text says openly what the module is to a project. */
function isDeclared(project: Project, relations: readonly DeclaredRelation[], own: Project): boolean {
  return relations.some(({ path }) => {
    const named = projectOf(path);
    return named !== null && named.key === project.key && !isOwn(named, own);
  });
}

/**
 * The relation that says most: to a project that the text names as one names
 * oneself or that is called alike, or else one whose sentence is about the module.
 */
function chooseDeclared(
  relations: readonly DeclaredRelation[],
  own: Project,
  others: readonly WeighedProject[],
): DeclaredRelation | null {
  const keys = new Set(others.map(({ project }) => project.key));
  const toOthers = relations.flatMap((relation) => {
    const project = projectOf(relation.path);
    return project === null || isOwn(project, own) ? [] : [{ relation, project }];
  });
  const alike = toOthers.find(({ project }) => keys.has(project.key) || sharesName(project, own));
  const aboutItself = toOthers.find(
    // A publisher's own host is as often a web site that a text is based on.
    ({ relation, project }) =>
      !project.isVanity &&
      relation.how !== 'successor' &&
      relation.line < MAX_ABOUT_LINES &&
      isAbout(relation.text, own),
  );
  return (alike ?? aboutItself)?.relation ?? null;
}

/** Further down a text speaks of other things. */
const MAX_ABOUT_LINES = 60;

/** Whether a sentence speaks of the module: by its name, or as "this". */
function isAbout(text: string, own: Project): boolean {
  const words = text
    .slice(0, MAX_ABOUT_TEXT)
    .toLowerCase()
    .split(/[^\w./-]+/);
  return words.some((word) => word === 'this' || own.names.has(bareName(word)));
}

const MAX_ABOUT_TEXT = 200;

/** Whether what is named may be another address of the same project: one of the two hides where its repository is. */
function mayBeAddress(best: WeighedProject, own: Project, others: readonly WeighedProject[]): boolean {
  if (best.project.hidesRepository === own.hidesRepository) return false;
  if (own.hidesRepository) return true;
  // A path whose repository is named as well, with another owner than this one: no address of this module.
  return !others.some(({ project }) => !project.hidesRepository && sharesName(project, own));
}
