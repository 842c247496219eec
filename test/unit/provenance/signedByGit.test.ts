import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitSignature, tagSignature } from '../../../server/src/provenance/index.ts';
import { afterAll, beforeAll, describe, expect, test } from '../../kit.ts';

/*
 * Objects that git itself lays out. In the place of the programs that sign stands a
 * script which writes a block of the right form: where git puts it is what matters.
 */

const KINDS = [
  ['openpgp', 'gpg.program', 'PGP SIGNATURE'],
  ['x509', 'gpg.x509.program', 'SIGNED MESSAGE'],
  ['ssh', 'gpg.ssh.program', 'SSH SIGNATURE'],
] as const;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'modproof-signed-test-'));
  git('init', '--quiet', '--initial-branch=main');
  git('commit', '--quiet', '--allow-empty', '-m', 'first');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function git(...args: string[]): Buffer {
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_AUTHOR_NAME: 'A Maintainer',
    GIT_AUTHOR_EMAIL: 'maintainer@example.test',
    GIT_COMMITTER_NAME: 'A Maintainer',
    GIT_COMMITTER_EMAIL: 'maintainer@example.test',
  };
  return execFileSync('git', args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Settings with which git signs by a script. An SSH key's program writes beside the last file that it is given. */
function signing(kind: (typeof KINDS)[number][0], setting: string, words: string): string[] {
  const script = join(folder, `sign-${kind}`);
  const block = `-----BEGIN ${words}-----\\n\\nbm90IG9uZQ==\\n-----END ${words}-----\\n`;
  const body =
    kind === 'ssh'
      ? `for last; do :; done\nprintf -- '${block}' > "$last.sig"\n`
      : `cat > ${devNull}\necho '[GNUPG:] SIG_CREATED ' >&2\nprintf -- '${block}'\n`;
  writeFileSync(script, `#!/bin/sh\n${body}`);
  chmodSync(script, 0o755);
  writeFileSync(join(folder, 'key'), '');
  const key = kind === 'ssh' ? join(folder, 'key') : 'nobody';
  return ['-c', `gpg.format=${kind}`, '-c', `${setting}=${script}`, '-c', `user.signingKey=${key}`];
}

const commitOf = (name: string): string => commitSignature(git('cat-file', 'commit', name));
const tagOf = (name: string): string => tagSignature(git('cat-file', 'tag', name));

describe('what git signs', () => {
  test.each(KINDS)('as %s is told as that', (kind, setting, words) => {
    const settings = signing(kind, setting, words);
    git(...settings, 'tag', '--sign', '-m', 'a message\n\nof some lines', `signed-${kind}`, 'main');
    expect(tagOf(`signed-${kind}`)).toBe(kind);
    git(...settings, 'commit', '--quiet', '--allow-empty', '--gpg-sign', '-m', kind);
    expect(commitOf('HEAD')).toBe(kind);
  });

  test('is not the merge of a signed tag', () => {
    const settings = signing(...KINDS[0]);
    git('checkout', '--quiet', '-b', 'side', 'main');
    git('commit', '--quiet', '--allow-empty', '-m', 'aside');
    git(...settings, 'tag', '--sign', '-m', 'to be merged', 'merged', 'side');
    git('checkout', '--quiet', 'main');
    git('merge', '--quiet', '--no-ff', '-m', 'merge', 'merged');
    expect(git('cat-file', 'commit', 'HEAD').toString()).toContain(' -----BEGIN PGP SIGNATURE-----');
    expect(commitOf('HEAD')).toBe('none');
  });

  test('is neither a plain commit nor a plain tag', () => {
    git('tag', '-m', 'plain', 'plain', 'main');
    git('commit', '--quiet', '--allow-empty', '-m', 'plain');
    expect([commitOf('HEAD'), tagOf('plain')]).toEqual(['none', 'none']);
  });
});
