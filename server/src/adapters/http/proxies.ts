/** The proxies that a user's environment names. */
export interface Proxies {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy: string;
}

/** Reads `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, in either case; null when no proxy is named. */
export function proxiesOf(environment: Readonly<Record<string, string | undefined>>): Proxies | null {
  const httpProxy = environment.http_proxy || environment.HTTP_PROXY;
  const httpsProxy = environment.https_proxy || environment.HTTPS_PROXY;
  if (!httpProxy && !httpsProxy) return null;
  const ownMachine = 'localhost,127.0.0.1,[::1]';
  const named = environment.no_proxy || environment.NO_PROXY;
  return {
    ...(httpProxy ? { httpProxy } : {}),
    ...(httpsProxy ? { httpsProxy } : {}),
    // As the go command has it: this machine is never asked through a proxy.
    noProxy: named ? `${named},${ownMachine}` : ownMachine,
  };
}
