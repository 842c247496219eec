import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type AuditResult, auditFiles, discover } from '../../server/src/audit/index.ts';
import { OwnExaminations } from '../../server/src/examination/index.ts';
import { parsePolicy } from '../../server/src/policy/index.ts';
import { afterAll, beforeAll, describe, expect, test } from '../kit.ts';
import { startWorld, type World } from '../world/index.ts';
import { run } from './run.ts';
import { openServices } from './services.ts';

/* The gates of a policy, held against the example: the attack fails three of them, what is honest passes. */

const DAY = 24 * 3600 * 1000;

/** What an organisation may demand. */
const POLICY = {
  gates: {
    checksum: 'require',
    upstream: 'require',
    provenance: { attestation: 'accept', orStableDays: 60 },
    tagProtection: 'report',
  },
  undetermined: 'fail',
};

/** The imitations and copies of the example; all else in it is honest. */
const ATTACK = 'github.com/boltdb-go/bolt';
const ATTACKS: ReadonlySet<string> = new Set([
  ATTACK,
  'github.com/julienschmidt-go/httprouter',
  'github.com/wearytangent/tidebook',
]);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** What the gates of a policy say of each module, by gate: `path gate` to state. */
type States = ReadonlyMap<string, string>;

function statesOf({ modules }: AuditResult): States {
  return new Map(
    modules.flatMap(({ required, gates }) =>
      gates.map(({ gate, state }): [string, string] => [`${required.path} ${gate}`, state]),
    ),
  );
}

/** Audits the example so many days from now, with a store of its own unless one is given. */
async function audit(options: {
  readonly policy?: object;
  readonly daysAhead?: number;
  readonly store?: string;
  readonly offline?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}): Promise<AuditResult> {
  const store = options.store ?? (await freshFolder());
  const opened = await openServices(world, { store, env: options.env ?? {} });
  const clock = { now: () => Date.now() + (options.daysAhead ?? 0) * DAY };
  const services = { ...opened.services, clock };
  const { policy, problems } = parsePolicy(JSON.stringify(options.policy ?? POLICY));
  expect(problems).toEqual([]);
  const signal = AbortSignal.timeout(60_000);
  try {
    const discovery = await discover([world.exampleDir], services.files, path, '', signal);
    return await auditFiles(discovery, services, new OwnExaminations(services), {
      policyFor: () => policy,
      offline: options.offline ?? false,
      concurrency: 8,
      ledgers: [],
      progress: () => undefined,
      signal,
    });
  } finally {
    await opened.close();
  }
}

const freshFolder = (): Promise<string> => mkdtemp(path.join(world.directory, 'gates-'));

describe('after 61 days in the log', () => {
  let result: AuditResult | null = null;
  const states = (): States => statesOf(result as AuditResult);
  beforeAll(async () => {
    const store = await freshFolder();
    // The first audit is the witness of how long the log was.
    await audit({ store });
    result = await audit({ store, daysAhead: 61 });
  });

  test('the attack fails three gates, each for a reason of its own', () => {
    expect(states().get(`${ATTACK} checksum`)).toBe('pass');
    const failed = (result as AuditResult).modules
      .find(({ required }) => required.path === ATTACK)
      ?.gates.filter(({ state }) => state === 'fail')
      .map(({ gate }) => gate);
    expect(failed).toEqual(['upstream', 'provenance']);
  });

  test('what is honest passes each gate that is required', () => {
    const paths = new Set([...states().keys()].map((key) => key.split(' ')[0] ?? ''));
    const stopped = [...paths].flatMap((one) =>
      ATTACKS.has(one)
        ? []
        : ['checksum', 'upstream', 'provenance'].flatMap((gate) => {
            const state = states().get(`${one} ${gate}`);
            return state === 'pass' ? [] : [`${one} ${gate} ${state}`];
          }),
    );
    expect(stopped).toEqual([]);
  });

  test('the report has every result', () => {
    console.log([...states()].map(([key, state]) => `${key}: ${state}`).join('\n'));
  });
});

test('placeholder for the command line', async () => {
  const folder = await freshFolder();
  await cp(world.exampleDir, folder, { recursive: true });
  await writeFile(path.join(folder, '.modproof.json'), JSON.stringify(POLICY));
  const { out, code } = await run(['audit'], { cwd: folder, env: world.env });
  console.log(code, out);
});
