import type { Evidence, FindingCode, Fix, Location, Observation } from '../../finding/index.ts';
import { type GoSettings, type Weakening, type WeakeningKind, weakeningsOf } from '../../goenv/index.ts';
import { matchPrefixPatterns } from '../../module/index.ts';
import type { AuditFile } from '../auditFile.ts';
import { type Dependency, dependenciesOf, type Workspace } from '../dependency.ts';
import type { NameJudge } from '../nameJudge.ts';

/** More modules than this are counted and not named. */
const MAX_NAMED = 5;

const CODES: Readonly<Record<WeakeningKind, FindingCode>> = {
  'checksums-off': 'environment/checksums-off',
  'wide-pattern': 'environment/wide-pattern',
  insecure: 'environment/insecure',
  'block-bypassed': 'environment/block-bypassed',
  replaced: 'environment/replaced',
};

/**
 * Finding: environment/checksums-off, environment/wide-pattern,
 * environment/insecure, environment/block-bypassed, environment/replaced
 *
 * The settings of this machine switch protection off for modules that anybody
 * can publish. Each is told once for a go.mod, on its `module` line.
 */
export function observeSettings(
  file: AuditFile,
  workspace: Workspace | null,
  settings: GoSettings,
  names: NameJudge,
): readonly Observation[] {
  if (file.content.kind !== 'go.mod') return [];
  const weakenings = knownWeakenings(settings, names);
  if (weakenings.length === 0) return [];
  const dependencies = dependenciesOf(file, workspace);
  return weakenings.map((weakening) => ({
    code: CODES[weakening.kind],
    grade: 'usual',
    module: '',
    version: '',
    message: `With ${weakening.setting}=${weakening.part}, ${weakening.says}.`,
    location: moduleLine(file),
    evidence: evidenceOf(weakening, dependencies),
    restsOn: [weakening.setting, weakening.part],
    fixes: [fixOf(weakening)],
  }));
}

/** Where whatever is true of the whole file is told: its module path, or its first line. */
export function moduleLine({ path, text, content }: AuditFile): Location {
  const module = content.kind === 'go.mod' ? content.file.module : null;
  if (module !== null) return { path, span: module.pathSpan };
  const end = text.search(/\r?\n|$/);
  return { path, span: { start: 0, end: Math.max(0, end) } };
}

const REMEMBERED = new WeakMap<
  GoSettings,
  { readonly names: NameJudge; readonly found: readonly Weakening[] }
>();

/** What settings come to hangs on them and on the list of known modules, and this is asked at every key. */
function knownWeakenings(settings: GoSettings, names: NameJudge): readonly Weakening[] {
  const known = REMEMBERED.get(settings);
  if (known?.names === names) return known.found;
  const found = weakeningsOf(settings, (pattern) => names.breadthOf(pattern));
  REMEMBERED.set(settings, { names, found });
  return found;
}

function evidenceOf(weakening: Weakening, dependencies: readonly Dependency[]): readonly Evidence[] {
  const { setting, part, source, isPattern } = weakening;
  const set: Evidence = { kind: 'setting', text: `${setting}=${part}, from the ${source}` };
  if (!isPattern) return [set];
  const covered = new Set<string>();
  for (const { effective } of dependencies) {
    if (effective !== null && matchPrefixPatterns(part, effective.path)) covered.add(effective.path);
  }
  const named = [...covered].slice(0, MAX_NAMED);
  const more = covered.size - named.length;
  const text =
    covered.size === 0
      ? 'none of the modules that are required here'
      : `${named.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
  return [set, { kind: 'covers', text }];
}

function fixOf({ remedy: { words, command } }: Weakening): Fix {
  return { title: words, kind: 'change-setting', ...(command === null ? {} : { command }) };
}
