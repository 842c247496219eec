/**
 * gate: what a project's gates say of a module.
 *
 * Rules: three results, pass, fail and undetermined, and a fourth for modules
 * that nobody may ask about. A gate passes on evidence alone: what could not be
 * determined never passes, and is never a failure either. Each gate is a function of
 * facts, and its truth table stands in the tests.
 */
export type { Pinned } from './checksumGate.ts';
export { type GateName, type GateResult, judgeGates } from './judgeGates.ts';
