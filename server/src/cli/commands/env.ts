import { hostsOf } from '../../audit/index.ts';
import { GO_SETTING_NAMES, type GoSettings } from '../../goenv/index.ts';
import { plain, withoutCredentials } from '../../report/index.ts';
import type { Arguments } from '../args.ts';
import { EXIT, type ExitCode } from '../exitCode.ts';
import type { CliServices, Terminal } from '../services.ts';

/** `modproof env`: the Go settings in force and who would be asked. Asks nobody. */
export async function runEnv(args: Arguments, terminal: Terminal, services: CliServices): Promise<ExitCode> {
  const settings = await services.settings();
  const hosts = hostsOf(settings, services.importers);
  if (args.format === 'json') {
    await terminal.out(`${JSON.stringify({ settings: masked(settings), asked: hosts }, null, 2)}\n`);
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
      'An audit asks',
      ...hosts.map(({ who, what }) => `  ${plain(who)}\n      ${what}`),
      '',
    ].join('\n'),
  );
  return EXIT.clean;
}

function masked(settings: GoSettings): GoSettings {
  const { value, source } = settings.GOPROXY;
  return { ...settings, GOPROXY: { value: withoutCredentials(value), source } };
}
