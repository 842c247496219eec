/** Codes without a page, and pages without a code. `paths` are those of the whole project. */
export function checkFindingPages(codes: readonly string[], paths: readonly string[]): string[] {
  const wanted = new Map(codes.map((code) => [pageOf(code), code]));
  const pages = paths.filter((path) => /^docs\/findings\/.*\.md$/.test(path) && !path.endsWith('/README.md'));
  return [
    ...[...wanted].filter(([page]) => !pages.includes(page)).map(([page, code]) => `${code} has no ${page}`),
    ...pages.filter((page) => !wanted.has(page)).map((page) => `${page} belongs to no finding code`),
  ];
}

/** The page of a finding code, from the root. */
function pageOf(code: string): string {
  return `docs/findings/${code.replaceAll('/', '-')}.md`;
}
