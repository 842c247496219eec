import { identityOf } from '../../../server/src/identity/index.ts';
import { type ContentModule, moduleTextOf, readContentModule } from './contentModule.ts';
import type { Tally } from './contentRuleTable.ts';
import { type Copy, compareCopy, meansSame, shareOf } from './contentVerdict.ts';
import { downloadModules } from './goDownload.ts';
import type { HonestSet } from './honestSet.ts';
import { onImport } from './onImport.ts';
import { atMostShare, information, type Row } from './row.ts';

/** Zips of modules to compare with, in bytes. */
const MAX_ZIP_BYTES = 20_000_000;

/** Rows about real modules that projects require: content rules have nothing to say of them. */
export function honestRows({ modules, passedOver }: HonestSet): {
  readonly rows: readonly Row[];
  readonly tally: Tally;
} {
  const effects = modules.map((module) => ({ module, found: onImport(module) }));
  const grave = effects.flatMap(({ module, found }) =>
    found.grave.slice(0, 1).map((effect) => ({ module, effect })),
  );
  const telling = effects.flatMap(({ module, found }) =>
    found.grave.length > 0 ? [] : found.telling.slice(0, 1).map((effect) => ({ module, effect })),
  );
  const sentences = (some: typeof grave): string[] =>
    some.map(
      ({ module, effect }) => `${nameOf(module)}: ${effect.sentence} ${effect.file}:${effect.line + 1}`,
    );
  const named = modules.map((module) => ({ module, identity: identityOf(moduleTextOf(module)) }));
  const other = named.filter(({ identity }) => identity.state === 'other');
  const copies = comparedWithCandidates(named);
  const unread = effects.filter(({ found }) => found.unread.length > 0);
  const of = modules.length;
  const set = `${of} module versions, ${passedOver.length} passed over`;
  const over = passedOver.map(
    ({ module, reason }) => `passed over: ${module.path}@${module.version}: ${reason.split('\n')[0]}`,
  );
  const rows = [
    atMostShare(
      { what: 'honest modules, what runs on import at error', details: [set, ...sentences(grave), ...over] },
      grave.length,
      of,
      0,
    ),
    atMostShare({ what: 'the same at warning', details: sentences(telling) }, telling.length, of, 0.01),
    atMostShare(
      {
        what: 'honest modules, near copy at error',
        details: [`${copies.length} comparisons with modules that their texts name`, ...copies.map(toldCopy)],
      },
      copies.filter(({ copy }) => copy.grade === 'aggravated').length,
      of,
      0,
    ),
    atMostShare(
      { what: 'the same at warning' },
      copies.filter(({ copy }) => copy.grade === 'usual').length,
      of,
      0.01,
    ),
    atMostShare(
      {
        what: 'honest modules whose text names another module as itself',
        details: other.map(
          ({ module, identity }) =>
            `${nameOf(module)}: ${identity.candidates.map(({ path }) => path).join(', ')}`,
        ),
      },
      other.length,
      of,
      0.01,
    ),
    information(
      {
        what: 'honest modules with Go files that could not be read',
        details: unread.map(
          ({ module, found }) => `${nameOf(module)}: ${found.unread.slice(0, 3).join(', ')}`,
        ),
      },
      `${unread.length} of ${of}`,
    ),
  ];
  const graves = copies.filter(({ copy }) => copy.grade === 'aggravated');
  return {
    rows,
    tally: {
      of,
      runsOnImport: grave.length,
      nearCopy: new Set(graves.map(({ module }) => module)).size,
      otherIdentity: other.length,
    },
  };
}

/** Compares each module with the newest version of what its text names as itself, where that can be had. */
function comparedWithCandidates(
  named: readonly { readonly module: ContentModule; readonly identity: ReturnType<typeof identityOf> }[],
): { readonly module: ContentModule; readonly copy: Copy }[] {
  const wanted = named.flatMap(({ module, identity }) =>
    identity.candidates
      .filter(({ path }) => !meansSame(path, module.module.path))
      .map(({ path }) => ({ module, path })),
  );
  const answers = downloadModules(
    [...new Set(wanted.map(({ path }) => path))].map((path) => ({ path, version: 'latest' })),
  );
  return wanted.flatMap(({ module, path }) => {
    const answer = answers.find((each) => each.module.path === path);
    if (answer?.kind !== 'zip') return [];
    const target = readContentModule(answer.zipPath, answer.module, MAX_ZIP_BYTES);
    return target === null ? [] : [{ module, copy: compareCopy(module, target) }];
  });
}

function nameOf({ module }: ContentModule): string {
  return `${module.path}@${module.version}`;
}

function toldCopy({ module, copy }: { readonly module: ContentModule; readonly copy: Copy }): string {
  const { target, grade } = copy;
  return `${nameOf(module)} and ${target}: share ${shareOf(copy).toFixed(2)}, near copy ${grade ?? 'none'}`;
}
