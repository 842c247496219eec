import { writeFile } from 'node:fs/promises';
import type { HostedDescription } from '../modules/hosted.ts';
import type { SigstoreInstance } from './instance.ts';
import { provenanceRequest, releaseRequest } from './statements.ts';

type Kind = NonNullable<HostedDescription['attestations']>[number];

interface Instances {
  readonly open: SigstoreInstance;
  readonly host: SigstoreInstance;
}

/** Signs what the world's code hosts publish, each bundle once. Its instances are started by the first. */
export class SigningDesk {
  readonly #rootFile: string;
  readonly #bundles = new Map<string, Promise<object>>();
  #instances: Promise<Instances> | null = null;

  /** Whoever trusts the file `rootFile` trusts the public instance and that of the code host. */
  constructor(rootFile: string) {
    this.#rootFile = rootFile;
  }

  /** The bundle of one kind about a version of a repository. */
  bundle(
    repository: string,
    { tag, commitId }: { readonly tag: string; readonly commitId: string },
    kind: Kind,
  ): Promise<object> {
    const key = [repository, tag, commitId, kind].join('\n');
    const known = this.#bundles.get(key);
    if (known !== undefined) return known;
    const made = this.#make({ repository, tag, commit: commitId }, kind);
    this.#bundles.set(key, made);
    return made;
  }

  async #make(about: Parameters<typeof provenanceRequest>[0], kind: Kind): Promise<object> {
    this.#instances ??= this.#start();
    const { open, host } = await this.#instances;
    switch (kind) {
      case 'provenance':
        return open.sign(provenanceRequest(about));
      case 'release':
        return host.sign(releaseRequest(about));
      case 'altered':
        return altered(await open.sign(provenanceRequest(about)));
    }
  }

  async #start(): Promise<Instances> {
    // The libraries are read by whoever needs a signature, and by nobody else.
    const { makeSigstoreInstance } = await import('./instance.ts');
    const [open, host] = await Promise.all([
      makeSigstoreInstance({ kind: 'public' }),
      makeSigstoreInstance({ kind: 'private' }),
    ]);
    await writeFile(this.#rootFile, `${open.trustedRoot}\n${host.trustedRoot}\n`);
    return { open, host };
  }
}

/** The bundle with one byte of its statement turned over. */
function altered(bundle: object): object {
  const copy = structuredClone(bundle) as { dsseEnvelope: { payload: string } };
  const payload = Buffer.from(copy.dsseEnvelope.payload, 'base64');
  const last = payload.length - 10;
  payload[last] = (payload[last] ?? 0) ^ 1;
  copy.dsseEnvelope.payload = payload.toString('base64');
  return copy;
}
