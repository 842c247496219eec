import type { Retraction } from '../../verdict/index.ts';
import type { Check } from '../check.ts';
import { observe } from '../check.ts';

/**
 * Finding: version/retracted, version/deprecated
 *
 * The authors of the module say in the go.mod of its newest version that this
 * one is not to be used, or that the module is not kept any more. Eased where
 * the module is required by others alone: whoever requires those cannot change it.
 */
export const notices: Check = {
  codes: ['version/retracted', 'version/deprecated'],
  run({ dependency, facts: { notices: fact } }) {
    if (fact.state !== 'given') return [];
    const { version } = dependency.effective ?? dependency.required;
    const { newest, retracted, deprecated } = fact;
    const source = { kind: 'go.mod', text: `of ${newest}, the newest version` };
    const observations = [];
    if (retracted.length > 0) {
      observations.push(
        observe(dependency, 'version/retracted', retractedWords(version, retracted), {
          evidence: [source, ...retracted.flatMap(rationaleOf)],
          restsOn: retracted.map(({ low, high }) => `${low} ${high}`).sort(),
        }),
      );
    }
    if (deprecated !== null) {
      observations.push(
        observe(dependency, 'version/deprecated', `The module is deprecated: ${oneLine(deprecated)}`, {
          at: dependency.pathAt,
          grade: dependency.indirect ? 'eased' : 'usual',
          evidence: [source],
          restsOn: [deprecated],
        }),
      );
    }
    return observations;
  },
};

function retractedWords(version: string, retracted: readonly Retraction[]): string {
  const why = retracted.find(({ rationale }) => rationale.trim() !== '')?.rationale;
  const what = `The authors have retracted ${version}`;
  return why === undefined ? `${what}, and do not say why.` : `${what}: ${oneLine(why)}`;
}

function rationaleOf({ low, high, rationale }: Retraction) {
  const range = low === high ? low : `[${low}, ${high}]`;
  const why = oneLine(rationale);
  return [{ kind: 'retract', text: why === '' ? range : `${range}: ${why}` }];
}

/** What stands in a message, in UTF-16 units. */
const MAX_WORDS = 200;

/** A text of the authors in one line, cut. What it is made of is made safe where it is shown. */
function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX_WORDS ? `${line.slice(0, MAX_WORDS)}…` : line;
}
