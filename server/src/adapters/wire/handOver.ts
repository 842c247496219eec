import { GitError, type GitErrorCode } from '../../ports/index.ts';

/**
 * A question that the user's own git may be able to answer: it knows logins,
 * older protocols and the certificates of this machine. Without a git it stands
 * as the answer that it is.
 */
export class HandOver extends GitError {
  /** Whether later questions to the repository are git's as well, and not this one alone. */
  readonly forGood: boolean;

  constructor(code: GitErrorCode, message: string, forGood: boolean, options?: ErrorOptions) {
    super(code, message, options);
    this.name = 'HandOver';
    this.forGood = forGood;
  }
}

/** An answer that does not fit the question: the server may lack what it was assumed to be capable of. */
export class Misfit extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Misfit';
  }
}

/** The server does not hand out a wanted object. */
export class NotHandedOut extends Error {
  /** What the server said; attacker-controlled. */
  readonly said: string;

  constructor(said: string) {
    super('The repository does not hand out that object.');
    this.name = 'NotHandedOut';
    this.said = said;
  }
}
