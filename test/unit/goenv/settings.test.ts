import {
  isInsecure,
  isPrivate,
  parseEnvFile,
  resolveGoSettings,
  userEnvFilePath,
} from '../../../server/src/goenv/index.ts';
import { describe, expect, test } from '../../kit.ts';

const resolve = (
  environment: Record<string, string>,
  userFile: Record<string, string> = {},
  gorootFile: Record<string, string> = {},
  platform = 'linux',
) =>
  resolveGoSettings({
    environment,
    userFile: new Map(Object.entries(userFile)),
    gorootFile: new Map(Object.entries(gorootFile)),
    platform,
  });

describe('precedence', () => {
  test('the environment, then the user file, then the GOROOT file, then the default', () => {
    const files = [{ GOPROXY: 'https://user.test' }, { GOPROXY: 'https://goroot.test' }] as const;
    expect(resolve({ GOPROXY: 'off' }, ...files).GOPROXY).toEqual({ value: 'off', source: 'environment' });
    expect(resolve({}, ...files).GOPROXY).toEqual({ value: 'https://user.test', source: 'user file' });
    expect(resolve({}, {}, files[1]).GOPROXY).toEqual({
      value: 'https://goroot.test',
      source: 'GOROOT file',
    });
    expect(resolve({}).GOPROXY.source).toBe('default');
  });

  test('an empty value counts as unset, everywhere', () => {
    expect(resolve({ GOPROXY: '' }, { GOPROXY: '' }, { GOPROXY: 'direct' }).GOPROXY.value).toBe('direct');
  });

  test('GOPRIVATE stands in for GONOPROXY and GONOSUMDB, each by itself', () => {
    const settings = resolve({ GOPRIVATE: 'a.test', GONOSUMDB: 'b.test' });
    expect(settings.GONOPROXY.value).toBe('a.test');
    expect(settings.GONOSUMDB.value).toBe('b.test');
  });

  test('the module cache follows the first element of GOPATH, else the home folder', () => {
    expect(resolve({ GOPATH: '/one:/two' }).GOMODCACHE.value).toBe('/one/pkg/mod');
    expect(resolve({ HOME: '/home/me' }).GOMODCACHE.value).toBe('/home/me/go/pkg/mod');
    expect(resolve({ GOPATH: 'C:\\go;D:\\go' }, {}, {}, 'win32').GOMODCACHE.value).toBe('C:\\go/pkg/mod');
  });
});

describe('privacy', () => {
  test('GOPRIVATE and GONOPROXY make private; GONOPROXY=none makes nothing public', () => {
    expect(isPrivate('git.corp.test/a/b', resolve({ GOPRIVATE: '*.corp.test' }))).toBe(true);
    expect(isPrivate('git.corp.test/a/b', resolve({ GONOPROXY: 'git.corp.test' }))).toBe(true);
    expect(isPrivate('git.corp.test/a/b', resolve({ GOPRIVATE: '*.corp.test', GONOPROXY: 'none' }))).toBe(
      true,
    );
    expect(isPrivate('corp.test/a', resolve({ GOPRIVATE: '*.corp.test' }))).toBe(false);
    expect(isPrivate('git.corp.test/a', resolve({ GONOSUMDB: '*.corp.test' }))).toBe(false);
  });

  test('GOINSECURE is matched like the others', () => {
    expect(isInsecure('vanity.test/x', resolve({ GOINSECURE: 'other.test,vanity.test' }))).toBe(true);
    expect(isInsecure('vanity.test/x', resolve({ GOINSECURE: 'vanity.test/y' }))).toBe(false);
  });
});

describe('the env file', () => {
  test('lines are KEY=VALUE, without quoting; the last of two wins; others are problems with their line', () => {
    const { values, problems } = parseEnvFile(
      '# comment\n\nGOPROXY=https://a,"b"\nGOFLAGS=-x=y\r\nGOPROXY=direct\nnonsense\nlower=1\n',
    );
    expect([...values]).toEqual([
      ['GOPROXY', 'direct'],
      ['GOFLAGS', '-x=y'],
    ]);
    expect(problems.map(({ line }) => line)).toEqual([5, 6]);
  });

  test('lies where the go command has it', () => {
    expect(userEnvFilePath({ HOME: '/h' }, 'linux')).toBe('/h/.config/go/env');
    expect(userEnvFilePath({ HOME: '/h', XDG_CONFIG_HOME: '/x' }, 'linux')).toBe('/x/go/env');
    expect(userEnvFilePath({ HOME: '/h' }, 'darwin')).toBe('/h/Library/Application Support/go/env');
    expect(userEnvFilePath({ APPDATA: 'C:/A' }, 'win32')).toBe('C:/A/go/env');
    expect(userEnvFilePath({ HOME: '/h', GOENV: '/mine' }, 'linux')).toBe('/mine');
    expect(userEnvFilePath({ HOME: '/h', GOENV: 'off' }, 'linux')).toBeNull();
    expect(userEnvFilePath({}, 'linux')).toBeNull();
  });
});
