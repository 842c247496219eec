/**
 * Counts how many source packages of Debian build with a Go module.
 *
 * Reads Debian's source package indexes (`Sources`, in the format of
 * https://wiki.debian.org/DebianRepository/Format): paragraphs of fields, with
 * continuation lines that start with a blank. A binary package
 * `golang-…-dev` belongs to the source package that lists it in `Binary`, and
 * that says in `Go-Import-Path` which module it is.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Several go.mod files of one repository are one project, so only its first three elements count. */
const REPOSITORY = /^[^/]+(?:\/[^/]+){0,2}/;

/** Reads one index, plain or gzip. Throws, with what to do, where this machine cannot decompress it. */
export function readSources(file) {
  const bytes = readFileSync(file);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzipSync(bytes).toString('utf8');
  if (bytes.subarray(0, 6).equals(Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]))) {
    throw new Error(`${file} is xz, which Node.js does not read. Run "xz -dk" on it and give the result.`);
  }
  return bytes.toString('utf8');
}

/**
 * From the texts of one or several indexes (suites) to a map of module path to
 * the number of distinct source packages that build with it. A source package
 * does not count for a module of its own repository. Modules that nothing
 * builds with are there with 0.
 */
export function countBuildDependencies(texts) {
  const builders = new Map();
  for (const text of texts) {
    const sources = [...paragraphs(text)];
    const modules = modulesByBinary(sources);
    for (const path of new Set(modules.values())) builders.set(path, builders.get(path) ?? new Set());
    for (const source of sources) {
      const own = repositoryOf(importPath(source) ?? '');
      for (const path of new Set(dependencies(source).map((name) => modules.get(name)))) {
        if (path !== undefined && repositoryOf(path) !== own) builders.get(path).add(source.Package);
      }
    }
  }
  return new Map([...builders].map(([path, names]) => [path, names.size]));
}

function modulesByBinary(sources) {
  const modules = new Map();
  for (const source of sources) {
    const path = importPath(source);
    if (path === null) continue;
    for (const name of (source.Binary ?? '').split(/[\s,]+/)) if (isDev(name)) modules.set(name, path);
  }
  return modules;
}

/** Of several import paths the first counts: the others are older names of the same module. */
function importPath(source) {
  const [path = ''] = (source['Go-Import-Path'] ?? '').split(/[\s,]+/);
  return path === '' ? null : path.replace(/^https?:\/\//, '').replace(/\/+$/, '');
}

/** The -dev packages that are needed to build: alternatives, versions, architectures and profiles left out. */
function dependencies(source) {
  const fields = ['Build-Depends', 'Build-Depends-Indep', 'Build-Depends-Arch'];
  const names = fields.flatMap((field) => (source[field] ?? '').split(/[,|]/)).map((each) => each.trim());
  return names.map((each) => /^[a-z0-9][a-z0-9+.-]*/.exec(each)?.[0] ?? '').filter(isDev);
}

function isDev(name) {
  return name.startsWith('golang-') && name.endsWith('-dev');
}

function repositoryOf(path) {
  return REPOSITORY.exec(path.toLowerCase())?.[0] ?? '';
}

/** The fields that are used here, paragraph by paragraph. */
function* paragraphs(text) {
  for (const paragraph of text.split(/\n(?:[ \t]*\n)+/)) {
    const fields = {};
    let field = '';
    for (const line of paragraph.split('\n')) {
      if (/^[ \t]/.test(line)) {
        if (field !== '') fields[field] += ` ${line.trim()}`;
        continue;
      }
      const colon = line.indexOf(':');
      field = WANTED.has(line.slice(0, colon)) ? line.slice(0, colon) : '';
      if (field !== '') fields[field] = line.slice(colon + 1).trim();
    }
    if (fields.Package !== undefined) yield fields;
  }
}

const WANTED = new Set([
  'Package',
  'Binary',
  'Go-Import-Path',
  'Build-Depends',
  'Build-Depends-Indep',
  'Build-Depends-Arch',
]);
