import { type Code, readGoFile } from '../../../server/src/gosource/index.ts';

/** What a file declares and calls, in the form that the generator writes; null for a file that is not read. */
export function dumpDeclarations(text: string): string | null {
  const file = readGoFile('x.go', text);
  if (file === null) {
    return null;
  }
  const lines = [
    `package ${file.packageName}`,
    ...file.imports.map(({ path, name, span }) => `import ${name ?? '-'} ${path} ${span.start}`),
    ...file.functions.map(
      ({ name, receiver, span, body, code }) =>
        `func ${receiver ?? '-'} ${name} ${span.start} ${span.end}${body === null ? '' : called(code)}`,
    ),
    ...file.types.map((name) => `type ${name}`),
    ...file.variables
      .filter(({ value }) => value.from < value.to)
      .map(({ names, start, code }) => `var ${names.join(',')} ${start}${called(code)}`),
  ];
  return lines.sort(byBytes).join('\n');
}

function called(code: Code): string {
  const names = new Set([...code.calls.values()].map(({ name }) => name));
  return ` ${[...names].sort(byBytes).join(',')}`;
}

/** Go sorts strings by their bytes. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
