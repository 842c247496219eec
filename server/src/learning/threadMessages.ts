import type {
  ComparisonOptions,
  ExaminationOptions,
  ExaminedFacts,
  Question,
  VendorQuestion,
} from '../examination/index.ts';
import type { ModuleVersion } from '../module/index.ts';

/** One end of a channel between two threads. Messages are copied on their way, as plain data. */
export interface ThreadPort {
  post(message: ThreadMessage): void;
  /** Has `receive` called with each message of the other side. */
  listen(receive: (message: ThreadMessage) => void): void;
}

/** What the two threads say. `id` numbers the calls of one channel. */
export type ThreadMessage =
  | { readonly kind: 'call'; readonly id: number; readonly call: Call }
  | { readonly kind: 'abort'; readonly id: number }
  | {
      readonly kind: 'learnt';
      readonly id: number;
      readonly module: ModuleVersion;
      readonly facts: ExaminedFacts;
    }
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string }
  | { readonly kind: 'log'; readonly level: 'debug' | 'warn'; readonly message: string };

/** Options without the signal, which is no data: an `abort` message stands for it. */
export type Sent<Options> = Omit<Options, 'signal'>;

/** A method of `Examinations`, with its arguments. */
export type Call =
  | {
      readonly method: 'recall' | 'examine';
      readonly questions: readonly Question[];
      readonly options: Sent<ExaminationOptions>;
    }
  | {
      readonly method: 'compare';
      readonly module: ModuleVersion;
      readonly against: ModuleVersion | null;
      readonly options: Sent<ComparisonOptions>;
    }
  | { readonly method: 'sides'; readonly module: ModuleVersion; readonly options: Sent<ComparisonOptions> }
  | {
      readonly method: 'vendored';
      readonly question: VendorQuestion;
      readonly options: Sent<ComparisonOptions>;
    }
  | {
      readonly method: 'newest' | 'versions';
      readonly path: string;
      readonly options: Sent<ComparisonOptions>;
    };
