import { behaviourOnImport, type EffectOnImport } from '../../../server/src/behaviour/index.ts';
import { type ContentModule, textOf } from './contentModule.ts';

/** What importing a module does, as far as it is a finding. */
export interface OnImport {
  /** Findings at error: also in a program of the module, which nobody imports. */
  readonly grave: readonly EffectOnImport[];
  /** Findings at warning. */
  readonly telling: readonly EffectOnImport[];
  /** Built Go files that could not be read. */
  readonly unread: readonly string[];
}

/** Asks what runs when the module is imported, and sorts the answer as the audit does. */
export function onImport({ module, files }: ContentModule): OnImport {
  const { effects, unread } = behaviourOnImport({
    modulePath: module.path,
    files: [...files].map(([path, bytes]) => ({ path, sizeBytes: bytes.length, read: () => textOf(bytes) })),
  });
  return {
    grave: effects.filter(({ weight }) => weight === 'grave'),
    telling: effects.filter(({ weight, isMain }) => weight === 'telling' && !isMain),
    unread,
  };
}
