import type { Finding, Observation } from '../finding/index.ts';
import type { GoSettings } from '../goenv/index.ts';
import { isTrusted, type Policy } from '../policy/index.ts';
import type { AuditFile } from './auditFile.ts';
import { observeSettings } from './checks/environment.ts';
import { observeHiddenCharacters } from './checks/hiddenCharacters.ts';
import { maliciousModule } from './checks/maliciousModule.ts';
import { suspectName } from './checks/suspectName.ts';
import { dependenciesOf, type Workspace } from './dependency.ts';
import type { NameJudge } from './nameJudge.ts';
import { NOTHING_ASKED } from './nothingAsked.ts';
import type { AuditServices } from './services.ts';
import { withSeverity } from './severities.ts';

/** What can be told at once, without asking anybody: names, what is listed, and hidden characters. */
export function instantFindings(
  file: AuditFile,
  workspace: Workspace | null,
  services: Pick<AuditServices, 'names' | 'feed'>,
  policy: Policy,
): readonly Finding[] {
  const observations: Observation[] = [...observeHiddenCharacters(file)];
  for (const dependency of dependenciesOf(file, workspace)) {
    if (dependency.effective === null) continue;
    const { path, version } = dependency.effective;
    const advisories = services.feed.judge(path, version);
    if (advisories.state === 'listed') {
      const facts = { name: UNREMARKABLE, ...NOTHING_ASKED, advisories };
      observations.push(...maliciousModule.run({ dependency, facts }));
    }
    // Names are all else that is known at once, and hardly any is suspect.
    if (isTrusted(path, policy)) continue;
    const name = services.names.judge(path);
    if (name.state !== 'suspect') continue;
    observations.push(...suspectName.run({ dependency, facts: { name, ...NOTHING_ASKED } }));
  }
  return withSeverity(observations, policy);
}

const UNREMARKABLE = { state: 'unremarkable' } as const;

/**
 * What holds for a file whatever it requires: hidden characters in its text, and
 * what the settings of this machine switch off; nothing of these where they are
 * not known yet.
 */
export function observedInFile(
  file: AuditFile,
  workspace: Workspace | null,
  settings: GoSettings | null,
  names: NameJudge,
  policy: Policy,
): readonly Finding[] {
  return withSeverity(
    [
      ...observeHiddenCharacters(file),
      ...(settings === null ? [] : observeSettings(file, workspace, settings, names)),
    ],
    policy,
  );
}
