/** The requirement of an imitation in the example's go.mod, and its parts. */
const line = 'github.com/boltdb-go/bolt v1.3.1';

export const IMITATION = {
  module: 'github.com/boltdb-go/bolt',
  genuine: 'github.com/boltdb/bolt',
  path: { line, text: 'github.com/boltdb-go/bolt' },
  version: { line, text: 'v1.3.1' },
} as const;
