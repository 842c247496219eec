import { type Loopback, startLoopback } from '../fake/loopback.ts';
import { afterEach, describe, expect, test } from '../kit.ts';
import { requirement } from '../requirement.ts';
import { hostsOf, type RecordingBrowser, startBrowser } from './browser.ts';
import { editorLab } from './lab.ts';

const editor = requirement('editor');

let loopback: Loopback | null = null;
let browser: RecordingBrowser | null = null;
afterEach(async () => {
  await browser?.stop();
  await loopback?.close();
});

/** A page that asks strangers in every way that VS Code and a webview in it could. */
const PAGE = `<img src="http://picture.example/a.png"><script>
fetch('https://fetched.example/').catch(() => {});
try { new WebSocket('wss://socket.example/'); } catch {}
new Worker(URL.createObjectURL(new Blob(["fetch('https://worker.example/').catch(() => {})"])));
</script>`;

describe.skipIf(editor.skip)(`the browser of the tests (${editor.reason})`, () => {
  test('notes whom a page asks, and lets nobody hear of it but this machine', async () => {
    loopback = await startLoopback((_, response) =>
      response.setHeader('content-type', 'text/html').end(PAGE),
    );
    browser = await startBrowser(editorLab().browser);
    await browser.open(loopback.url);
    const { requests } = browser;
    await expect
      .poll(() => hostsOf(requests).sort())
      .toEqual([
        new URL(loopback.url).host,
        'fetched.example',
        'picture.example',
        'socket.example',
        'worker.example',
      ]);
  });
});
