import type { ModuleFacts } from '../verdict/index.ts';
import { dayOf } from './words.ts';

/** What else is known of a suspect module, in a few words: `in the log before 2024-05-01, 1 version, required by 3 modules`. */
export function circumstanceWords({ age, circumstances, upstream }: ModuleFacts): string {
  const words: string[] = [];
  if (age.state === 'determined') words.push(`in the log before ${dayOf(age.loggedBefore)}`);
  if (circumstances !== null) {
    const { versions, importers } = circumstances;
    if (versions !== null) words.push(counted(versions, 'version'));
    if (importers !== null) words.push(`required by ${counted(importers.direct, 'module')}`);
  }
  if (upstream.state === 'repository-gone') words.push('its repository is gone');
  return words.join(', ');
}

function counted(count: number, word: string): string {
  return `${count === 0 ? 'no' : count} ${word}${count === 1 ? '' : 's'}`;
}
