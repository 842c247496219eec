import type { AuditedModule } from '../../audit/index.ts';
import { type UpstreamOwner, upstreamOwners } from '../owners.ts';
import { plain, wrapText } from '../plain.ts';
import type { Paint } from './paint.ts';

/** Owners that are told one by one; the JSON report has all. */
const MAX_OWNERS = 20;

/**
 * Who may move tags under how many of the modules: what somebody asks who has to
 * answer for suppliers. Told where code hosts were asked for it, and else not.
 */
export function ownerLines(
  modules: readonly AuditedModule[],
  paint: Paint,
  width: number,
): readonly string[] {
  const owners = upstreamOwners(modules);
  if (owners.every(({ unasked, modules: { length } }) => unasked === length)) return [];
  const more = owners.length - MAX_OWNERS;
  return [
    `  ${paint.strong('upstream owners')}`,
    ...owners.slice(0, MAX_OWNERS).flatMap((owner) => linesOf(owner, width)),
    ...(more > 0 ? [`    ${paint.faint(`and ${more} more; the JSON report has all`)}`] : []),
  ];
}

function linesOf(owner: UpstreamOwner, width: number): readonly string[] {
  const number = owner.modules.length;
  return [
    `    ${plain(owner.name)}   ${number} module${number === 1 ? '' : 's'}`,
    ...standingWords(owner).flatMap((words) => wrapText(words, width - 6).map((line) => `      ${line}`)),
  ];
}

/** What is known of an owner, in words that are safe to show. */
function standingWords({ tags, mayMove, moved, attested, refused, modules }: UpstreamOwner): string[] {
  const said = [
    tags.immutable > 0 ? `${tags.immutable} locked by a release` : '',
    tags.restricted > 0 ? `${tags.restricted} kept by a rule` : '',
    tags.movable > 0 ? `${tags.movable} may be moved` : '',
    tags.unknown > 0 ? `of ${tags.unknown} it could not be determined` : '',
  ].filter((one) => one !== '');
  return [
    `tags: ${said.join(', ')}`,
    ...mayMove.map((words) => `who may move them: ${plain(words)}`),
    ...(moved > 0 ? [`${moved} seen at another commit`] : []),
    ...(attested > 0 ? [`attested: ${attested} of ${modules.length}`] : []),
    ...(refused > 0 ? [`${refused} with an attestation that does not verify`] : []),
  ];
}
