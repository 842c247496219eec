import type { AuditedModule } from '../audit/index.ts';
import type { ProtectionFact } from '../verdict/index.ts';

/** Whether the tags of some modules can be moved: how many of each. */
export type TagCounts = Readonly<Record<'immutable' | 'restricted' | 'movable' | 'unknown', number>>;

/** Who stands behind some of the modules, and what is known of how that owner keeps tags. */
export interface UpstreamOwner {
  /** Host, and the first element of the path where a second one follows. */
  readonly name: string;
  readonly modules: readonly AuditedModule[];
  /** `unknown` where nobody was asked as well. */
  readonly tags: TagCounts;
  /** Who may move tags, in the words of what was read; each once. */
  readonly mayMove: readonly string[];
  /** Tags that somebody saw at another commit. */
  readonly moved: number;
  /** Versions whose commit is attested. */
  readonly attested: number;
  /** Versions with an attestation that does not verify. */
  readonly refused: number;
  /** Versions of which neither attestations nor protection were asked, or nobody answered. */
  readonly unasked: number;
}

/** The upstream owners of modules, those of most modules first. Modules without a known repository are left out. */
export function upstreamOwners(modules: readonly AuditedModule[]): readonly UpstreamOwner[] {
  const groups = new Map<string, AuditedModule[]>();
  for (const module of modules) {
    const { repository } = module.facts.upstream;
    if (repository === null) continue;
    const name = ownerNameOf(repository);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [module]);
    else group.push(module);
  }
  return [...groups]
    .map(([name, group]): UpstreamOwner => ({ name, modules: group, ...standingOf(group) }))
    .sort((a, b) => b.modules.length - a.modules.length || (a.name < b.name ? -1 : 1));
}

/** What is known of how the owner of some modules keeps tags. */
export function standingOf(modules: readonly AuditedModule[]): Omit<UpstreamOwner, 'name' | 'modules'> {
  const count = (holds: (facts: AuditedModule['facts']) => boolean): number =>
    modules.filter(({ facts }) => holds(facts)).length;
  const tagsAre = (state: ProtectionFact['state']): number =>
    count(({ protection }) => protection.state === state);
  const [immutable, restricted, movable] = [tagsAre('immutable'), tagsAre('restricted'), tagsAre('movable')];
  const words = modules.flatMap(({ facts: { protection } }) =>
    protection.state === 'undetermined' || protection.state === 'not-applicable' ? [] : [protection.mayMove],
  );
  return {
    tags: { immutable, restricted, movable, unknown: modules.length - immutable - restricted - movable },
    mayMove: [...new Set(words)],
    moved: count(({ upstream }) => upstream.state === 'tag-moved' || upstream.seenBefore.length > 0),
    attested: count(({ provenance }) => provenance.state === 'attested'),
    refused: count(({ provenance }) => 'refused' in provenance && provenance.refused.length > 0),
    unasked: count(({ provenance, protection }) => !isAnswered(provenance) && !isAnswered(protection)),
  };
}

/** The owner in the address of a repository: attacker-controlled, as addresses come from servers. */
export function ownerNameOf(repository: string): string {
  if (!URL.canParse(repository)) return repository;
  const { host, pathname } = new URL(repository);
  const elements = pathname.split('/').filter((element) => element !== '');
  return elements.length < 2 ? host : `${host}/${elements[0]}`;
}

function isAnswered({ state }: { readonly state: string }): boolean {
  return state !== 'undetermined' && state !== 'not-applicable';
}
