import type { Explanation, Hint, Unbuildable, UndeterminedReason } from './comparison.ts';
import { TooComplex } from './effort.ts';
import type { Judgement } from './explain.ts';
import type { ExpectedFile } from './select.ts';
import { BlobsUnavailable } from './upstreamBlobs.ts';

/** Everything that has been found out about the differences of one module. */
export class Findings {
  readonly differs: string[] = [];
  readonly explained: Explanation[] = [];
  readonly hints: Hint[] = [];
  readonly unbuildable: Unbuildable[] = [];
  readonly undecided = new Set<string>();
  obstacle: { readonly reason: UndeterminedReason; readonly detail: string } | null = null;

  /** Takes note that paths cannot be judged. Errors that are no known obstacle are thrown on. */
  giveUp(paths: Iterable<string>, error: unknown): void {
    const reason = obstacleOf(error);
    if (reason === null) throw error;
    this.obstacle = { reason, detail: error instanceof Error ? error.message : '' };
    for (const path of paths) this.undecided.add(path);
  }

  note(file: ExpectedFile, judgement: Judgement): void {
    switch (judgement.kind) {
      case 'explained':
        this.explained.push(judgement.explanation);
        return;
      case 'differs':
        this.differs.push(file.path);
        if (judgement.hint !== null) this.hints.push(judgement.hint);
        return;
      case 'unbuildable':
        this.differs.push(file.path);
        this.unbuildable.push(judgement.reason);
        return;
      case 'unknown-encoding':
      case 'needs-blob':
        this.undecided.add(file.path);
        this.obstacle = { reason: 'unknown-encoding', detail: 'the text encoding is not implemented here' };
    }
  }
}

/** The reason to give for an error that keeps something from being judged; null for errors of other kinds. */
export function obstacleOf(error: unknown): UndeterminedReason | null {
  if (error instanceof BlobsUnavailable) return 'blobs-unavailable';
  return error instanceof TooComplex ? 'attributes-too-complex' : null;
}
