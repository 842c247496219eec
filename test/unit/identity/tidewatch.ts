import { type Identity, identityOf } from '../../../server/src/identity/index.ts';

export const ORIGINAL = 'github.com/harbourmaster/tidewatch';
export const COPY = 'github.com/quietbadger/tidewatch';

/** Asks who a module of these files is. */
export function identify(modulePath: string, files: Readonly<Record<string, string>>): Identity {
  return identityOf({
    modulePath,
    files: Object.entries(files).map(([path, text]) => {
      const bytes = new TextEncoder().encode(text);
      return { path, sizeBytes: bytes.length, read: () => bytes };
    }),
  });
}

/** The README of an invented module, as such READMEs are. */
export const README = `# tidewatch

[![Go Reference](https://pkg.go.dev/badge/${ORIGINAL}.svg)](https://pkg.go.dev/${ORIGINAL})
[![Build Status](https://travis-ci.org/harbourmaster/tidewatch.svg?branch=main)](https://travis-ci.org/harbourmaster/tidewatch)
[![Coverage][cov-badge]][cov]

Tells high water from low.

    go get -u ${ORIGINAL}

\`\`\`go
import "${ORIGINAL}"
\`\`\`

Test with \`go get github.com/stretchr/testify\`. Inspired by https://github.com/deepwater/floodgate.

[cov-badge]: https://codecov.io/gh/harbourmaster/tidewatch/branch/main/graph/badge.svg
[cov]: https://codecov.io/gh/harbourmaster/tidewatch
`;

/** Code of the original, its own packages named by its path. */
export const CODE: Readonly<Record<string, string>> = {
  'go.mod': `module ${ORIGINAL}\n`,
  'tide.go': `package tidewatch\n\nimport "${ORIGINAL}/gauge"\n\nvar Level = gauge.Level\n`,
  'gauge/gauge.go': 'package gauge\n\nvar Level = 1\n',
  'tide_test.go': `package tidewatch_test\n\nimport (\n\t"testing"\n\n\t"${ORIGINAL}"\n)\n\nfunc Test(t *testing.T) { _ = tidewatch.Level }\n`,
};
