import { type Connection, RequestType } from 'vscode-languageserver';
import { mirrorReport } from '../../fix/index.ts';
import { isPrivate } from '../../goenv/index.ts';
import { METHODS, type ModuleParams } from '../../protocol/index.ts';
import type { Workbench } from '../workbench.ts';

/** `modproof/mirrorReport`: a report for the mirror's operator; empty where there is nothing to report. */
export function bindMirrorReport(connection: Connection, bench: Workbench): void {
  connection.onRequest(
    new RequestType<ModuleParams, string, void>(METHODS.mirrorReport),
    async ({ module, version }: ModuleParams) => {
      const known = bench.learning.known(`${module}@${version}`);
      const { content, upstream, copy } = known?.facts ?? {};
      if (known === null || content?.state !== 'diverged' || upstream === undefined || copy === undefined)
        return '';
      // What is private is told to nobody, not even by way of a clipboard.
      if (isPrivate(module, await bench.services.settings())) return '';
      return mirrorReport({
        module: { path: module, version },
        mirror: { h1: copy.state === 'hashed' ? copy.h1 : null, commit: upstream.mirrorCommit },
        upstream: { repository: upstream.repository, ref: upstream.ref, commit: upstream.commit },
        changed: content.changed,
        onlyMirror: content.onlyMirror,
        onlyUpstream: content.onlyUpstream,
        seenAt: known.askedAt ?? known.facts.storedAt ?? bench.services.clock.now(),
      });
    },
  );
}
