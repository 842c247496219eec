import { mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { Box } from './workbench/textEditor.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Pictures that the README shows; every other is for whoever looks at a run. */
const SHOWN: ReadonlySet<string> = new Set(['hover', 'preview', 'difference', 'report-card']);

/** More bytes than this are too many for a page that people load. */
const MOST_BYTES = 200_000;

/**
 * Takes a picture of the page, or of a part of it.
 *
 * It goes to `build/pictures/EDITION`. With UPDATE=1 in the environment, the
 * newest edition's pictures for the README go to `media` instead. Rejects when
 * one of those is larger than 200 kB.
 */
export async function takePicture(page: Page, edition: string, name: string, part?: Box): Promise<void> {
  const shown = SHOWN.has(name) && edition === 'newest';
  const folder =
    shown && process.env.UPDATE === '1' ? join(ROOT, 'media') : join(ROOT, 'build/pictures', edition);
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', ...(part === undefined ? {} : { clip: part }) });
  const { size } = await stat(path);
  if (shown && size > MOST_BYTES) throw new Error(`${path} has ${size} bytes, and ${MOST_BYTES} are allowed`);
}
