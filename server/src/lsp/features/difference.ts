import { type CancellationToken, type Connection, RequestType } from 'vscode-languageserver';
import { type DifferenceAnswer, METHODS, type ModuleParams } from '../../protocol/index.ts';
import { REASON_SENTENCES } from '../../verdict/index.ts';
import { sideUri } from '../shownDocument.ts';
import { cancelledBy } from '../signal.ts';
import type { Workbench } from '../workbench.ts';

/** Files that are left out are named up to this number. */
const MAX_NAMED = 3;

/** `modproof/difference`: the files in which mirror and upstream differ, to be shown side by side. */
export function bindDifference(connection: Connection, bench: Workbench, settled: Promise<void>): void {
  connection.onRequest(
    new RequestType<ModuleParams, DifferenceAnswer, void>(METHODS.difference),
    async ({ module, version }: ModuleParams, token: CancellationToken): Promise<DifferenceAnswer> => {
      await settled;
      const sides = await bench.differences.sides({ path: module, version }, cancelledBy(token));
      switch (sides.state) {
        case 'same':
          return { kind: 'none', why: `The mirror's ${module} ${version} is the same as upstream.` };
        case 'undetermined':
          return { kind: 'none', why: sentence(REASON_SENTENCES[sides.reason], sides.detail) };
        case 'not-applicable':
          return { kind: 'none', why: `There is nothing to compare: ${sides.why}.` };
        case 'differs':
          break;
      }
      const tag = sides.ref?.replace(/^refs\/tags\//, 'tag ') ?? 'commit';
      const upstream = `upstream ${tag}${sides.commit === null ? '' : ` @ ${sides.commit.slice(0, 7)}`}`;
      const files = sides.files.map(({ path, mirror, upstream: theirs }) => ({
        path,
        mirrorUri: mirror === null ? null : sideUri('mirror', module, version, path),
        upstreamUri: theirs === null ? null : sideUri('upstream', module, version, path),
      }));
      if (files.length === 0) {
        return { kind: 'none', why: 'The copies differ, and the contents of the files could not be had.' };
      }
      return {
        kind: 'difference',
        title: `${module} ${version}: ${upstream} ↔ mirror`,
        files,
        note: noteOn(sides.withheld),
      };
    },
  );
}

function noteOn(withheld: readonly string[]): string | null {
  if (withheld.length === 0) return null;
  const more = withheld.length > MAX_NAMED ? ` and ${withheld.length - MAX_NAMED} more` : '';
  return `Not shown, because they are too many, too large or could not be had: ${withheld.slice(0, MAX_NAMED).join(', ')}${more}.`;
}

function sentence(reason: string, detail: string): string {
  return `Could not be determined: ${reason}${detail === '' ? '' : ` (${detail.replace(/\.$/, '')})`}.`;
}
