/** Sources by path, as {@link describeDifference} takes them. A common indentation is removed. */
export function sources(files: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(files).map(([path, text]) => [path, unindented(text)]));
}

function unindented(text: string): string {
  const body = text.replace(/^\n/, '');
  const indentation = /^ */.exec(body)?.[0] ?? '';
  return body
    .split('\n')
    .map((line) => (line.startsWith(indentation) ? line.slice(indentation.length) : line.trimStart()))
    .join('\n');
}
