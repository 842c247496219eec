import { runsOnImport } from '../../../server/src/audit/checks/runsOnImport.ts';
import type { BehaviourFact } from '../../../server/src/verdict/index.ts';
import { BEHAVIOURS } from '../../formats/auditResult.ts';
import { describe, expect, test } from '../../kit.ts';
import { observed } from './facts.ts';

const [EFFECT] = BEHAVIOURS['runs-on-import'].effects;

function messageFor(builtOnlyFor: string | null): string | undefined {
  const effect = {
    ...EFFECT,
    isMain: false,
    weight: 'grave',
    sentence: 'init starts a process.',
    builtOnlyFor,
  };
  const behaviour = { state: 'runs-on-import', effects: [effect] } as BehaviourFact;
  return observed(runsOnImport, { behaviour })[0]?.message;
}

describe('behaviour/runs-on-import', () => {
  test.each([
    [null, 'On import: init starts a process.'],
    ['windows', 'On import (built only for windows): init starts a process.'],
    ['linux && amd64', 'On import (built only for linux && amd64): init starts a process.'],
    ['!js', 'On import (not built for js): init starts a process.'],
    ['cgo', 'On import (built only with cgo): init starts a process.'],
    ['!cgo', 'On import (built only without cgo): init starts a process.'],
  ])('says where a file is built for %s', (builtOnlyFor, message) => {
    expect(messageFor(builtOnlyFor)).toBe(message);
  });
});
