import { identityOf } from '../../../server/src/identity/index.ts';
import { fingerprintOf } from '../../../server/src/likeness/index.ts';
import { type ContentModule, goSourceBytes, moduleTextOf } from './contentModule.ts';
import { onImport } from './onImport.ts';
import { below, information, type Row } from './row.ts';

const BAR_MS_PER_MB = 60;

/** The best of so many rounds counts: other programs only make it slower. */
const ROUNDS = 2;

/** Rows about time: all content rules over all modules, for each MB (1,000,000 bytes) of Go source. */
export function contentSpeedRows(modules: readonly ContentModule[]): Row[] {
  const megabytes = modules.reduce((sum, module) => sum + goSourceBytes(module), 0) / 1e6;
  const texts = modules.map(moduleTextOf);
  const perMegabyte = (work: () => void): number => {
    const times = Array.from({ length: ROUNDS }, () => {
      const start = performance.now();
      work();
      return (performance.now() - start) / megabytes;
    });
    return Math.min(...times);
  };
  const behaviour = perMegabyte(() => modules.forEach((module) => void onImport(module)));
  const identity = perMegabyte(() => texts.forEach((text) => void identityOf(text)));
  const likeness = perMegabyte(() => texts.forEach((text) => void fingerprintOf(text)));
  const parts = [
    `what runs on import ${behaviour.toFixed(1)} ms, other identity ${identity.toFixed(1)} ms, fingerprints for near copies ${likeness.toFixed(1)} ms`,
    `${megabytes.toFixed(1)} MB of Go source in ${modules.length} modules`,
  ];
  return [
    below(
      { what: 'content rules, per MB of Go source', details: parts },
      behaviour + identity + likeness,
      BAR_MS_PER_MB,
      ' ms',
    ),
    information(
      { what: 'the same without fingerprints, which suspects alone need' },
      `${(behaviour + identity).toFixed(1)} ms`,
    ),
  ];
}
