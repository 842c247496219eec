import { type CancellationToken, type Connection, RequestType } from 'vscode-languageserver';
import {
  type AuditFile,
  type AuditResult,
  auditFiles,
  differencesOf,
  discover,
  hostsOf,
  keyOf,
  type ReportedDifference,
} from '../../audit/index.ts';
import { type AuditAnswer, type AuditParams, type ExportParams, METHODS } from '../../protocol/index.ts';
import { formatHtml, formatJson, formatText, UNPAINTED } from '../../report/index.ts';
import { sendProgress } from '../sendProgress.ts';
import { withShortPaths } from '../shortPaths.ts';
import { cancelledBy } from '../signal.ts';
import { pathOfUri, uriOfPath } from '../uri.ts';
import type { Workbench } from '../workbench.ts';

/** Columns of a text report that is saved. */
const TEXT_WIDTH = 100;

/** What the last audit found, to be written in other forms. */
interface Audited {
  readonly result: AuditResult;
  readonly differences: readonly ReportedDifference[];
  readonly heading: string;
  /** The path of a file by the one that the result shows. */
  readonly original: (path: string) => string;
}

/** `modproof/audit` and `modproof/export`: everything is asked anew, whatever the settings say of the background. */
export function bindAudit(connection: Connection, bench: Workbench, settled: Promise<void>): void {
  let last: Audited | null = null;
  connection.onRequest(
    new RequestType<AuditParams, AuditAnswer, void>(METHODS.audit),
    async (params: AuditParams, token: CancellationToken): Promise<AuditAnswer> => {
      const report = (done: number, total: number): void => {
        if (total > 0) sendProgress(connection, params.workDoneToken, `${done} of ${total} modules`);
      };
      await settled;
      const audited = await audit(bench, params.uris, report, cancelledBy(token));
      if ('why' in audited) return { kind: 'nothing', why: audited.why };
      last = audited;
      const { result, heading, original } = audited;
      const shown = [...result.files, ...result.surroundings, ...result.goFiles, ...result.policyFiles];
      const files = shown.map(({ path }) => {
        const place = original(path);
        return { path, uri: bench.session.at(place)?.uri ?? uriOfPath(place) };
      });
      return {
        kind: 'report',
        html: await htmlOf(audited, bench, params.nonce),
        title: `Go dependencies: ${heading}`,
        files,
      };
    },
  );
  connection.onRequest(
    new RequestType<ExportParams, string, void>(METHODS.exportReport),
    async ({ format, nonce }: ExportParams) => {
      if (last === null) return '';
      switch (format) {
        case 'html':
          return htmlOf(last, bench, nonce);
        case 'json':
          return formatJson(last.result, { version: bench.services.version });
        case 'text':
          return formatText(last.result, {
            paint: UNPAINTED,
            width: TEXT_WIDTH,
            quiet: false,
            heading: `modproof audit  ${last.heading}`,
          });
      }
    },
  );
}

async function audit(
  bench: Workbench,
  uris: readonly string[],
  progress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Audited | { readonly why: string }> {
  const { files, services, policies, ledgers, learning } = bench;
  const paths = uris.length === 0 ? bench.folders : uris.flatMap((uri) => pathOfUri(uri) ?? []);
  if (paths.length === 0) return { why: 'There is no folder of this machine to audit.' };
  const settings = await services.settings();
  const discovery = await discover(paths, files, services.path, settings.GOWORK.value, signal);
  if (discovery.files.length === 0) return { why: 'There is no go.mod in this workspace.' };
  for (const { directory } of discovery.files) {
    const { machineProblem } = await policies.find(directory);
    if (machineProblem !== undefined) return { why: machineProblem };
  }
  const policyFor = (file: AuditFile | null): ReturnType<typeof policies.of>['policy'] =>
    policies.of(file?.directory ?? '').policy;
  const options = {
    offline: !bench.isTrusted,
    concurrency: bench.concurrency,
    ledgers: await ledgers.find(discovery.files),
    signal,
  };
  await services.lookAtFeed();
  const judging = {
    names: services.names(),
    feed: services.feed(),
    path: services.path,
    files,
    clock: services.clock,
    machineLedger: services.machineLedger(),
    settings,
  };
  const result = await auditFiles(discovery, judging, services.examinations, {
    ...options,
    policyFor,
    progress,
    learnt: (module, facts) => {
      // What nobody was asked about is no news.
      if (bench.isTrusted) learning.note(keyOf(module), module, facts);
    },
  });
  const differences = bench.isTrusted ? await differencesOf(result, services.examinations, options) : [];
  const [first] = discovery.files;
  const heading =
    discovery.files.length === 1 && first !== undefined
      ? (moduleOf(first) ?? first.path)
      : `${discovery.files.length} files`;
  return { ...withShortPaths(result, bench.folders), differences, heading };
}

function moduleOf({ content }: AuditFile): string | null {
  return content.kind === 'go.mod' ? (content.file.module?.path ?? null) : null;
}

async function htmlOf(
  { result, differences, heading }: Audited,
  bench: Workbench,
  nonce: string,
): Promise<string> {
  const settings = await bench.services.settings();
  return formatHtml(result, {
    version: bench.services.version,
    heading,
    // It stands in the page's policy: anything else would not be a nonce.
    nonce: nonce.replace(/[^A-Za-z0-9]/g, ''),
    differences,
    settings,
    asked: bench.isTrusted ? hostsOf(settings, bench.services.importers(), bench.services.codeHosts()) : [],
  });
}
