import { join } from 'node:path';
import { MODULES, type ModuleDescription } from '../world/index.ts';
import type { Project } from './project.ts';

/** What these tests read of a JSON report. */
export interface Report {
  readonly modules: readonly {
    readonly path: string;
    readonly content: { readonly state: string; readonly reason: string | null };
    readonly upstream: {
      readonly state: string;
      readonly seenBefore: readonly { readonly commit: string }[];
    };
    readonly checksum: Readonly<Record<string, unknown>> & { readonly state: string };
    readonly age: { readonly state: string; readonly days?: number; readonly witness?: string };
    readonly fork: readonly string[] | null;
  }[];
  readonly findings: readonly { readonly code: string; readonly severity: string; readonly module: string }[];
}

/** Modules of which an audit says nothing but good. */
export const HONEST = MODULES.filter(
  ({ kind, expected, repository, fault }) =>
    kind === 'honest' &&
    fault === undefined &&
    expected.content.state === 'match' &&
    expected.upstream === 'present' &&
    repository !== null &&
    repository.answersNow === undefined,
);
/** Two of them that a tag at the root stands for. */
export const [ONE, OTHER] = HONEST.filter(
  ({ repository, version }) =>
    repository !== null && `refs/tags/${version}` in { ...repository.refs, ...repository.refsNow },
);

/** A module that has to be there. */
export function sample(module: ModuleDescription | undefined): ModuleDescription {
  if (module === undefined) throw new Error('the world has no such module');
  return module;
}

/** Audits modules in the test's folder; each test has a store of its own. */
async function auditIn(
  project: Project,
  modules: readonly ModuleDescription[],
  options: {
    readonly args?: readonly string[];
    readonly store?: string;
    readonly env?: Record<string, string>;
  } = {},
): Promise<Report & { readonly err: string }> {
  const lines = modules.map(({ path, version }) => `\t${path} ${version}\n`).join('');
  await project.file('go.mod', `module example.test/app\n\ngo 1.22\n\nrequire (\n${lines})\n`);
  const store = join(project.folder, options.store ?? 'store');
  const { out, err } = await project.go(
    ['audit', '--format', 'json', '--cache-dir', store, ...(options.args ?? [])],
    options.env ?? {},
  );
  return { ...(JSON.parse(out) as Report), err };
}

/** What a report says of a module. */
export function factsOf(report: Report, module: ModuleDescription): Report['modules'][number] {
  const found = report.modules.find(({ path }) => path === module.path);
  if (found === undefined) throw new Error(`${module.path} was not audited`);
  return found;
}

/** The codes of all findings. */
export const codesOf = (report: Report): readonly string[] => report.findings.map(({ code }) => code);

/** Requests that servers receive while `work` runs. */
async function requestsIn(project: Project, work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = project.world.requests.length;
  await work();
  return project.world.requests
    .slice(before)
    .map(({ server, method, path }) => `${server} ${method} ${path}`);
}

/** Both of these for the tests of one file. */
export function auditsIn(project: Project): {
  readonly audit: (
    modules: readonly ModuleDescription[],
    options?: Parameters<typeof auditIn>[2],
  ) => ReturnType<typeof auditIn>;
  readonly requestsDuring: (work: () => Promise<unknown>) => Promise<readonly string[]>;
} {
  return {
    audit: (modules, options) => auditIn(project, modules, options),
    requestsDuring: (work) => requestsIn(project, work),
  };
}
