import { Lexer } from './lexer.ts';

/** When a Go file is part of a build. All texts are attacker-controlled. */
export interface BuildConstraint {
  /** The operating system that the file name demands (`_windows.go`), or null. */
  readonly os: string | null;
  /** The architecture that the file name demands (`_amd64.go`), or null. */
  readonly arch: string | null;
  /** The expression of the `//go:build` line, or null. */
  readonly expression: string | null;
}

/**
 * Reads the constraints of a file from its name and its `//go:build` line.
 *
 * Follows go/build, "Build Constraints", and its goodOSArchFile. Old `+build`
 * lines are not read: the go command ignores them since go 1.18 in go.mod.
 */
export function buildConstraint(path: string, text: string): BuildConstraint {
  return { ...constraintOfName(path), expression: buildExpression(text) };
}

/** The operating system and the architecture that a file name demands. */
export function constraintOfName(path: string): Pick<BuildConstraint, 'os' | 'arch'> {
  const base = path.slice(path.lastIndexOf('/') + 1);
  const [name = ''] = base.split('.', 1);
  // What stands in front of the first underscore is never a constraint: `linux.go` is built everywhere.
  const parts = name.split('_').slice(1);
  if (parts.at(-1) === 'test') {
    parts.pop();
  }
  const last = parts.at(-1) ?? '';
  const beforeLast = parts.at(-2) ?? '';
  if (KNOWN_ARCH.has(last)) {
    return { os: KNOWN_OS.has(beforeLast) ? beforeLast : null, arch: last };
  }
  return { os: KNOWN_OS.has(last) ? last : null, arch: null };
}

/** Where alone a file is built, as its name and its `//go:build` line say (`windows`, `linux && amd64`); or null. */
export function builtOnlyOn(path: string, text: string): string | null {
  const { os, arch } = constraintOfName(path);
  const expression = text.includes('//go:build') ? buildExpression(text) : null;
  // Many files say the same by their name and by their first line.
  const parts = [...new Set([os, arch, expression].filter((part) => part !== null))];
  return parts.length === 0
    ? null
    : parts.map((part) => (parts.length > 1 && / /.test(part) ? `(${part})` : part)).join(' && ');
}

/** The expression of the first `//go:build` line in front of the package clause. */
function buildExpression(text: string): string | null {
  const lexer = new Lexer(text);
  while (lexer.next() === 'comment') {
    const comment = text.slice(lexer.start, Math.min(lexer.end, lexer.start + MAX_LENGTH));
    if (comment.startsWith('//go:build ') || comment.startsWith('//go:build\t')) {
      return comment.slice('//go:build'.length).trim();
    }
  }
  return null;
}

const MAX_LENGTH = 4096;

// The lists of internal/syslist, which file names are matched against.
export const KNOWN_OS: ReadonlySet<string> = new Set(
  (
    'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris ' +
    'wasip1 windows zos'
  ).split(' '),
);

export const KNOWN_ARCH: ReadonlySet<string> = new Set(
  (
    '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ' +
    'ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm'
  ).split(' '),
);
