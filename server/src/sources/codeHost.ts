import {
  DEFAULT_GITHUB_API,
  DEFAULT_GITHUB_HOST,
  DEFAULT_GITLAB_API,
  DEFAULT_RELEASE_IDENTITY,
  DEFAULT_WORKFLOW_ISSUER,
} from '../goenv/index.ts';
import type { NamedBy } from '../ports/index.ts';

/** A code host whose own service is asked about its repositories. */
export interface CodeHost {
  readonly kind: 'github' | 'gitlab';
  /** The host of the repositories that it tells of. */
  readonly host: string;
  /** Where it is asked; without a slash at the end of its path. */
  readonly address: URL;
  /** `user` where a setting of this machine names the address: it may then be inside the user's own network. */
  readonly namedBy: NamedBy;
  /** Proves who asks. It is sent to the origin of `address` and to nobody else, and shown nowhere. */
  readonly token: string | null;
  /** Who vouches for its workflows. */
  readonly workflowIssuer: string;
  /** Who signs its immutable releases; null where nobody is known to. */
  readonly releaseIdentity: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

const SERVICES = {
  github: {
    setting: 'MODPROOF_GITHUB_API',
    fallback: DEFAULT_GITHUB_API,
    host: DEFAULT_GITHUB_HOST,
    tokens: ['MODPROOF_GITHUB_TOKEN', 'GH_TOKEN', 'GITHUB_TOKEN'],
  },
  gitlab: {
    setting: 'MODPROOF_GITLAB_API',
    fallback: DEFAULT_GITLAB_API,
    host: new URL(DEFAULT_GITLAB_API).host,
    tokens: ['MODPROOF_GITLAB_TOKEN', 'GITLAB_TOKEN'],
  },
} as const;

/**
 * The code hosts that are asked, by the settings MODPROOF_GITHUB_API and
 * MODPROOF_GITLAB_API: `off` for nobody, or an address, which tells of the
 * repositories of its own host. `HOST=ADDRESS` names another host, as where a
 * gateway stands in for one. An address that cannot be read asks nobody.
 */
export function codeHosts(environment: Environment): readonly CodeHost[] {
  return (['github', 'gitlab'] as const).flatMap((kind) => {
    const { setting, fallback, host: defaultHost, tokens } = SERVICES[kind];
    const named = environment[setting] ?? '';
    if (named === 'off') return [];
    const [, prefix, text = fallback] = named === '' ? [] : (/^(?:([a-z0-9.:-]+)=)?(.*)$/i.exec(named) ?? []);
    if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return [];
    const address = new URL(text);
    const isDefault = named === '';
    const host = (prefix ?? (isDefault ? defaultHost : address.host.replace(/^api\./, ''))).toLowerCase();
    const isPublic = kind === 'github' && host === DEFAULT_GITHUB_HOST;
    return [
      {
        kind,
        host,
        address: withoutTail(address),
        namedBy: isDefault ? 'stranger' : 'user',
        token: mayCarryToken(address) ? tokenOf(environment, tokens) : null,
        workflowIssuer: isPublic ? DEFAULT_WORKFLOW_ISSUER : `https://${host}/_services/token`,
        releaseIdentity: isPublic ? DEFAULT_RELEASE_IDENTITY : null,
      },
    ];
  });
}

/** The code host that tells of a repository, by the address that a go command resolves; null for none. */
export function codeHostOf(repository: string, hosts: readonly CodeHost[]): CodeHost | null {
  if (!URL.canParse(repository)) return null;
  const { host } = new URL(repository);
  return hosts.find((one) => one.host === host.toLowerCase()) ?? null;
}

/** A token in the clear is everybody's. */
function mayCarryToken({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}

/** The first token that is set. What no header can hold is none. */
function tokenOf(environment: Environment, names: readonly string[]): string | null {
  for (const name of names) {
    const value = environment[name]?.trim() ?? '';
    if (value !== '') return /^[\x21-\x7e]{1,1024}$/.test(value) ? value : null;
  }
  return null;
}

function withoutTail(address: URL): URL {
  const bare = new URL(address);
  bare.pathname = bare.pathname.replace(/\/+$/, '');
  bare.search = '';
  bare.hash = '';
  return bare;
}
