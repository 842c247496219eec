import type { KnownModule } from '../../../server/src/typosquat/index.ts';
import type { Random } from '../audit/random.ts';

const SYLLABLES = [
  'ba',
  'cor',
  'di',
  'fen',
  'gu',
  'hal',
  'jo',
  'ka',
  'lin',
  'mar',
  'no',
  'pe',
  'qui',
  'ro',
  'sta',
  'ter',
  'ul',
  'vi',
  'wen',
  'za',
];
const WORDS = [
  'api',
  'auth',
  'cache',
  'cli',
  'client',
  'config',
  'db',
  'http',
  'json',
  'log',
  'net',
  'proxy',
  'queue',
  'sdk',
  'server',
  'sql',
  'test',
  'tools',
  'web',
  'yaml',
];
const ENDS = ['', '', '', '-go', '-io', '-dev', '-labs', 'hq'];
const STARTS = ['', '', '', 'go-'];

/**
 * Modules that nobody wrote, named as people name theirs: owners of syllables,
 * repositories of one or two words of the trade. As many as wanted, each once.
 */
export function madeModules(count: number, random: Random): KnownModule[] {
  const made = new Map<string, KnownModule>();
  while (made.size < count) {
    const owner =
      Array.from({ length: 2 + random.below(3) }, () => random.pick(SYLLABLES)).join('') + random.pick(ENDS);
    // Some words are nobody else's, as in life; else a hundred thousand would share twenty names.
    const own = random.chance(0.6)
      ? `${random.pick(SYLLABLES)}${random.pick(SYLLABLES)}`
      : random.pick(WORDS);
    const second = random.chance(0.5) ? `-${random.pick(WORDS)}` : '';
    const path = `github.com/${owner}/${random.pick(STARTS)}${own}${second}`;
    made.set(path, { path, weight: random.size(3, 1.5, 0, 900) });
  }
  return [...made.values()];
}
