import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import JSZip from 'jszip';

const script = resolve(import.meta.dirname, '../../scripts/package.mjs');

/** Packs the extension of this checkout into a `.vsix` file, as it ships. */
export async function packExtension(file: string): Promise<void> {
  await promisify(execFile)(process.execPath, [script, `--to=${file}`]);
}

/** Unpacks the part of a `.vsix` file that an installation gets, into a folder. */
export async function unpackExtension(file: string, folder: string): Promise<void> {
  const zip = await JSZip.loadAsync(await readFile(file));
  for (const [name, entry] of Object.entries(zip.files)) {
    if (entry.dir || !name.startsWith('extension/')) continue;
    const path = join(folder, name.slice('extension/'.length));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await entry.async('nodebuffer'));
  }
}
