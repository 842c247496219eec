/**
 * Counts what a run of vitest came to, from its JSON report.
 *
 * `report` is the parsed report, or null where there is none; `code` is the
 * exit code of the run. A run that fails without a failed test counts as one
 * failure, and so does a run without tests. Every skipped test has to say in its
 * name what it needs ("needs Go: …"); one that does not counts as a failure.
 *
 * @returns {{ passed: number, failed: number, skipped: number, skips: string[], problems: string[] }}
 */
export function summarise(report, code) {
  const counts = { passed: 0, failed: 0, skipped: 0, skips: [], problems: [] };
  const problem = (text) => {
    counts.problems.push(text);
    counts.failed += 1;
  };
  for (const file of report?.testResults ?? []) {
    const unexplained = [];
    const failedBefore = counts.failed;
    for (const test of file.assertionResults) {
      if (test.status === 'passed') counts.passed += 1;
      else if (test.status === 'failed') counts.failed += 1;
      else if (/\bneeds \S/i.test(test.fullName)) counts.skips.push(test.fullName.trim());
      else unexplained.push(test.fullName.trim());
    }
    if (file.status === 'failed' && counts.failed === failedBefore) {
      // It could not be loaded, or what should run before its tests failed.
      counts.failed += Math.max(1, unexplained.length);
      counts.problems.push(`could not be run: ${file.name} (${unexplained.length} tests)`);
    } else {
      for (const name of unexplained) problem(`skipped without a reason: ${name}`);
    }
  }
  counts.skipped = counts.skips.length;
  if (report === null) problem('vitest left no report');
  else if (counts.passed + counts.failed === 0) problem('vitest ran no test');
  if (code !== 0 && counts.failed === 0) problem(`vitest ended with code ${code}`);
  return counts;
}

/** Skipped tests put together by what they need: one line for each need, with the number and the first names. */
export function skipLines(skips) {
  const byNeed = new Map();
  for (const name of skips) {
    const [need] = /\bneeds [^()]*/i.exec(name);
    const key = need.trim();
    byNeed.set(key, [...(byNeed.get(key) ?? []), name]);
  }
  return [...byNeed].map(([need, names]) => {
    const shown = names.slice(0, 3).join('; ');
    const more = names.length > 3 ? `; and ${names.length - 3} more` : '';
    return `skipped  ${names.length}: ${need} [${shown}${more}]`;
  });
}
