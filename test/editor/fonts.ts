import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Fonts that pictures are taken in, where they are installed; else the system's own are taken. */
const FAMILIES = { 'sans-serif': 'Inter', 'system-ui': 'Inter', monospace: 'JetBrains Mono' };

/** Makes the fonts of pictures the usual ones for whoever has this home. */
export async function preferFonts(home: string): Promise<void> {
  const folder = join(home, '.config/fontconfig');
  await mkdir(folder, { recursive: true });
  const aliases = Object.entries(FAMILIES).map(
    ([family, font]) =>
      `  <alias binding="same"><family>${family}</family><prefer><family>${font}</family></prefer></alias>`,
  );
  await writeFile(
    join(folder, 'fonts.conf'),
    `<?xml version="1.0"?>\n<fontconfig>\n${aliases.join('\n')}\n</fontconfig>\n`,
  );
}
