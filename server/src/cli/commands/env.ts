import { type AskedHost, feedHostsOf, hostsOf } from '../../audit/index.ts';
import { GO_SETTING_NAMES, type GoSettings, type Weakening, weakeningsOf } from '../../goenv/index.ts';
import { plain, withoutCredentials } from '../../report/index.ts';
import type { Arguments } from '../args.ts';
import { EXIT, type ExitCode } from '../exitCode.ts';
import type { CliServices, Terminal } from '../services.ts';

/** `modproof env`: the Go settings in force, what they switch off, and who would be asked. Asks nobody. */
export async function runEnv(args: Arguments, terminal: Terminal, services: CliServices): Promise<ExitCode> {
  const settings = await services.settings();
  const hosts = hostsOf(settings, services.importers, services.codeHosts);
  const ofFeed = feedHostsOf(services.feedSources());
  const names = services.names();
  const weakenings = weakeningsOf(settings, (pattern) => names.breadthOf(pattern));
  const { path, isNamed } = services.machinePolicy;
  const isThere = (await services.files.kind(path)) !== null;
  if (args.format === 'json') {
    const machinePolicy = { path, isNamed, isThere };
    const switchesOff = weakenings.map(shownOf);
    const answer = {
      settings: masked(settings),
      switchesOff,
      machinePolicy,
      asked: hosts,
      askedByRefresh: ofFeed,
    };
    await terminal.out(`${JSON.stringify(answer, null, 2)}\n`);
    return EXIT.clean;
  }
  const width = Math.max(...GO_SETTING_NAMES.map((name) => name.length));
  const lines = GO_SETTING_NAMES.map((name) => {
    const { value, source } = settings[name];
    return `  ${name.padEnd(width)}  ${value === '' ? '(empty)' : plain(withoutCredentials(value))}  (${source})`;
  });
  await terminal.out(
    [
      'Go settings in force, as the go command reads them',
      ...lines,
      '',
      'They switch off',
      ...(weakenings.length === 0 ? ['  nothing for modules that anybody can publish'] : []),
      ...weakenings.flatMap(linesOf),
      ...(names.canJudge
        ? []
        : ['  There is no list of known modules: patterns that are too wide may go unnoticed.']),
      '',
      'The policy of this machine, which no project can weaken',
      `  ${plain(path)}  (${isThere ? 'in force' : isNamed ? 'named, and not there: nothing is audited' : 'none'})`,
      '',
      'An audit asks',
      ...hosts.map(askedLine),
      '',
      '"modproof feed --refresh" asks',
      ...ofFeed.map(askedLine),
      '',
    ].join('\n'),
  );
  return EXIT.clean;
}

function askedLine({ who, what }: AskedHost): string {
  return `  ${plain(who)}\n      ${plain(what)}`;
}

function linesOf({ setting, part, source, says, remedy }: Weakening): readonly string[] {
  const how = remedy.command === null ? remedy.words : `${remedy.words} ${remedy.command}`;
  return [`  ${setting}=${plain(part)}  (${source})`, `      ${plain(says)}`, `      ${plain(how)}`];
}

/** In the form of a finding, for programs that read both. */
function shownOf({ kind, setting, part, source, says, remedy }: Weakening): object {
  return { code: `environment/${kind}`, setting, part, source, says, ...remedy };
}

/** As in {@link withoutCredentials}. Other settings may hold addresses as well, whatever they are for. */
function masked(settings: GoSettings): GoSettings {
  const shown = GO_SETTING_NAMES.map((name) => {
    const { value, source } = settings[name];
    return [name, { value: withoutCredentials(value), source }] as const;
  });
  return { ...settings, ...Object.fromEntries(shown) };
}
