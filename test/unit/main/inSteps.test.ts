import { inSteps } from '../../../server/src/main/inSteps.ts';
import { expect, test } from '../../kit.ts';

test('what else there is to do comes between two steps', async () => {
  const heard: string[] = [];
  function* steps(): Generator<void, void, void> {
    for (let step = 1; step <= 3; step++) {
      heard.push(`step ${step}`);
      yield;
    }
    heard.push('end');
  }
  inSteps(steps());
  for (let turn = 1; turn <= 4; turn++) {
    heard.push(`turn ${turn}`);
    await new Promise((done) => setImmediate(done));
  }
  expect(heard).toEqual(['turn 1', 'step 1', 'turn 2', 'step 2', 'turn 3', 'step 3', 'turn 4', 'end']);
});
