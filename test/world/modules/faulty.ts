/** Modules for which the mirror gives no usable answer. Upstream has nothing to do with it: all is well there. */
import type { Expected, ModuleDescription, Tree } from './description.ts';
import { licence, pickBelow } from './files.ts';
import type { MirrorFault } from './mirrorFault.ts';
import { honest, released, textOf } from './shapes.ts';

const ROOT = 'github.com/ferrytown/parcels';

const UNDETERMINED: Expected = {
  content: { state: 'undetermined' },
  upstream: 'present',
  findings: [{ code: 'origin/undetermined', severity: 'hint' }],
};

const UNKNOWN: Expected = {
  content: { state: 'undetermined' },
  upstream: 'present',
  findings: [{ code: 'version/unknown', severity: 'warning' }],
  mayAlso: ['origin/undetermined'],
};

const BLOCKED: Expected = {
  content: { state: 'undetermined' },
  upstream: 'present',
  findings: [{ code: 'feed/mirror-block', severity: 'error' }],
  mayAlso: ['origin/undetermined'],
};

interface Fault {
  readonly name: string;
  readonly story: string;
  readonly fault: MirrorFault;
  readonly expected?: Expected;
}

const FAULTS: readonly Fault[] = [
  { name: 'forbidden', story: 'A bare 403.', fault: { kind: 'status', status: 403 } },
  {
    name: 'blocked',
    story: 'A 403 that says the module is malicious.',
    fault: { kind: 'blocked' },
    expected: BLOCKED,
  },
  { name: 'notfound', story: '404.', fault: { kind: 'status', status: 404 }, expected: UNKNOWN },
  { name: 'gone', story: '410.', fault: { kind: 'status', status: 410 }, expected: UNKNOWN },
  { name: 'toomany', story: '429.', fault: { kind: 'status', status: 429 } },
  { name: 'broken', story: '500.', fault: { kind: 'status', status: 500 } },
  { name: 'silent', story: 'No answer at all.', fault: { kind: 'hangs' } },
  { name: 'slow', story: 'A zip that drips and never ends.', fault: { kind: 'drips' } },
  { name: 'cutshort', story: 'A zip that is shorter than declared.', fault: { kind: 'cut-short' } },
  {
    name: 'tebibyte',
    story: 'A zip that is declared as a tebibyte.',
    fault: { kind: 'huge-content-length' },
  },
  { name: 'half', story: 'Half a zip, declared as whole.', fault: { kind: 'truncated-zip' } },
  { name: 'bitflip', story: 'A zip with a byte changed.', fault: { kind: 'corrupt-zip' } },
  { name: 'otherversion', story: 'The zip of another version.', fault: { kind: 'other-version' } },
  { name: 'bomb', story: 'A zip with a file of 4 GiB, as declared.', fault: { kind: 'huge-declared-size' } },
];

const TREE: Tree = {
  LICENSE: licence(2024, 'Ferry Town'),
  ...Object.fromEntries(
    FAULTS.flatMap(({ name }, index) => [
      [`${name}/go.mod`, `module ${ROOT}/${name}\n\ngo 1.21\n`],
      [
        `${name}/parcel.go`,
        `package ${name}\n\n// Grams is the weight of the parcel.\nconst Grams = ${index * 125 + 40}\n`,
      ],
    ]),
  ),
};

const REPOSITORY = released({
  url: `https://${ROOT}`,
  tags: FAULTS.map(({ name }) => `${name}/v1.0.0`),
  date: '2024-10-10T08:00:00Z',
  tree: TREE,
});

export const FAULTY_MODULES: readonly ModuleDescription[] = FAULTS.map(
  ({ name, story, fault, expected }) => ({
    ...honest({
      name: `mirror-${name}`,
      story,
      path: `${ROOT}/${name}`,
      version: 'v1.0.0',
      repository: REPOSITORY,
      tree: TREE,
      files: ['LICENSE'],
      otherFiles: pickBelow(TREE, name, ['go.mod', 'parcel.go']),
      mod: textOf(TREE, `${name}/go.mod`),
      origin: { ref: `refs/tags/${name}/v1.0.0`, subdirectory: name },
      expected: expected ?? UNDETERMINED,
    }),
    kind: 'faulty',
    fault,
  }),
);
