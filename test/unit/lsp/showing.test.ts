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

test('what becomes known in the pause after a showing is shown once, at its end', async () => {
  let shown = 0;
  let tell = (): void => undefined;
  const next = (): Promise<void> => new Promise((done) => (tell = done));
  const ignore = (): void => undefined;
  const showing = new Showing(
    () => {
      shown++;
      tell();
    },
    ignore,
    ignore,
  );
  const first = next();
  showing.changed();
  await first;
  const second = next();
  for (let time = 0; time < 3; time++) showing.changed();
  expect(shown).toBe(1);
  await second;
  await new Promise((done) => setTimeout(done, 100));
  expect(shown).toBe(2);
  showing.changed();
  showing.close();
  await new Promise((done) => setTimeout(done, 100));
  expect(shown).toBe(2);
});
