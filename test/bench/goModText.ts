import { pathMajorPrefix, splitPathVersion } from '../../server/src/module/index.ts';

/** A go.mod whose requirements are half known modules, half names that nobody knows: both ways through the index. */
export function goModText(known: readonly { readonly path: string }[], requirements: number): string {
  const lines: string[] = [];
  for (let index = 0; index < requirements; index++) {
    const name = known[(index * 7) % known.length]?.path ?? '';
    const path =
      index % 2 === 0 ? name : `github.com/bench-owner-${index}/${name.split('/').at(-1)}-${index}`;
    const major = pathMajorPrefix(splitPathVersion(path)?.pathMajor ?? '') || 'v1';
    lines.push(`\t${path} ${major}.${index}.0${index % 3 === 0 ? ' // indirect' : ''}`);
  }
  return `module example.test/bench\n\ngo 1.22\n\nrequire (\n${lines.join('\n')}\n)\n`;
}
