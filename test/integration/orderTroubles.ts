import path, { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Diagnostic } from 'vscode-languageserver/node';
import { auditFiles, discover } from '../../server/src/audit/index.ts';
import { OwnExaminations } from '../../server/src/examination/index.ts';
import { Policies } from '../../server/src/lsp/policies.ts';
import { comeToRest } from './activity.ts';
import { type FileName, MODULES, pathOf } from './editorSteps.ts';
import { languageServices } from './languageServices.ts';
import { MOST_CALLS, type OrderedEditor, PLANTED } from './orderedEditor.ts';

/** Everything that is not as it must be, of an editor whose order was carried out. */
export async function troublesOf(editor: OrderedEditor): Promise<readonly string[]> {
  const shown = await diagnosticsOf(editor);
  return [
    ...editor.troubles,
    ...unrest(editor),
    ...wronglyPublished(editor),
    ...takenBack(editor),
    ...wronglyAsked(editor),
    ...(await otherThanFresh(editor, shown)),
    ...(await otherThanAudited(editor, shown)),
  ];
}

type Shown = ReadonlyMap<FileName, readonly Diagnostic[]>;

async function diagnosticsOf(editor: OrderedEditor): Promise<Shown> {
  const { client } = editor.server;
  // Whoever pulls is told to pull again when more is known.
  for (const name of editor.open.keys()) await client.pull(editor.uri(name));
  await editor.rest();
  const shown = new Map<FileName, readonly Diagnostic[]>();
  for (const name of editor.open.keys()) shown.set(name, await client.pull(editor.uri(name)));
  return shown;
}

/** At rest, nothing is told to be under way, and nobody hears of a fault. */
function unrest({ server: { client } }: OrderedEditor): readonly string[] {
  const troubles: string[] = [];
  if (client.statuses.at(-1)?.busy === true) troubles.push('it says that it is busy');
  for (const token of new Set(client.progress.map((one) => one.token))) {
    const kinds = client.progress.filter((one) => one.token === token).map(({ kind }) => kind);
    if (kinds.indexOf('end') !== kinds.length - 1) troubles.push(`a progress did not end once: ${kinds}`);
  }
  for (const { message } of client.logged) if (!PLANTED.test(message)) troubles.push(`log: ${message}`);
  for (const message of client.popped) troubles.push(`it popped up: ${message}`);
  return troubles;
}

/** Versions never go back, and of a closed file there is an empty list and then nothing. */
function wronglyPublished(editor: OrderedEditor): readonly string[] {
  const { published } = editor.server.client;
  const troubles: string[] = [];
  /** By URI, the least version that may come next. */
  const least = new Map<string, number>();
  for (const { uri, version, diagnostics } of published) {
    if (version === undefined) {
      if (diagnostics.length > 0) troubles.push(`closed, and not empty: ${uri}`);
      // Each opening has a version of its own.
      least.set(uri, (least.get(uri) ?? 0) + 1);
    } else {
      if (version < (least.get(uri) ?? 0)) troubles.push(`version ${version} of ${uri} came too late`);
      least.set(uri, version);
    }
  }
  for (const uri of least.keys()) {
    const isOpen = [...editor.open.keys()].some((name) => editor.uri(name) === uri);
    if (!isOpen && editor.server.client.lastOf(uri).length > 0) troubles.push(`something is left of ${uri}`);
  }
  return troubles;
}

/** That copies differ is told as long as the requirement stands, whatever cannot be determined meanwhile. */
function takenBack(editor: OrderedEditor): readonly string[] {
  if (!editor.isSteady) return [];
  const troubles: string[] = [];
  const proven = new Map<string, readonly string[]>();
  for (const { uri, version, diagnostics } of editor.server.client.published) {
    const text = version === undefined ? '' : (editor.texts.get(version) ?? '');
    const now = diagnostics.flatMap(({ code, data }) =>
      code === 'origin/diverged' ? [(data as { readonly module: string }).module] : [],
    );
    const gone = (proven.get(uri) ?? []).filter(
      (module) => text.includes(`\t${module} v`) && !text.includes('replace') && !now.includes(module),
    );
    if (gone.length > 0) troubles.push(`taken back of ${uri}: ${gone}`);
    proven.set(uri, now);
  }
  return troubles;
}

function wronglyAsked(editor: OrderedEditor): readonly string[] {
  const { asked, isTrusted, mayBeAsked, excuses } = editor;
  if (!isTrusted && asked.length > 0) return [`without trust: ${asked}`];
  return Object.entries(MODULES).flatMap(([key, module]) => {
    // Who has everything audited wants to know what is typed, too.
    const isAllowed = mayBeAsked.has(pathOf(module)) || (excuses.has('audit') && key !== 'private');
    const heard = isAllowed ? undefined : asked.find((one) => one.includes(pathOf(module)));
    return heard === undefined ? [] : [`asked about what is ${key}: ${heard}`];
  });
}

/** What is pushed is what is pulled, and what a server says that was started a moment ago. */
async function otherThanFresh(editor: OrderedEditor, shown: Shown): Promise<readonly string[]> {
  const troubles: string[] = [];
  const { client } = editor.server;
  for (const [name, pulled] of shown) {
    const pushed = client.published.length === 0 ? pulled : client.lastOf(editor.uri(name));
    if (!isDeepStrictEqual(pulled, pushed))
      troubles.push(`pushed for ${name}: ${linesOf(pushed)}\npulled: ${linesOf(pulled)}`);
  }
  const fresh = await freshDiagnosticsOf(editor);
  for (const [name, pulled] of shown) {
    if (!hasItsModule(editor, name)) continue;
    const [has, expected] = [pulled, fresh.get(name) ?? []].map((list) =>
      linesOf(list.filter((one) => isComparable(editor, one))),
    );
    if (has !== expected) troubles.push(`${name} has\n${has}\nand a fresh server says\n${expected}`);
  }
  return troubles;
}

async function freshDiagnosticsOf(editor: OrderedEditor): Promise<Shown> {
  const fresh = await editor.beginAnew();
  try {
    for (const [name, { text, version }] of editor.open)
      await fresh.client.open(editor.uri(name), text, version);
    await comeToRest(fresh, MOST_CALLS);
    for (const name of editor.open.keys()) await fresh.client.pull(editor.uri(name));
    await comeToRest(fresh, MOST_CALLS);
    const shown = new Map<FileName, readonly Diagnostic[]>();
    for (const name of editor.open.keys()) shown.set(name, await fresh.client.pull(editor.uri(name)));
    return shown;
  } finally {
    await fresh.close();
  }
}

/**
 * Whether a go.mod counts for the file: a go.mod that is neither open nor in a
 * folder of the workspace is known by chance, to who was told of it once.
 */
function hasItsModule({ open, folders, root }: OrderedEditor, name: FileName): boolean {
  if (name !== 'a/main.go' && !name.endsWith('go.sum')) return true;
  const directory = path.join(root, dirname(name));
  return (
    open.has(`${dirname(name)}/go.mod` as FileName) || folders.some((one) => [root, directory].includes(one))
  );
}

/**
 * Whether both servers must say it. What is not saved may be known from when it
 * was, and what was audited although nobody is asked about it is known as well;
 * a fresh server knows neither. Names are judged in any case.
 */
function isComparable(editor: OrderedEditor, { code, data }: Diagnostic): boolean {
  const module = (data as { readonly module?: string } | undefined)?.module ?? '';
  if (module === '' || /^(?:squat\/(?!near-copy|other-identity)|feed)/.test(String(code))) return true;
  if (editor.excuses.has('audit') && !isAskedAbout(editor, module)) return false;
  return !editor.unsaved.some(
    (name) =>
      !name.endsWith('go.sum') && `${editor.open.get(name)?.text}${editor.disk.get(name)}`.includes(module),
  );
}

/** Whether a go.mod that is open has a server ask about a module. */
function isAskedAbout({ open }: OrderedEditor, module: string): boolean {
  return [...open].some(
    ([name, { text }]) => name.endsWith('go.mod') && name !== 'silent/go.mod' && text.includes(module),
  );
}

/** What is found in a go.mod is what an audit of the same files finds, once all is saved. */
async function otherThanAudited(editor: OrderedEditor, shown: Shown): Promise<readonly string[]> {
  const { isTrusted, unsaved, excuses, root, gowork, folders } = editor;
  if (!isTrusted || unsaved.length > 0 || excuses.has('audit')) return [];
  // Of what is silent an audit knows more.
  const names = [...shown.keys()].filter((one) => one.endsWith('go.mod') && one !== 'silent/go.mod');
  if (names.length === 0) return [];
  const { services, files } = editor.server.services;
  const { signal } = new AbortController();
  const paths = [...folders, ...names.map((name) => path.join(root, name))];
  const discovery = await discover(paths, files, path, gowork, signal);
  const policies = new Policies(files, path, () => undefined);
  for (const { directory } of discovery.files) await policies.find(directory);
  const judging = { ...services, feed: languageServices().feed() };
  const { findings } = await auditFiles(discovery, judging, new OwnExaminations(services), {
    offline: false,
    concurrency: 8,
    ledgers: [],
    signal,
    policyFor: (file) => policies.of(file?.directory ?? '').policy,
    progress: () => undefined,
  });
  return names.flatMap((name) => {
    const has = (shown.get(name) ?? [])
      .flatMap(({ code, data }) => (data == null ? [] : [`${code} ${(data as { module: string }).module}`]))
      .sort();
    const expected = findings
      // An editor looks at no folder that a replacement names.
      .filter(
        ({ location, code }) => location?.path === path.join(root, name) && code !== 'environment/replaced',
      )
      .map(({ code, module }) => `${code} ${module}`)
      .sort();
    return isDeepStrictEqual(has, expected) ? [] : [`${name} has ${has}\nand an audit finds ${expected}`];
  });
}

function linesOf(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map((one) => JSON.stringify(one))
    .sort()
    .join('\n');
}
