import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const script = resolve(import.meta.dirname, '../../scripts/package.mjs');

/** Packs the extension of this checkout into a `.vsix` file, as it ships. */
export async function packExtension(file: string): Promise<void> {
  await promisify(execFile)(process.execPath, [script, `--to=${file}`]);
}
