import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { preferFonts } from './fonts.ts';

/** A browser for tests, with a record of all that its pages asked for. */
export interface RecordingBrowser {
  /** Opens an address in a page with a profile of its own. */
  open(url: string): Promise<Page>;
  /** Every address that a page asked for, in order, also those of web sockets. It grows. */
  readonly requests: readonly string[];
  /** What pages wrote as errors to their consoles, and errors that nothing caught. It grows. */
  readonly errors: readonly string[];
  stop(): Promise<void>;
}

/** Width and height of a page in CSS pixels, which are the picture's pixels. */
export const VIEWPORT = { width: 1400, height: 900 };

/** No wait for something on a page takes longer, in ms. */
const LIMIT = 60_000;

const ARGUMENTS = [
  // The tests may run as root, where there is no sandbox to be had.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-proxy-server',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Whatever asks for another host learns that there is none; what it asked for is still recorded.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** Starts Chromium without a window. It ends with `stop`, and at the latest with this process. */
export async function startBrowser(executable: string): Promise<RecordingBrowser> {
  // A home of its own, for a browser writes there whatever it is told.
  const home = await mkdtemp(join(tmpdir(), 'modproof-browser-'));
  await preferFonts(home);
  const remove = () => rm(home, { recursive: true, force: true, maxRetries: 5 });
  const env = { PATH: process.env.PATH ?? '', HOME: home, LANG: 'C.UTF-8' };
  const options = { executablePath: executable, headless: true, args: ARGUMENTS, env };
  const browser = await chromium.launch(options).catch(async (error: Error) => {
    await remove();
    throw error;
  });
  const requests: string[] = [];
  const errors: string[] = [];
  return {
    requests,
    errors,
    open: (url) => openPage(browser, url, requests, errors),
    stop: async () => {
      await browser.close();
      await remove();
    },
  };
}

/** The hosts, with their ports, in addresses that a page asked for. Texts within an address have none. */
export function hostsOf(addresses: readonly string[]): string[] {
  const hosts = addresses
    .map((address) => new URL(address.replace(/^blob:/, '')))
    .filter(({ protocol }) => protocol !== 'data:')
    .map(({ host }) => host);
  return [...new Set(hosts)];
}

async function openPage(browser: Browser, url: string, requests: string[], errors: string[]): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEWPORT, reducedMotion: 'reduce' });
  context.setDefaultTimeout(LIMIT);
  // Those of service workers are among them.
  context.on('request', (request) => requests.push(request.url()));
  context.on('weberror', (error) => errors.push(String(error.error())));
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  const page = await context.newPage();
  page.on('websocket', (socket) => requests.push(socket.url()));
  await page.goto(url);
  return page;
}
