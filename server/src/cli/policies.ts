import type { AuditFile } from '../audit/index.ts';
import {
  combinePolicies,
  DEFAULT_POLICY,
  isAbsolutePath,
  POLICY_FILE_NAME,
  type Policy,
  parsePolicy,
} from '../policy/index.ts';
import { FileError } from '../ports/index.ts';
import { plain } from '../report/index.ts';
import { decodeUtf8, LineIndex } from '../text/index.ts';
import { foldersAbove } from './foldersAbove.ts';
import type { CliServices, Terminal } from './services.ts';

const MAX_POLICY_BYTES = 1 << 20;

/** The policies in force, or that one of them cannot be followed. */
export type LoadedPolicies =
  | {
      readonly kind: 'loaded';
      readonly all: readonly Policy[];
      readonly policyFor: (file: AuditFile | null) => Policy;
    }
  | { readonly kind: 'refused' };

/**
 * Loads the policy that `--policy` names, or for each file the nearest
 * `.modproof.json` beside it or above it, each under the policy of this machine,
 * if there is one. A policy that cannot be read or followed is told on standard
 * error and refused as a whole.
 */
export async function loadPolicies(
  named: string | null,
  files: readonly AuditFile[],
  terminal: Terminal,
  services: CliServices,
): Promise<LoadedPolicies> {
  const byPath = new Map<string, Policy | null>();
  const load = async (
    path: string,
    shown: string,
    mustExist: boolean,
  ): Promise<Policy | null | 'refused'> => {
    const known = byPath.get(path);
    if (known !== undefined) return known;
    try {
      const bytes = await services.files.read(path, { maxBytes: MAX_POLICY_BYTES, signal: terminal.signal });
      const text = decodeUtf8(bytes);
      const { policy, problems } = parsePolicy(text, shown);
      byPath.set(path, policy);
      if (problems.length === 0) return policy;
      const index = new LineIndex(text);
      for (const { span, message } of problems) {
        const { line, character } = index.positionAt(span.start);
        terminal.err(`${path}:${line + 1}:${character + 1}: ${message}\n`);
      }
      return 'refused';
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      byPath.set(path, null);
      if (error.code === 'not-found' && !mustExist) return null;
      terminal.err(`modproof: the policy ${error.message}\n`);
      return 'refused';
    }
  };

  const { machinePolicy } = services;
  if (!isAbsolutePath(machinePolicy.path)) {
    terminal.err(
      `modproof: MODPROOF_MACHINE_POLICY must be an absolute path: ${plain(machinePolicy.path)}\n`,
    );
    return { kind: 'refused' };
  }
  const machine = await load(machinePolicy.path, machinePolicy.path, machinePolicy.isNamed);
  if (machine === 'refused') return { kind: 'refused' };
  // The same policy stays the same value: what it says of its waivers is told once.
  const combined = new Map<Policy, Policy>();
  const under = (project: Policy): Policy => {
    if (machine === null) return project;
    const known = combined.get(project) ?? combinePolicies(machine, project);
    combined.set(project, known);
    return known;
  };
  const byFile = new Map<AuditFile, Policy>();
  let common: Policy = under(DEFAULT_POLICY);
  if (named !== null) {
    const policy = await load(services.path.resolve(named), named, true);
    if (policy === 'refused') return { kind: 'refused' };
    common = under(policy ?? DEFAULT_POLICY);
  } else {
    for (const file of files) {
      for (const folder of foldersAbove(file.directory, services)) {
        const path = services.path.join(folder, POLICY_FILE_NAME);
        const policy = await load(path, shownPath(file, folder, services) ?? path, false);
        if (policy === 'refused') return { kind: 'refused' };
        if (policy === null) continue;
        byFile.set(file, under(policy));
        break;
      }
    }
  }
  const policyFor = (file: AuditFile | null): Policy =>
    file === null ? common : (byFile.get(file) ?? common);
  return { kind: 'loaded', all: [common, ...byFile.values()], policyFor };
}

/** A policy's path beside or above a file, in the user's own words; null where they have none for that folder. */
function shownPath(file: AuditFile, folder: string, { path }: Pick<CliServices, 'path'>): string | null {
  const names = file.path.split(/[/\\]/).slice(0, -1);
  for (let at = file.directory; at !== folder; at = path.dirname(at)) {
    const name = names.pop();
    if (name === undefined || name === '' || name === '.' || name === '..') return null;
  }
  return [...names, POLICY_FILE_NAME].join('/');
}
