import { describe, expect, test } from '../kit.ts';
import { LanguageWorld } from './languageWorld.ts';

const example = new LanguageWorld();

describe('related places', () => {
  test('are files without exception, for other servers read them too', async () => {
    // An editor that opens documents of ours, so that there would be something to lead to.
    const { client } = await example.edit({ options: { status: true } });
    const uri = await example.open(client, 'go.mod');
    await client.until(() => client.lastOf(uri).some(({ code }) => code === 'origin/diverged'));
    const places = client.lastOf(uri).flatMap(({ relatedInformation = [] }) => relatedInformation);
    expect(places.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('is required here, too'),
    );
    for (const { location } of places) expect(location.uri).toBe(uri);
  });
});
