import { join } from 'node:path';
import type { ModuleDescription } from '../world/index.ts';
import type { Project } from './project.ts';
import type { Report } from './provenAudits.ts';

/** A report, as far as vendor folders are told of in it. */
export interface Told extends Report {
  readonly code: number;
  readonly findings: readonly (Report['findings'][number] & {
    readonly version: string;
    readonly message: string;
    readonly location: {
      readonly path: string;
      readonly range: { readonly start: { readonly line: number } };
    };
    readonly evidence: readonly { readonly kind: string; readonly text: string }[];
    readonly evidenceHash: string;
  })[];
}

const text = (content: string | Uint8Array): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content);

/** The files of a module that `go mod vendor` would copy of its root package. */
export function vendoredOf({ cached }: ModuleDescription): Record<string, string> {
  const files = Object.entries(cached?.zip ?? {});
  return Object.fromEntries(
    files
      .filter(
        ([path]) =>
          !path.includes('/') && path !== 'go.mod' && path !== 'go.sum' && !path.endsWith('_test.go'),
      )
      .map(([path, content]) => [path, text(content as string | Uint8Array)]),
  );
}

/** The lines of modules.txt about modules of which the root package is vendored. */
export const listed = (modules: readonly ModuleDescription[]): string =>
  modules.map(({ path, version }) => `# ${path} ${version}\n## explicit; go 1.21\n${path}\n`).join('');

/** The first Go file of a module's root package. */
export const goFile = (module: ModuleDescription): string =>
  Object.keys(vendoredOf(module)).find((name) => name.endsWith('.go')) ?? '';

/** Paths below the vendor folder, with what is to lie there; null for nothing. */
type Changes = Readonly<Record<string, string | null>>;

/** Vendor folders of a project, and audits of it. */
export function vendorIn(project: Project): {
  /** Writes go.mod and a vendor folder that is right, but for `changes`. */
  vendor(modules: readonly ModuleDescription[], changes?: Changes): Promise<void>;
  /** Writes the files of modules below the vendor folder, but for `changes`. */
  vendorFiles(modules: readonly ModuleDescription[], changes: Changes): Promise<void>;
  audit(args?: readonly string[], env?: Record<string, string>): Promise<Told>;
} {
  async function vendor(modules: readonly ModuleDescription[], changes: Changes = {}): Promise<void> {
    const lines = modules.map(({ path, version }) => `\t${path} ${version}\n`).join('');
    await project.file('go.mod', `module example.test/app\n\ngo 1.22\n\nrequire (\n${lines})\n`);
    await vendorFiles(modules, { 'modules.txt': listed(modules), ...changes });
  }

  async function vendorFiles(modules: readonly ModuleDescription[], changes: Changes): Promise<void> {
    const files: Record<string, string | null> = {};
    for (const module of modules) {
      for (const [path, content] of Object.entries(vendoredOf(module)))
        files[`${module.path}/${path}`] = content;
    }
    for (const [path, content] of Object.entries({ ...files, ...changes })) {
      if (content !== null) await project.file(`vendor/${path}`, content);
    }
  }

  async function audit(args: readonly string[] = [], env: Record<string, string> = {}): Promise<Told> {
    const { out, code } = await project.go(
      ['audit', '--format', 'json', '--cache-dir', join(project.folder, 'store'), ...args],
      env,
    );
    return { ...(JSON.parse(out) as Told), code };
  }

  return { vendor, vendorFiles, audit };
}
