/**
 * Checks everything: types, format, lint, dead code, build and tests.
 *
 *   node scripts/test.mjs [--require=go,…] [part of a test file's path …]
 *
 * Each guard counts as one test. What is not on this machine is named, and the
 * tests that need it are skipped by name; with `--require`, or the environment
 * variable MODPROOF_REQUIRE, its absence is a failure instead. The last line is
 * always `N passed, N failed, N skipped`.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findOptional, OPTIONAL_NAMES } from './optional.mjs';
import { prepare } from './prepare.mjs';
import { skipLines, summarise } from './summary.mjs';
import { binOf, fail, ROOT, runNode } from './tools.mjs';

const total = { passed: 0, failed: 0, skipped: 0 };
let finished = false;
// Also said when something below ends the process early: that is a failure, too.
process.on('exit', () => {
  if (!finished) total.failed += 1;
  if (total.failed > 0) process.exitCode = 1;
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
});

const required = new Set();
const filters = [];
for (const argument of [`--require=${process.env.MODPROOF_REQUIRE ?? ''}`, ...process.argv.slice(2)]) {
  if (!argument.startsWith('-')) filters.push(argument);
  else if (!argument.startsWith('--require=')) fail(`test does not know the option ${argument}`);
  else for (const name of argument.slice('--require='.length).split(',')) if (name !== '') required.add(name);
}
for (const name of required) {
  if (!OPTIONAL_NAMES.includes(name))
    fail(`nothing is known by the name ${name}; there is ${OPTIONAL_NAMES.join(', ')}`);
}

prepare();
const guards = JSON.parse(readFileSync(join(ROOT, 'scripts/guards.json'), 'utf8'));
const runs = [
  ...guards.map((guard) => ({
    name: guard.name,
    args: [binOf(guard.package, guard.command), ...guard.args],
  })),
  { name: 'build', args: [join(ROOT, 'scripts/build.mjs')] },
].map((guard) => ({ ...guard, run: runNode(guard.args, { capture: true }) }));
for (const { name, run } of runs) {
  const { code, output } = await run;
  report(code === 0, name, code === 0 ? '' : output);
}

const found = findOptional();
for (const { name, here, lack } of found) {
  if (here === null && required.has(name)) report(false, `${name} is required`, `${lack}\n`);
}

const json = join(ROOT, 'build/test-report.json');
mkdirSync(join(ROOT, 'build'), { recursive: true });
rmSync(json, { force: true });
const { code } = await runNode(
  [binOf('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${json}`, ...filters],
  { env: { ...process.env, MODPROOF_REQUIRE: [...required].join(',') } },
);
const tests = summarise(readReport(json), code);
for (const kind of ['passed', 'failed', 'skipped']) total[kind] += tests[kind];

for (const problem of tests.problems) console.log(`failed   ${problem}`);
for (const line of skipLines(tests.skips)) console.log(line);
for (const { name, here } of found)
  console.log(`optional ${name}: ${here ?? 'not found; tests that need it are skipped'}`);
finished = true;

function report(good, name, output) {
  total[good ? 'passed' : 'failed'] += 1;
  console.log(`${good ? 'passed  ' : 'failed  '} ${name}`);
  if (output !== '') console.log(output.trimEnd());
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
