import { type GoSettings, parseGoFlags } from '../goenv/index.ts';
import type { AuditFile } from './auditFile.ts';

/** Minor versions of Go 1 from which on a vendor folder is used unasked, and no package is taken that modules.txt leaves out. */
const USED_UNASKED = 14;
const LIST_DECIDES = 23;

/** The version that the go command reckons with where go.mod has no `go` line. */
const WITHOUT_GO_LINE = 16;

/**
 * Tells whether the go command builds with a vendor folder that has no
 * modules.txt. It does so up to Go 1.22 where go.mod requires and replaces
 * nothing, for then nothing is missing in the list, and before Go 1.14 where it
 * is told to. What counts is the `go` line, not the tool.
 *
 * Follows setDefaultBuildMod, checkVendorConsistency and importFromFiles of
 * cmd/go/internal/modload.
 */
export function isBuiltWithoutList({ content }: AuditFile, settings: GoSettings): boolean {
  if (content.kind !== 'go.mod') return false;
  const { go, require, replace } = content.file;
  const minor = go === null ? WITHOUT_GO_LINE : minorOf(go.version);
  if (minor === null || minor >= LIST_DECIDES) return false;
  const isTold = (parseGoFlags(settings.GOFLAGS.value) ?? []).some(
    ({ name, value }) => name === 'mod' && value === 'vendor',
  );
  if (!isTold && (go === null || minor < USED_UNASKED)) return false;
  return minor < USED_UNASKED || (require.length === 0 && replace.length === 0);
}

/** The second number of a version of Go 1; null for any other version. */
function minorOf(version: string): number | null {
  const [, minor] = /^1\.(\d{1,6})(?:\D|$)/.exec(version) ?? [];
  return minor === undefined ? null : Number(minor);
}
