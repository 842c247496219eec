/**
 * checks: every question that is asked about a requirement, in the order in
 * which their findings are told. One file, one question.
 */
import type { Check } from '../check.ts';
import { attestation } from './attestation.ts';
import { checksum } from './checksum.ts';
import { diverged } from './diverged.ts';
import { fork } from './fork.ts';
import { maliciousModule } from './maliciousModule.ts';
import { mirrorAnswer } from './mirrorAnswer.ts';
import { nearCopy } from './nearCopy.ts';
import { notices } from './notices.ts';
import { otherIdentity } from './otherIdentity.ts';
import { runsOnImport } from './runsOnImport.ts';
import { suspectName } from './suspectName.ts';
import { tagProtection } from './tagProtection.ts';
import { undeterminedContent } from './undeterminedContent.ts';
import { upstreamState } from './upstreamState.ts';

export const CHECKS: readonly Check[] = [
  maliciousModule,
  mirrorAnswer,
  diverged,
  upstreamState,
  checksum,
  fork,
  runsOnImport,
  nearCopy,
  suspectName,
  otherIdentity,
  notices,
  attestation,
  tagProtection,
  undeterminedContent,
];
