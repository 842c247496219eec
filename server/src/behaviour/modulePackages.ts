import {
  buildConstraint,
  builtOnlyOn,
  defaultName,
  type GoImport,
  isEverBuilt,
  kindOfFile,
  readOutline,
} from '../gosource/index.ts';
import { mayAct } from './acts.ts';
import type { ModuleSource, SourceFile } from './source.ts';

/** A Go file that a build of its package may hold. */
export interface PackageFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly GoImport[];
  readonly builtOnlyFor: string | null;
}

/** The files of one folder that name the same package. */
export interface ModulePackage {
  /** Empty for the module root. */
  readonly directory: string;
  readonly name: string;
  readonly importPath: string;
  readonly files: readonly PackageFile[];
  /** Whether it, or a package of the module that it imports, can act at all. */
  readonly canAct: boolean;
}

/** The packages of a module that an import can reach. */
export interface ModulePackages {
  readonly packages: readonly ModulePackage[];
  readonly byImportPath: ReadonlyMap<string, readonly ModulePackage[]>;
  readonly unread: readonly string[];
}

/** Larger files are not read, in bytes. */
const MAX_FILE_BYTES = 128 << 20;

/** Sorts the built Go files of a module into packages. Reads no more of a file than its imports, and words that act. */
export function readPackages({ modulePath, files }: ModuleSource): ModulePackages {
  const reader = new PackagesReader(modulePath);
  const passedOver = new Map<string, SourceFile[]>();
  for (const file of files) {
    if (kindOfFile(file.path, '') !== 'go') {
      continue;
    }
    const folder = folderOf(file.path);
    if (isPassedOver(folder)) {
      passedOver.set(folder, [...(passedOver.get(folder) ?? []), file]);
    } else {
      reader.read(file);
    }
  }
  // The go command lists no packages in such folders, but builds those that another package imports.
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const wanted = [...passedOver].filter(([folder]) => reader.imported.has(reader.importPath(folder)));
    for (const [folder, more] of wanted) {
      passedOver.delete(folder);
      for (const file of more) reader.read(file);
    }
    if (wanted.length === 0) break;
  }
  return reader.result();
}

/** How far folders that are passed over may import one another. */
const MAX_ROUNDS = 8;

type Growing = Omit<ModulePackage, 'files' | 'canAct'> & { files: PackageFile[]; canAct: boolean };

class PackagesReader {
  /** Import paths of the module's own packages that some file names. */
  readonly imported = new Set<string>();
  readonly #modulePath: string;
  readonly #packages = new Map<string, Growing>();
  readonly #unread: string[] = [];

  constructor(modulePath: string) {
    this.#modulePath = modulePath;
  }

  importPath(directory: string): string {
    return directory === '' ? this.#modulePath : `${this.#modulePath}/${directory}`;
  }

  read(file: SourceFile): void {
    if (file.sizeBytes > MAX_FILE_BYTES) {
      this.#unread.push(file.path);
      return;
    }
    const text = file.read();
    if (!isEverBuilt(buildConstraint(file.path, text))) {
      return;
    }
    const outline = readOutline(text, true);
    if (outline.packageName === null) {
      this.#unread.push(file.path);
      return;
    }
    const directory = folderOf(file.path);
    const key = `${directory}\n${outline.packageName}`;
    const known = this.#packages.get(key);
    const target = known ?? {
      directory,
      name: outline.packageName,
      importPath: this.importPath(directory),
      files: [],
      canAct: false,
    };
    this.#packages.set(key, target);
    const { imports } = outline;
    target.files.push({ path: file.path, text, imports, builtOnlyFor: builtOnlyOn(file.path, text) });
    target.canAct ||= mayAct(imports, text);
    for (const { path } of imports) {
      if (path === this.#modulePath || path.startsWith(`${this.#modulePath}/`)) {
        this.imported.add(path);
      }
    }
  }

  result(): ModulePackages {
    const packages = [...this.#packages.values()];
    const byImportPath = new Map<string, Growing[]>();
    const importers = new Map<string, Growing[]>();
    for (const each of packages) {
      byImportPath.set(each.importPath, [...(byImportPath.get(each.importPath) ?? []), each]);
      for (const path of new Set(each.files.flatMap(({ imports }) => imports.map((one) => one.path)))) {
        if (!this.imported.has(path)) continue;
        const known = importers.get(path);
        if (known === undefined) importers.set(path, [each]);
        else known.push(each);
      }
    }
    const acting = packages.filter(({ canAct }) => canAct);
    for (let each = acting.pop(); each !== undefined; each = acting.pop()) {
      for (const importer of importers.get(each.importPath) ?? []) {
        if (!importer.canAct) {
          importer.canAct = true;
          acting.push(importer);
        }
      }
    }
    return { packages, byImportPath, unread: this.#unread };
  }
}

/** The names under which a file reaches the packages that it imports, and its dot imports. */
export interface FileNames {
  readonly paths: ReadonlyMap<string, string>;
  readonly dotted: readonly string[];
}

/** Reads the names of a file's imports; a package of the module goes by the name that it gives itself. */
export function namesOf(file: PackageFile, byImportPath: ModulePackages['byImportPath']): FileNames {
  const paths = new Map<string, string>();
  const dotted: string[] = [];
  for (const { path, name } of file.imports) {
    if (name === '.') dotted.push(path);
    else if (name !== '_') paths.set(name ?? byImportPath.get(path)?.[0]?.name ?? defaultName(path), path);
  }
  return { paths, dotted: dotted.slice(0, MAX_DOTTED) };
}

/** Dot imports of one file that are followed. */
const MAX_DOTTED = 16;

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function isPassedOver(folder: string): boolean {
  return folder
    .split('/')
    .some((element) => element === 'testdata' || element === 'vendor' || /^[._]/.test(element));
}
