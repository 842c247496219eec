import type { Finding } from '../finding/index.ts';
import { LineIndex } from '../text/index.ts';
import type { Analysis } from './analyst.ts';
import type { RelatedPlace } from './convert.ts';
import { differenceUri, moduleUri } from './shownDocument.ts';
import { uriOfPath } from './uri.ts';
import type { Ways } from './ways.ts';

const TOP = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/**
 * Other places that have to do with a finding: where the module that it seems
 * to be meant for is required, or what is known of that; the upstream tag; the
 * direct requirement that brings an indirect one in. `showsOurs` tells whether
 * the editor opens documents with our scheme: without, only files are named.
 */
export function relatedTo(
  finding: Finding,
  analysis: Analysis,
  ways: Pick<Ways, 'to'>,
  showsOurs: boolean,
): readonly RelatedPlace[] {
  const places: RelatedPlace[] = [];
  const target = !finding.code.startsWith('squat/')
    ? undefined
    : finding.fixes.find(({ kind }) => kind === 'replace-module')?.to;
  const subject = analysis.byKey.get(`${finding.module}@${finding.version}`);
  if (target !== undefined) {
    const also = requirementOf(target, analysis);
    if (also !== null) places.push({ ...also, message: `${target} is required here, too` });
    else if (showsOurs) {
      places.push({ uri: moduleUri(target), range: TOP, message: `the module that it resembles: ${target}` });
    }
  }
  const { content, upstream } = subject?.facts ?? {};
  if (
    showsOurs &&
    content?.state === 'diverged' &&
    upstream?.commit != null &&
    /^origin\//.test(finding.code)
  ) {
    const ref = upstream.ref?.replace(/^refs\/tags\//, 'tag ') ?? 'commit';
    places.push({
      uri: differenceUri(finding.module, finding.version),
      range: TOP,
      message: `upstream's ${ref} at ${upstream.commit.slice(0, 12)}`,
    });
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

function requirementOf(
  path: string,
  { file }: Analysis,
): { uri: string; range: RelatedPlace['range'] } | null {
  if (file.content.kind !== 'go.mod') return null;
  const found = file.content.file.require.find((one) => one.path === path);
  if (found === undefined) return null;
  return { uri: uriOfPath(file.path), range: new LineIndex(file.text).rangeOf(found.pathSpan) };
}
