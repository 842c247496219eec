/** What a bundle may hold. Real ones hold one or two of each, and a few kilobytes. */
export const LIMITS = {
  /** Length of the whole bundle as JSON, in UTF-16 units. */
  bundleLength: 4 << 20,
  certificateBytes: 16 << 10,
  certificates: 8,
  logEntries: 4,
  timestamps: 4,
  timestampBytes: 16 << 10,
  /** Length of the text of a signed tree head, in UTF-16 units. */
  checkpointLength: 16 << 10,
  /** A tree of 2^63 leaves has no longer proofs. */
  proofHashes: 64,
  logEntryBytes: 1 << 20,
  subjects: 4096,
  sources: 1024,
} as const;
