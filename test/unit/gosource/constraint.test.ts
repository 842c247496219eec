import { buildConstraint, builtOnlyOn, constraintOfName } from '../../../server/src/gosource/constraint.ts';
import { describe, expect, test } from '../../kit.ts';

describe('constraintOfName', () => {
  test.each([
    ['a/open_windows.go', 'windows', null],
    ['open_amd64.go', null, 'amd64'],
    ['open_linux_arm64.go', 'linux', 'arm64'],
    ['open_linux_arm64_test.go', 'linux', 'arm64'],
    ['open_linux.x.go', 'linux', null],
    ['linux.go', null, null],
    ['_linux.go', 'linux', null],
    ['windows/open.go', null, null],
    ['open_linux_other.go', null, null],
    ['open_arm64_linux.go', 'linux', null],
    ['open_unix.go', null, null],
  ])('%s', (path, os, arch) => {
    expect(constraintOfName(path)).toEqual({ os, arch });
  });
});

describe('buildConstraint', () => {
  test.each([
    ['//go:build linux && !cgo\n\npackage a\n', 'linux && !cgo'],
    ['// Copyright\n\n//go:build\tignore\n\npackage a\n', 'ignore'],
    ['/* a\n*/ //go:build x\npackage a\n', 'x'],
    ['package a\n\n//go:build linux\n', null],
    ['// +build linux\n\npackage a\n', null],
    ['//go:buildlinux\n\npackage a\n', null],
    ['var s = `\n//go:build linux\n`\n', null],
  ])('%j', (text, expression) => {
    expect(buildConstraint('a.go', text).expression).toBe(expression);
  });
});

describe('builtOnlyOn', () => {
  test.each([
    ['a_aix.go', '//go:build aix\n\npackage a\n', 'aix'],
    ['a_linux.go', '//go:build amd64 || arm64\n\npackage a\n', 'linux && (amd64 || arm64)'],
    ['a.go', 'package a\n', null],
  ])('%s says it once', (path, text, only) => {
    expect(builtOnlyOn(path, text)).toBe(only);
  });
});
