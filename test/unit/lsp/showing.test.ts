import { Showing } from '../../../server/src/lsp/showing.ts';
import { expect, test } from '../../kit.ts';

test('a fault while something is shown is told, and the next time it is tried again', async () => {
  const failures: string[] = [];
  let shown = 0;
  const showing = new Showing(
    () => {
      shown++;
      throw new Error('nobody can show it');
    },
    () => undefined,
    (message) => failures.push(message),
  );
  const soon = () => new Promise((done) => setTimeout(done, 60));
  showing.changed();
  await soon();
  showing.changed();
  await soon();
  showing.close();
  expect(shown).toBe(2);
  expect(failures).toHaveLength(2);
  expect(failures[0]).toContain('nobody can show it');
});
