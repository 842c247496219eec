import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { registerCommands } from '../../client/src/commands/index.ts';
import { showDependencies } from '../../client/src/tree.ts';
import { DEFAULT_SETTINGS, readSettings } from '../../server/src/lsp/settings.ts';
import { COMMANDS } from '../../server/src/protocol/index.ts';
import { FakeServer } from '../fake/languageServer.ts';
import { made, startAnew, told } from '../fake/vscode.ts';
import { describe, expect, test } from '../kit.ts';
import { projectFiles, ROOT } from './tree.ts';

interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly scope: string;
  readonly order: number;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
}

interface Manifest {
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: string;
      readonly restrictedConfigurations: readonly string[];
    };
    readonly virtualWorkspaces: { readonly supported: string };
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when: string }[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly when: string }[]>>;
    readonly languages: readonly { readonly id: string }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Setting>> }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly media: object; readonly completionEvents: readonly string[] }[];
    }[];
  };
}

const read = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const manifest = read('package.json') as Manifest;
const { activationEvents, capabilities, contributes, devDependencies, engines } = manifest;
const contributed = contributes.commands.map(({ command }) => command);
const settings = Object.assign(
  {},
  ...contributes.configuration.map(({ properties }) => properties),
) as Record<string, Setting>;

const short = (name: string): string => name.replace('modproof.', '');

describe('commands', () => {
  test('are those that the client carries out, and those that the protocol names are among them', () => {
    startAnew();
    registerCommands({} as never);
    expect(told.map(([, name]) => name).sort()).toEqual([...contributed].sort());
    expect(contributed).toEqual(expect.arrayContaining(Object.values(COMMANDS)));
    expect(new Set(contributes.commands.map(({ category }) => category))).toEqual(new Set(['Modproof']));
  });

  test('stand in the palette only where they can do something', () => {
    const palette = new Map(contributes.menus.commandPalette?.map(({ command, when }) => [command, when]));
    expect([...palette.keys()].sort()).toEqual([...contributed].sort());
    const hidden = [...palette].filter(([, when]) => when === 'false').map(([command]) => command);
    const { audit, ...withArguments } = COMMANDS;
    expect(hidden.sort()).toEqual(Object.values(withArguments).sort());
    for (const [command, when] of palette) {
      if (!hidden.includes(command)) expect(when, command).toContain('modproof.active');
    }
    expect(palette.get(audit)).toContain('!virtualWorkspace');
  });

  test('that menus and walkthroughs name are there', () => {
    const named = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
    const linked = [...JSON.stringify(read('package.nls.json')).matchAll(/command:(modproof\.\w+)/g)];
    const completing = contributes.walkthroughs.flatMap(({ steps }) =>
      steps.flatMap(({ completionEvents }) =>
        completionEvents.flatMap((event) => /^onCommand:(.+)/.exec(event)?.[1] ?? []),
      ),
    );
    const all = [...named, ...completing, ...linked.map(([, name]) => name as string)];
    // The editor makes a command for each view, which brings it to the front.
    expect(all.filter((name) => !contributed.includes(name) && name !== 'modproof.dependencies')).toEqual([]);
    expect(completing.length).toBeGreaterThan(3);
  });
});

describe('the extension', () => {
  test('is started by a go.mod or go.work and by nothing that is always there', () => {
    expect(activationEvents).toEqual([
      'workspaceContains:**/go.mod',
      'workspaceContains:**/go.work',
      'onLanguage:go.mod',
      'onLanguage:go.work',
    ]);
  });

  test('uses no more of the editor than the oldest that it runs in has', () => {
    expect(engines.vscode).toBe(`^${devDependencies['@types/vscode']}`);
  });

  test('is thin: what is to know is known by the server', () => {
    const lines = [...projectFiles((path) => path.startsWith('client/src/')).values()].flatMap((text) =>
      text.split('\n'),
    );
    // Blank lines and comments aside.
    const code = lines.filter((line) => !/^\s*(?:\/\/|\/?\*|$)/.test(line));
    expect(code.length).toBeGreaterThan(300);
    expect(code.length).toBeLessThan(600);
  });

  test('fills the view that it contributes', () => {
    startAnew();
    showDependencies(new FakeServer().asServer, {} as never);
    expect(made.views.map(({ id }) => id)).toEqual(contributes.views.explorer?.map(({ id }) => id));
  });

  test('is limited where the user does not trust, or where files are elsewhere', () => {
    expect(capabilities).toMatchObject({
      untrustedWorkspaces: { supported: 'limited' },
      virtualWorkspaces: { supported: 'limited' },
    });
    for (const name of capabilities.untrustedWorkspaces.restrictedConfigurations) {
      expect(Object.keys(settings)).toContain(name);
    }
  });

  test('names files that are there, or that the build makes', () => {
    const named = [...JSON.stringify(manifest).matchAll(/"\.?\/?((?:media|client|dist|l10n)[^"*]*)"/g)];
    expect(named.length).toBeGreaterThan(8);
    const built = (path: string): string => path.replace(/^dist\/schema\//, 'docs/schema/');
    const missing = named
      .map(([, path]) => built(path as string))
      .filter((path) => !path.startsWith('dist/') && !existsSync(join(ROOT, path)));
    expect(missing).toEqual([]);
  });
});

describe('settings', () => {
  test('have a safe default of their own type, and an order', () => {
    for (const [name, { type, default: value, enum: values, order }] of Object.entries(settings)) {
      expect(name).toMatch(/^modproof\./);
      expect(type === 'integer' ? Number.isInteger(value) : type === typeof value, name).toBe(true);
      if (values !== undefined) expect(values, name).toContain(value);
      expect(order, name).toBeGreaterThan(0);
    }
  });

  // What the library reads by itself is no setting of the server's.
  const ofServer = Object.entries(settings).filter(([name]) => name !== 'modproof.trace.server');

  test('are those that the server reads, and no others', () => {
    const asked = new Set<string>();
    const section = new Proxy(
      {},
      {
        getOwnPropertyDescriptor: (_, name) => {
          asked.add(String(name));
          return undefined;
        },
      },
    );
    readSettings(section);
    // Each is looked for by its name, and then by the first part of it.
    const names = [...asked].filter((name) => settings[`modproof.${name}`] !== undefined);
    const parts = [...asked].filter((name) => !names.includes(name));
    expect(names.map((name) => `modproof.${name}`).sort()).toEqual(ofServer.map(([name]) => name).sort());
    expect(parts.filter((part) => !names.some((name) => name.startsWith(`${part}.`)))).toEqual([]);
  });

  test('have the defaults of the server, and the server takes what the editor allows', () => {
    const section = (change: object): object =>
      Object.assign(
        Object.fromEntries(ofServer.map(([name, { default: value }]) => [short(name), value])),
        change,
      );
    expect(readSettings(section({}))).toEqual({ settings: DEFAULT_SETTINGS, problems: [] });
    for (const [name, { enum: values = [], minimum, maximum }] of ofServer) {
      const good = [...values, minimum, maximum].filter((value) => value !== undefined);
      for (const value of good)
        expect(readSettings(section({ [short(name)]: value })).problems, name).toEqual([]);
      const beyond = [minimum && minimum - 1, maximum && maximum + 1].filter((value) => value !== undefined);
      for (const value of [[], ...beyond]) {
        expect(readSettings(section({ [short(name)]: value })).problems, name).toHaveLength(1);
      }
    }
  });

  test('of the machine cannot come from a workspace, and the others can', () => {
    const machine = ofServer.filter(([, { scope }]) => scope === 'machine').map(([name]) => short(name));
    expect(machine.sort()).toEqual(Object.keys(DEFAULT_SETTINGS.machine).sort());
  });

  test('that decide who is asked or what is judged hold no word of an untrusted workspace', () => {
    const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
    expect(restrictedConfigurations).toEqual(['modproof.network', 'modproof.goImports.enabled']);
  });
});

describe('grammars', () => {
  const grammar = (name: string): { patterns: { match: string; captures?: object }[]; scopeName: string } =>
    read(`client/syntaxes/${name}.json`) as never;

  test.each([
    [
      'go-mod',
      ['module', 'go', 'toolchain', 'godebug', 'require', 'replace', 'exclude', 'retract', 'tool', 'ignore'],
    ],
    ['go-work', ['go', 'toolchain', 'godebug', 'use', 'replace']],
  ])('%s knows every directive', (name, directives) => {
    const patterns = grammar(name).patterns.map(({ match }) => new RegExp(match));
    for (const directive of directives) {
      const first = patterns.findIndex((pattern) => pattern.exec(`${directive} (`)?.index === 0);
      expect(patterns[first]?.source, directive).toContain(directive);
    }
  });

  test('have names of their own, so that they can stand beside those of another extension', () => {
    for (const name of ['go-mod', 'go-work', 'go-sum']) {
      expect(grammar(name).scopeName).toBe(`source.modproof.${name}`);
    }
  });

  test('a line of a go.sum is read in its parts', () => {
    const line = 'example.test/a v1.0.0/go.mod h1:abc=';
    const [pattern] = grammar('go-sum').patterns;
    expect(new RegExp(pattern?.match ?? '').exec(line)?.slice(1)).toEqual([
      'example.test/a',
      'v1.0.0',
      '/go.mod',
      'h1:abc=',
    ]);
  });
});
