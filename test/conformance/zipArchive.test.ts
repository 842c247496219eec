import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blobId } from '../../server/src/dirhash/index.ts';
import { recoverBlob } from '../../server/src/divergence/archive.ts';
import {
  AttributeTree,
  archivedForms,
  type Builder,
  Effort,
  readConversion,
} from '../../server/src/divergence/index.ts';
import { openModuleZip } from '../../server/src/zip/index.ts';
import { describe, expect, test } from '../kit.ts';
import { gitEnvironment, type MadeFile, makeRepository } from './zipGit.ts';
import { Random } from './zipRandom.ts';

/** Git itself as the judge of conversions: made-up contents under made-up attributes, through `git archive`. */
const TREES = Number(process.env.MODPROOF_ARCHIVE_TREES ?? 60);
const FILES = 40;
const MODULE = { path: 'example.test/m', version: 'v1.0.0' };

const PIECES: readonly (string | Uint8Array)[] = [
  'text',
  'text',
  'more text that is longer ',
  '\n',
  '\n',
  '\n',
  '\r\n',
  '\r',
  '\0',
  '\x01',
  '\x1a',
  '\x7f',
  '\t',
  '\x0c',
  '\x1b',
  '$Id$',
  '$Id: $',
  '$Id: abc $',
  '$Id: abc def $',
  '$Id: ab',
  '$Id',
  '$',
  '$$',
  'Id$',
  '$Id:x\n$',
  'ä',
  '€',
  '🙂',
  'Ж',
  '\ufeff',
  '\u0081',
  'x'.repeat(127),
  Uint8Array.of(0xff),
  Uint8Array.of(0xc3),
  Uint8Array.of(0xed, 0xa0, 0x80),
  Uint8Array.of(0xf4, 0x90, 0x80, 0x80),
];

/** No piece makes `$Id:$`, at which git reads past the keyword and may crash. Weighted towards contents that a rule changes at all. */
const CHOICES: readonly (readonly (string | Uint8Array)[])[] = [
  PIECES,
  PIECES,
  ['text', 'more text ', '\n', '\n', 'ä', '$Id$', '$Id: $'],
  ['text', '\n', '\r\n'],
  ['text', '\n', '\n', '\x01', 'x'.repeat(127)],
  ['text ', '\n', 'ä', 'ß', '€'],
];

const LINES = [
  'text',
  'text=auto',
  '-text',
  'crlf',
  'crlf=input',
  'text=input',
  'text=other',
  'eol=crlf',
  'text eol=crlf',
  'text=auto eol=crlf',
  'eol=lf',
  'ident',
  'ident eol=crlf',
  'ident text=auto eol=crlf',
  'binary eol=crlf ident',
  'crlf eol=crlf',
  '-crlf eol=crlf',
  'eol=CRLF',
  '',
];

const ENCODINGS = [
  'UTF-16',
  'utf16',
  'UTF-16LE',
  'utf-16be',
  'UTF-16LE-BOM',
  'UTF-16BE-BOM',
  'UTF-32',
  'UTF-32LE',
  'utf32be',
  'latin1',
  'ISO-8859-1',
  'ISO8859-1',
  'US-ASCII',
  'ascii',
  'CP1252',
  'windows-1251',
  'cp1250',
  'CP1253',
  'CP1254',
  'CP1255',
  'CP1257',
  'ISO-8859-15',
  'ISO-8859-2',
  'ISO-8859-5',
  'ISO-8859-7',
  'ISO-8859-8',
  'ISO-8859-6',
  'ISO-8859-13',
  'ISO-8859-10',
  'ISO-8859-14',
  'KOI8-R',
  'KOI8-U',
  'UTF-8',
  'utf8',
];

/** Machines to archive on, each with the attributes of its own as git reads them. */
const BUILDERS: readonly (readonly [name: string, builder: Builder, attributes: string])[] = [
  ['with core.autocrlf=input', { autoCrlf: 'input', attributes: new Map() }, ''],
  ['with core.autocrlf=true', { autoCrlf: 'true', attributes: new Map() }, ''],
  [
    'with attributes of the machine for line ends',
    {
      autoCrlf: 'input',
      attributes: new Map([
        ['text', { kind: 'set' }],
        ['eol', { kind: 'value', value: 'crlf' }],
      ]),
    },
    '* text eol=crlf\n',
  ],
  [
    'with attributes of the machine for line ends of text and for ident',
    {
      autoCrlf: 'input',
      attributes: new Map([
        ['text', { kind: 'value', value: 'auto' }],
        ['eol', { kind: 'value', value: 'crlf' }],
        ['ident', { kind: 'set' }],
      ]),
    },
    '* text=auto eol=crlf ident\n',
  ],
];

describe('conversions', () => {
  for (const [name, builder, attributes] of BUILDERS) {
    test(`equal those of git archive ${name}`, { timeout: 120_000 }, () => {
      const root = mkdtempSync(join(tmpdir(), 'modproof-archive-'));
      try {
        const random = new Random(Number(process.env.MODPROOF_ARCHIVE_SEED ?? 11));
        const trees = Array.from({ length: TREES }, (_, index) => makeTree(random, index));
        const directory = join(root, 'git');
        mkdirSync(directory);
        makeRepository(directory, root, trees);
        writeFileSync(join(root, 'attributes'), attributes);
        const steps = new Map<string, number>();
        for (const { tag, files } of trees)
          examine(files, archive(directory, root, tag, builder), builder, steps);
        // Guards the generator: each step has to have happened, alone and with others.
        for (const step of [
          '',
          'ident',
          'line-endings',
          'encoding',
          'ident line-endings',
          'line-endings encoding',
        ]) {
          expect([step, steps.get(step) ?? 0]).toEqual([
            step,
            expect.toSatisfy((count: number) => count > 10),
          ]);
        }
      } finally {
        rmSync(root, { recursive: true, force: true });
      }
    });
  }
});

function makeTree(random: Random, index: number): { tag: string; files: MadeFile[] } {
  const files: MadeFile[] = [];
  const lines: string[] = [];
  for (let number = 0; number < FILES; number++) {
    const path = `f${number}`;
    const pieces = random.some(0, 12, random.pick(CHOICES)).map((piece) => Buffer.from(piece));
    files.push({ path, mode: '100644', content: Buffer.concat(pieces) });
    const encoding = random.onceIn(3) ? ` working-tree-encoding=${random.pick(ENCODINGS)}` : '';
    lines.push(`${path} ${random.pick(LINES)}${encoding}\n`);
  }
  files.push({ path: '.gitattributes', mode: '100644', content: lines.join('') });
  return { tag: `t${index}`, files };
}

function archive(
  directory: string,
  home: string,
  revision: string,
  { autoCrlf }: Builder,
): Map<string, Uint8Array> {
  const prefix = `${MODULE.path}@${MODULE.version}/`;
  const zipBytes = execFileSync(
    'git',
    [
      '-c',
      `core.autocrlf=${autoCrlf}`,
      '-c',
      `core.attributesFile=${join(home, 'attributes')}`,
      ...(autoCrlf === 'input' ? ['-c', 'core.eol=lf'] : []),
      'archive',
      '--format=zip',
      `--prefix=${prefix}`,
      revision,
    ],
    { cwd: directory, env: gitEnvironment(home), stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 28 },
  );
  const opened = openModuleZip(zipBytes, MODULE);
  if (opened.kind !== 'zip') throw new Error(JSON.stringify(opened));
  return new Map(opened.zip.files.map((file) => [file.path, opened.zip.read(file)]));
}

function examine(
  files: readonly MadeFile[],
  archived: ReadonlyMap<string, Uint8Array>,
  builder: Builder,
  steps: Map<string, number>,
): void {
  const attributeFile = Buffer.from(files.find(({ path }) => path === '.gitattributes')?.content ?? '');
  const tree = new AttributeTree(new Map([['.gitattributes', attributeFile]]));
  const lineOf = (path: string) =>
    attributeFile
      .toString()
      .split('\n')
      .find((line) => line.startsWith(`${path} `));
  for (const { path, content } of files) {
    const blobBytes = Buffer.from(content);
    const id = blobId(blobBytes, 'sha1');
    const conversion = readConversion(tree.ofFile(path, new Effort(1_000_000)), builder);
    const forms = archivedForms(blobBytes, conversion, id);
    const found = forms.find(
      (form) => Buffer.compare(form.contentBytes, archived.get(path) ?? Buffer.from('missing')) === 0,
    );
    const shown = {
      line: lineOf(path),
      blob: show(blobBytes),
      form: show(found?.contentBytes ?? forms[0]?.contentBytes),
    };
    expect(shown).toEqual({ ...shown, form: show(archived.get(path)) });
    const name = found?.steps.join(' ') ?? '';
    steps.set(name, (steps.get(name) ?? 0) + 1);
    // The way back never leads to anything but the blob.
    const recovered = recoverBlob(found?.contentBytes ?? blobBytes, conversion, id, 'sha1');
    if (recovered !== null) expect(show(recovered)).toEqual(show(blobBytes));
    else expect(isAmbiguous(blobBytes)).toBe(true);
  }
}

/** Contents from which a conversion loses something: mixed line ends, or an id that was there already. */
function isAmbiguous(blobBytes: Buffer): boolean {
  return blobBytes.includes('\r') || blobBytes.includes('$Id:');
}

function show(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? 'nothing' : JSON.stringify(Buffer.from(bytes).toString('latin1'));
}
