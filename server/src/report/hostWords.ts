import type { ModuleFacts } from '../verdict/index.ts';

/** A fact in words: what it is about, and what was learnt. May hold text from outside, not made safe. */
type HostWords = readonly [label: string, words: string];

/**
 * What a code host said of a version, a line for each thing that was asked and
 * is known. That nothing is published is a fact like any other.
 */
export function hostWordsOf({ provenance, protection }: ModuleFacts): readonly HostWords[] {
  const words: HostWords[] = [];
  if (provenance.state === 'attested') {
    const { attestations } = provenance;
    words.push(['attested', attestations.map(attestationWords).slice(0, 2).join('; ')]);
  } else if (provenance.state === 'none-published') {
    const [first] = provenance.refused;
    words.push([
      'attested',
      first === undefined ? 'none published' : `published, and does not verify: ${first.detail}`,
    ]);
  }
  if (protection.state === 'movable') words.push(['tag', `can be moved by ${protection.mayMove}`]);
  else if (protection.state === 'immutable' || protection.state === 'restricted')
    words.push(['tag', `${protection.by}; may move it: ${protection.mayMove}`]);
  return words;
}

type Attested = Extract<ModuleFacts['provenance'], { readonly state: 'attested' }>;

function attestationWords({ kind, identity, loggedAt }: Attested['attestations'][number]): string {
  const what = kind === 'release' ? 'released' : 'built';
  const day = loggedAt === null ? '' : `, ${new Date(loggedAt * 1000).toISOString().slice(0, 10)}`;
  return `${what}, signed by ${identity}${day}`;
}
