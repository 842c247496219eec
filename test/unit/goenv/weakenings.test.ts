import {
  type PatternBreadth,
  parseGoFlags,
  resolveGoSettings,
  type Weakening,
  weakeningsOf,
} from '../../../server/src/goenv/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { newSigner } from '../sumdb/syntheticLog.ts';

/** The key of the public database, as the go command has it. */
const PUBLIC = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
const keyFor = (name: string): string => newSigner(name).verifierText;
const OWN = keyFor('sums.corp.example');
const BORROWED = keyFor('sum.golang.org');
const IN_CAPITALS = keyFor('Sum.GoLang.org');
const AS_ALIAS = keyFor('sum.golang.google.cn');

/** `*` stands for everybody's modules, `known.example` for one known publisher's. */
const breadthOf = (pattern: string): PatternBreadth =>
  pattern === '*' ? 'many-publishers' : pattern === 'known.example' ? 'known-publisher' : 'none';

function weakenings(
  environment: Record<string, string>,
  userFile: Record<string, string> = {},
  gorootFile: Record<string, string> = {},
): readonly Weakening[] {
  const settings = resolveGoSettings({
    environment,
    userFile: new Map(Object.entries(userFile)),
    gorootFile: new Map(Object.entries(gorootFile)),
    platform: 'linux',
  });
  return weakeningsOf(settings, breadthOf);
}

const told = (environment: Record<string, string>): readonly string[] =>
  weakenings(environment).map(({ kind, setting, part }) => `${kind} ${setting} ${part}`);

describe('what settings switch off', () => {
  test.each<[string, Record<string, string>, readonly string[]]>([
    ['nothing by default', {}, []],
    ['nothing with empty values', { GOSUMDB: '', GOPRIVATE: '', GOFLAGS: '', GOPROXY: '' }, []],
    ['the database', { GOSUMDB: 'off' }, ['checksums-off GOSUMDB off']],
    ['not with a value that the go command refuses', { GOSUMDB: 'sum.example.test' }, []],
    ["not with a database of one's own", { GOSUMDB: OWN }, []],
    ["not with one's own at an address", { GOSUMDB: `${OWN} https://sums.example` }, []],
    ['not with the alias of the public one', { GOSUMDB: 'sum.golang.google.cn' }, []],
    ['not with the public one at another address', { GOSUMDB: 'sum.golang.org https://a.example' }, []],
    ['not with the public key, written out', { GOSUMDB: `${PUBLIC} https://a.example` }, []],
    ['not with capitals in its hash', { GOSUMDB: PUBLIC.replace('033de0ae', '033DE0AE') }, []],
    ['another key under the public name', { GOSUMDB: BORROWED }, [`checksums-off GOSUMDB ${BORROWED}`]],
    [
      'the same at an address, of which nothing is told',
      { GOSUMDB: `${BORROWED} https://me:secret@a.example` },
      [`checksums-off GOSUMDB ${BORROWED}`],
    ],
    ['the same in capitals', { GOSUMDB: IN_CAPITALS }, [`checksums-off GOSUMDB ${IN_CAPITALS}`]],
    ['the same under the alias', { GOSUMDB: AS_ALIAS }, [`checksums-off GOSUMDB ${AS_ALIAS}`]],
    ['a wide GOPRIVATE, once', { GOPRIVATE: '*' }, ['wide-pattern GOPRIVATE *']],
    [
      'the same pattern written twice',
      { GOPRIVATE: '*', GONOSUMDB: '*', GONOPROXY: 'corp.example' },
      ['wide-pattern GOPRIVATE *'],
    ],
    ['a wide GONOPROXY', { GONOPROXY: 'corp.example,*' }, ['wide-pattern GONOPROXY *']],
    ['a wide GONOSUMDB', { GONOSUMDB: '*,,*' }, ['wide-pattern GONOSUMDB *']],
    ["not with one's own patterns", { GOPRIVATE: 'corp.example/*', GONOSUMDB: 'known.example' }, []],
    ['not with GONOPROXY=none', { GONOPROXY: 'none' }, []],
    ['http for a public module', { GOINSECURE: 'known.example' }, ['insecure GOINSECURE known.example']],
    ['http for everybody', { GOINSECURE: '*' }, ['insecure GOINSECURE *']],
    ['not http where a mirror serves all', { GOINSECURE: '*', GOPROXY: 'https://a.example' }, []],
    [
      'http where a public module goes round the mirror',
      { GOINSECURE: '*', GOPROXY: 'https://a.example', GONOPROXY: 'known.example' },
      ['insecure GOINSECURE *'],
    ],
    ["not http for one's own hosts", { GOINSECURE: 'corp.example' }, []],
    ['the old flag', { GOFLAGS: '-v -insecure' }, ['insecure GOFLAGS -insecure']],
    ['not the old flag that is off', { GOFLAGS: '-insecure=false --insecure=0' }, []],
    [
      'files in the place of others',
      { GOFLAGS: "--modfile=b.mod '-overlay=a b.json' -mod=mod" },
      ['replaced GOFLAGS --modfile=b.mod', 'replaced GOFLAGS -overlay=a b.json', 'replaced GOFLAGS -mod=mod'],
    ],
    [
      'a program that starts the compiler',
      { GOFLAGS: "'-toolexec=wrap -v' -trimpath" },
      ['replaced GOFLAGS -toolexec=wrap -v'],
    ],
    ['not with flags that name nothing', { GOFLAGS: '-modfile= -overlay= --toolexec=' }, []],
    [
      'not with one that a later one takes back',
      { GOFLAGS: '-mod=mod -toolexec=a -mod=readonly -toolexec=' },
      [],
    ],
    ['the later of two', { GOFLAGS: '-toolexec=a --toolexec=b' }, ['replaced GOFLAGS --toolexec=b']],
    [
      'not with flags about how the same files are built and started',
      {
        GOFLAGS: "-exec=wrap '-ldflags=-X main.v=1 -extld=ld' -gcflags=-N -tags=a -buildmode=pie -pgo=off -a",
      },
      [],
    ],
    ['not with other flags', { GOFLAGS: '-mod=vendor -mod=readonly -modcacherw -trimpath' }, []],
    ['not with flags that the go command refuses', { GOFLAGS: "-mod=mod '-x" }, []],
    [
      'a refusal behind which direct comes',
      { GOPROXY: 'https://a.example|direct' },
      ['block-bypassed GOPROXY a.example|direct'],
    ],
    [
      'a refusal behind which another mirror comes',
      { GOPROXY: 'https://a.example,https://b.example|https://c.example,direct' },
      ['block-bypassed GOPROXY b.example|c.example'],
    ],
    ['no mirror', { GOPROXY: 'direct' }, ['block-bypassed GOPROXY direct']],
    ['not with commas', { GOPROXY: 'https://a.example,direct' }, []],
    ['not with a bar at the end', { GOPROXY: 'https://a.example|' }, []],
    ['not with a bar before off', { GOPROXY: 'https://a.example|off' }, []],
    ['not where nothing is fetched', { GOPROXY: 'off' }, []],
    ['not with a value that the go command refuses', { GOPROXY: 'nonsense' }, []],
  ])('%s', (_, environment, expected) => {
    expect(told(environment)).toEqual(expected);
  });

  test('passwords are in no word of it', () => {
    const all = weakenings(
      {},
      { GOPROXY: 'https://me:secret@a.example|https://you:hidden@b.example|direct' },
    );
    expect(all).toHaveLength(1);
    expect(JSON.stringify(all)).not.toMatch(/secret|hidden|me:|you:/);
    expect(all[0]?.remedy).toEqual({ words: 'Write "," in the place of "|" in GOPROXY.', command: null });
  });
});

describe('the safe setting', () => {
  const remedyOf = (...places: Parameters<typeof weakenings>) => weakenings(...places)[0]?.remedy;

  test('hangs on where the value comes from', () => {
    expect(remedyOf({ GOSUMDB: 'off' })).toEqual({
      words: 'Unset GOSUMDB in the environment that the go command is started with.',
      command: null,
    });
    expect(remedyOf({}, { GOSUMDB: 'off' })?.command).toBe('go env -u GOSUMDB');
    expect(remedyOf({}, {}, { GOSUMDB: 'off' })?.command).toBe('go env -w "GOSUMDB=sum.golang.org"');
    expect(remedyOf({}, { GOSUMDB: BORROWED })?.command).toBe('go env -u GOSUMDB');
    expect(remedyOf({}, {}, { GOPRIVATE: '*' })?.command).toBeNull();
  });

  test('keeps what is right', () => {
    const user = { GOPRIVATE: 'corp.example/*,*,other.example' };
    expect(remedyOf({}, user)?.command).toBe('go env -w "GOPRIVATE=corp.example/*,other.example"');
    expect(remedyOf(user)?.words).toMatch(/^Set GOPRIVATE to corp\.example\/\*,other\.example in the env/);
    expect(remedyOf({}, { GOFLAGS: '-mod=mod -trimpath' })?.command).toBe('go env -w "GOFLAGS=-trimpath"');
    expect(remedyOf({}, { GOPROXY: 'https://a.example|direct' })?.command).toBe(
      'go env -w "GOPROXY=https://a.example,direct"',
    );
  });

  test('is no command where a shell would read more into it', () => {
    for (const odd of ['$(true)', '`true`', 'a"b', "a'b", 'a\nb', 'a;b', 'a\\b'])
      expect(remedyOf({}, { GOPRIVATE: `*,${odd}` })?.command, odd).toBeNull();
    expect(remedyOf({}, { GOFLAGS: "-mod=mod '-ldflags=-s -w'" })?.command).toBeNull();
  });
});

describe('GOFLAGS', () => {
  const texts = (value: string) => parseGoFlags(value)?.map(({ text }) => text) ?? null;

  test('is split as the go command splits it', () => {
    expect(texts(' -a\t--b=c  "-d=e f"\'-g="\' -h=\'i\n')).toEqual([
      '-a',
      '--b=c',
      '-d=e f',
      '-g="',
      "-h='i",
    ]);
    expect(parseGoFlags('--mod=mod=x')).toEqual([{ name: 'mod', value: 'mod=x', text: '--mod=mod=x' }]);
    expect(texts('')).toEqual([]);
  });

  test.each(['-a "b', "'-a", 'word', '-', '--', '---a', '-=a', '--=a', '""'])('%s is refused', (value) => {
    expect(texts(value)).toBeNull();
  });

  test('long values take no long time', () => {
    expect(texts(`${' '.repeat(100_000)}${'-a '.repeat(50_000)}`)).toHaveLength(50_000);
    expect(texts('"'.repeat(100_001))).toBeNull();
  });
});
