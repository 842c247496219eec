/**
 * The repository that an address stands for, as text to be compared: two equal
 * texts are the same repository. Not an address to be asked.
 *
 * A `.git` at the end, slashes at the end, credentials, the letter case of the
 * host and the scheme's own port are dropped; at github.com the letter case of
 * owner and name and the scheme, too. Everything else counts. What is no address
 * is given back as it stands.
 */
export function upstreamIdentity(address: string): string {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return address;
  }
  const host = url.host.toLowerCase();
  if (host === '') return address;
  let end = url.pathname.length;
  while (end > 0 && url.pathname[end - 1] === '/') end--;
  const path = url.pathname.slice(0, end).replace(/\.git$/, '');
  if (host === 'github.com') return `${host}${path.toLowerCase()}`;
  return `${url.protocol}//${host}${path}${url.search}`;
}
