import {
  buildIndex,
  judgeName,
  type KnownModule,
  type NameIndex,
  type NameVerdict,
} from '../../../server/src/typosquat/index.ts';
import { compareGravity } from './severity.ts';

/** Each fold leaves one part of so many out. */
const FOLDS = 16;

/** So many ways to share publishers out, so that nearly every target is there in one of them. */
const FOLDINGS = 3;

/**
 * Judges modules as if the corpus had never heard of them: against an index
 * without any module of their publisher.
 *
 * Publishers are left out in folds, because an index for each would take
 * minutes. A fold misses other publishers too, so every module is judged in
 * several foldings and the gravest verdict counts.
 */
export class LeftOut {
  readonly #modules: readonly KnownModule[];
  readonly #indexes = new Map<number, NameIndex>();

  constructor(modules: readonly KnownModule[]) {
    this.#modules = modules;
  }

  /** The gravest verdict on `path`. */
  judge(path: string): NameVerdict {
    const verdicts = Array.from({ length: FOLDINGS }, (_, folding) =>
      judgeName(path, this.#index(folding, foldOf(path, folding))),
    );
    return verdicts.reduce((worst, verdict) => (compareGravity(verdict, worst) > 0 ? verdict : worst));
  }

  #index(folding: number, fold: number): NameIndex {
    const key = folding * FOLDS + fold;
    let index = this.#indexes.get(key);
    if (index === undefined) {
      index = buildIndex(this.#modules.filter(({ path }) => foldOf(path, folding) !== fold));
      this.#indexes.set(key, index);
    }
    return index;
  }
}

/** Who publishes, for the purpose of leaving out: host and owner on hosts of many, the last two labels elsewhere. */
export function publisherOf(path: string): string {
  const [host = '', owner = ''] = path.toLowerCase().split('/');
  if (host === 'gopkg.in')
    return `github.com/${/\.v\d/.test(owner) ? `go-${owner.replace(/\.v\d.*$/, '')}` : owner}`;
  const isOwn = !/^(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|git\.sr\.ht|gitee\.com)$/.test(host);
  return isOwn ? host.split('.').slice(-2).join('.') : `${host}/${owner}`;
}

function foldOf(path: string, folding: number): number {
  let hash = 0x811c9dc5 + folding * 0x9e3779b1;
  for (const letter of publisherOf(path)) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return ((hash ^ (hash >>> 13)) >>> 0) % FOLDS;
}
