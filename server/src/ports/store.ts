/**
 * Remembers values between runs, by key. Never the only place of anything:
 * a value may be gone or refused at any time, and everything works without it.
 */
export interface Store {
  /** The value kept under `key`, or null. What cannot be read, or was damaged, is null. */
  read(key: string): Promise<Uint8Array | null>;
  /** Keeps `value` under `key`, whole or not at all. Never rejects: a full disk loses the value, not the run. */
  write(key: string, value: Uint8Array): Promise<void>;
  /**
   * Keeps `value` under `key` if what is kept there now is `expected` (null:
   * nothing), also when other processes write at the same time. Resolves to
   * whether it was kept. Never rejects: what cannot be written is not kept.
   */
  replace(key: string, expected: Uint8Array | null, value: Uint8Array): Promise<boolean>;
}
