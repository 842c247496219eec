import type { GitErrorCode } from '../ports/index.ts';
import { MAX_ANSWER_BYTES } from '../sumdb/index.ts';
import type { UndeterminedReason } from '../verdict/index.ts';

/** No bundle is larger, as it is sent or once it is unpacked. Real ones have a few kilobytes. */
export const MAX_BUNDLE_BYTES = 4 << 20;

/** What may be read for one question, in bytes, and how long it may take, in milliseconds. */
const LIMITS = {
  info: { maxBytes: 1 << 20, milliseconds: 60_000 },
  mod: { maxBytes: 16 << 20, milliseconds: 60_000 },
  zip: { maxBytes: 500 << 20, milliseconds: 300_000 },
  lookup: { maxBytes: MAX_ANSWER_BYTES, milliseconds: 60_000 },
  tile: { maxBytes: 64 << 10, milliseconds: 30_000 },
  importers: { maxBytes: 64 << 10, milliseconds: 10_000 },
  host: { maxBytes: 16 << 20, milliseconds: 20_000 },
  bundle: { maxBytes: MAX_BUNDLE_BYTES, milliseconds: 20_000 },
  supported: { maxBytes: 64 << 10, milliseconds: 30_000 },
  feed: { maxBytes: 256 << 20, milliseconds: 300_000 },
  page: { maxBytes: 1 << 20, milliseconds: 30_000 },
  refs: { maxBytes: 64 << 20, milliseconds: 60_000 },
  commit: { maxBytes: 500 << 20, milliseconds: 180_000 },
  history: { maxBytes: 500 << 20, milliseconds: 180_000 },
  blobs: { maxBytes: 64 << 20, milliseconds: 60_000 },
} as const;

/** Bounds of one question. */
export interface QuestionLimits {
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** How much of a server's time and answers one run may take. */
export class Patience {
  readonly #scale: number;

  /** `scale` shortens or stretches every time limit: 1 for people, less where silence is what is tested. */
  constructor(scale: number) {
    this.#scale = scale;
  }

  /** Bounds of one question of a kind, ended early by `signal`. The time starts now. */
  with(signal: AbortSignal, kind: keyof typeof LIMITS): QuestionLimits {
    const { maxBytes, milliseconds } = LIMITS[kind];
    return { maxBytes, signal: AbortSignal.any([signal, AbortSignal.timeout(milliseconds * this.#scale)]) };
  }
}

/** What a broken conversation with a repository means for a fact. */
export const REASON_OF_GIT: Readonly<Record<GitErrorCode, UndeterminedReason>> = {
  'not-found': 'repository-gone',
  'access-denied': 'upstream-forbids',
  'rate-limited': 'upstream-rate-limit',
  unreachable: 'upstream-unreachable',
  timeout: 'upstream-unreachable',
  'too-large': 'too-large',
  'server-error': 'upstream-error',
  malformed: 'upstream-malformed',
  'missing-object': 'commit-missing',
  'address-not-allowed': 'address-not-allowed',
  unavailable: 'git-unavailable',
  aborted: 'cancelled',
};
