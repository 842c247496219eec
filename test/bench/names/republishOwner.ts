import type { Random } from '../audit/random.ts';

const QUALITIES =
  'quiet lucid amber brisk cobalt dusty early frosty gentle hollow inner jolly keen lunar mellow'.split(' ');
const THINGS =
  'harbor meadow lantern orchard pebble quarry ripple saddle thicket umbrella valley willow anchor'.split(
    ' ',
  );
const GIVEN = 'anton bella carl dora emil frida georg hanna igor jonas karla leo mira nils olga paul'.split(
  ' ',
);
const FAMILY =
  'berger fischer holm jansen keller lindt moser novak olsen petrov reiter sanders voss weber'.split(' ');

const SOUNDS =
  'ba de fi go hu ja ke li mo nu pa re si to vu xa yo ze bra cle dri flo gru kna ple stu tra wen zor'.split(
    ' ',
  );

/** The start of a module path that belongs to nobody known: a host, and an owner there. */
export function newOwner(random: Random): string {
  const host = random.below(12);
  if (host === 0) return `gitlab.com/${ownerName(random)}`;
  if (host === 1) return `${random.pick(['go', 'pkg', 'src'])}.${ownerName(random).toLowerCase()}.example`;
  return `github.com/${ownerName(random)}`;
}

function ownerName(random: Random): string {
  const number = (): string => String(random.below(random.chance(0.5) ? 100 : 10_000));
  const shape = random.below(9);
  if (shape === 0) return `${random.pick(GIVEN)}${random.pick(FAMILY)}`;
  if (shape === 1) return `${random.pick(GIVEN)}-${random.pick(FAMILY)}${number()}`;
  if (shape === 2) return random.pick(QUALITIES) + random.pick(THINGS).slice(0, 5);
  if (shape === 3) return `${random.pick(QUALITIES)}-${random.pick(THINGS)}`;
  if (shape === 4)
    return `${random.pick(THINGS)}${random.pick(['labs', 'dev', 'io', 'hq', 'soft'])}${number()}`;
  if (shape > 6) {
    const name = Array.from({ length: 2 + random.below(3) }, () => random.pick(SOUNDS)).join('');
    return random.chance(0.4) ? name + number() : name;
  }
  if (shape === 5) {
    const name = random.pick(QUALITIES) + random.pick(GIVEN);
    return name.slice(0, 1).toUpperCase() + name.slice(1);
  }
  return random.pick(QUALITIES) + random.pick(THINGS) + (random.chance(0.3) ? number() : '');
}
