/** What a client may say at `initialize`. All of it is optional: another editor says nothing. */
export interface InitializationOptions {
  /** The commands of `COMMANDS` that the client carries out. */
  readonly commands?: readonly string[];
  /**
   * Whether the user trusts the workspace. While it is false nobody is asked
   * anything, and nothing but stored verdicts and the text of files counts.
   * Left out by editors without such a notion: then it is trusted.
   */
  readonly isTrusted?: boolean;
  /** Whether the client shows `modproof/status` and the like. */
  readonly status?: boolean;
  /** Settings, as in `workspace/didChangeConfiguration`, for clients that cannot be asked. */
  readonly settings?: unknown;
}
