import type { Finding } from '../finding/index.ts';
import type { Analysis } from './analyst.ts';
import type { RelatedPlace } from './convert.ts';
import { uriOfPath } from './uri.ts';
import type { Ways } from './ways.ts';

/**
 * Other places that have to do with a finding: the module that it seems to be
 * meant for, the upstream tag, and the direct requirement that brings an
 * indirect one in.
 *
 * They are files without exception. Editors hand every diagnostic of a line to
 * each server that they ask for code actions there, and gopls refuses a whole
 * request in which it finds a place that is no file.
 */
export function relatedTo(
  finding: Finding,
  analysis: Analysis,
  ways: Pick<Ways, 'to'>,
): readonly RelatedPlace[] {
  const places: RelatedPlace[] = [];
  const target = !finding.code.startsWith('squat/')
    ? undefined
    : finding.fixes.find(({ kind }) => kind === 'replace-module')?.to;
  const subject = analysis.byKey.get(`${finding.module}@${finding.version}`);
  if (target !== undefined) {
    const also = requirementOf(target, analysis);
    const here = also ?? placeOf(finding, analysis);
    const message =
      also === null ? `the module that it resembles: ${target}` : `${target} is required here, too`;
    if (here !== null) places.push({ ...here, message });
  }
  const { upstream } = subject?.facts ?? {};
  const here = placeOf(finding, analysis);
  if (finding.code.startsWith('origin/') && upstream?.commit != null && here !== null) {
    const ref = upstream.ref?.replace(/^refs\/tags\//, 'tag ') ?? 'commit';
    places.push({ ...here, message: `upstream's ${ref} at ${upstream.commit.slice(0, 12)}` });
  }
  const dependency = subject?.dependency;
  if (dependency?.indirect === true) {
    const way = ways.to(dependency.required.path, analysis.file);
    const first = way?.[0] === undefined ? null : requirementOf(way[0].path, analysis);
    if (way != null && first !== null) {
      const more =
        way.length > 2
          ? `, by way of ${way
              .slice(1, -1)
              .map(({ path }) => path)
              .join(', ')}`
          : '';
      places.push({ ...first, message: `brought in by ${way[0]?.path}${more}` });
    }
  }
  return places;
}

/** Where the finding itself stands: what is no file has no place of its own. */
function placeOf(
  { location }: Finding,
  { file, lines }: Analysis,
): { uri: string; range: RelatedPlace['range'] } | null {
  if (location === null || location.path !== file.path) return null;
  return { uri: uriOfPath(file.path), range: lines.rangeOf(location.span) };
}

function requirementOf(
  path: string,
  { file, lines }: Analysis,
): { uri: string; range: RelatedPlace['range'] } | null {
  if (file.content.kind !== 'go.mod') return null;
  const found = file.content.file.require.find((one) => one.path === path);
  if (found === undefined) return null;
  return { uri: uriOfPath(file.path), range: lines.rangeOf(found.pathSpan) };
}
