import JSZip from 'jszip';
import type { ZipFiles } from './modules/description.ts';

/** The date that go writes into module zips: none, which readers show as this. */
const DATE = new Date('1980-01-01T00:00:00Z');

/** A module zip that holds exactly `files`, and entries for `directories`, below `modulePath@version/`. */
export async function moduleZip(
  modulePath: string,
  version: string,
  files: ZipFiles,
  directories: readonly string[] = [],
): Promise<Uint8Array> {
  const zip = new JSZip();
  for (const path of directories) {
    zip.file(`${modulePath}@${version}/${path}`, '', { dir: true, createFolders: false, date: DATE });
  }
  for (const [path, content] of Object.entries(files)) {
    zip.file(`${modulePath}@${version}/${path}`, content, { createFolders: false, date: DATE });
  }
  return await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}
