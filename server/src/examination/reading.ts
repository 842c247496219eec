import { behaviourOnImport, type ImportBehaviour, type ModuleSource } from '../behaviour/index.ts';
import { type Identity, identityOf } from '../identity/index.ts';
import type { CopiedFile, ModuleText } from '../module/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import { type Reading, undetermined } from '../verdict/index.ts';
import { type ModuleZip, ZipError } from '../zip/index.ts';

/** What the files of a module show, and whom they point at. */
export interface ReadModule {
  readonly reading: Reading;
  /** Module paths that the texts point at and that are worth comparing with, the best first. Attacker-controlled. */
  readonly pointsAt: readonly string[];
}

/** No more effects of one module are kept. */
const MAX_EFFECTS = 12;

/** Reads a module's own files. Never throws for what is in them: all of it is attacker-controlled. */
export function readModule(zip: ModuleZip): ReadModule {
  try {
    const module = moduleText(zip);
    const identity = identityOf(module);
    const behaviour = behaviourOnImport(sourceOf(module));
    return {
      reading: { behaviour: behaviourFact(behaviour), identity: identityFact(identity) },
      pointsAt: [
        ...identity.candidates.map(({ path }) => path),
        ...(identity.declared === null ? [] : [identity.declared.path]),
      ],
    };
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    const broken = undetermined('zip-refused', `${error.code}: ${error.message}`);
    return { reading: { behaviour: broken, identity: broken }, pointsAt: [] };
  }
}

/** A module zip as the rooms take it that read whole modules. Reading a file may throw ZipError. */
export function moduleText(zip: ModuleZip): ModuleText {
  return {
    modulePath: zip.module.path,
    files: zip.files.map(
      (file): CopiedFile => ({ path: file.path, sizeBytes: file.sizeBytes, read: () => zip.read(file) }),
    ),
  };
}

/** The Go files of a module, as texts. */
export function sourceOf({ modulePath, files }: ModuleText): ModuleSource {
  const go = files.filter(({ path }) => path.endsWith('.go'));
  return {
    modulePath,
    files: go.map(({ path, sizeBytes, read }) => ({ path, sizeBytes, read: () => decodeUtf8(read()) })),
  };
}

/** What was seen when a module was followed from its imports, as a fact. */
export function behaviourFact({ effects, unread }: ImportBehaviour): Reading['behaviour'] {
  // What was seen stands, whatever else could not be read.
  if (effects.length > 0) return { state: 'runs-on-import', effects: effects.slice(0, MAX_EFFECTS) };
  const [first] = unread;
  if (first === undefined) return { state: 'quiet' };
  const more = unread.length === 1 ? '' : ` and ${unread.length - 1} more`;
  return undetermined('source-unread', `${first}${more}`);
}

function identityFact({ state, candidates, declared }: Identity): Reading['identity'] {
  if (state === 'own') return { state, declared };
  const [named] = candidates;
  if (state === 'other' && named !== undefined) return { state, named, declared };
  return undetermined(named === undefined ? 'names-nobody' : 'names-several', named?.path ?? '');
}
