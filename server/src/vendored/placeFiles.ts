import type { VendoredModule } from './modulesText.ts';

/** Files of a vendor folder, by the modules that they belong to. */
export interface Placed<Value> {
  /** By module; paths are inside the module. */
  readonly byModule: ReadonlyMap<VendoredModule, ReadonlyMap<string, Value>>;
  /** Paths below the vendor folder of files that no module of modules.txt explains. */
  readonly strays: readonly string[];
}

/**
 * Tells which module each file of a vendor folder belongs to, by its folder: that
 * of the package in it; else of the package around it, which may embed it; else of
 * the module around it, where licences lie. `files` are by path below the vendor
 * folder, with `/`. A module without packages has no files.
 */
export function placeFiles<Value>(
  modules: readonly VendoredModule[],
  files: ReadonlyMap<string, Value>,
): Placed<Value> {
  const owners = new Map<string, VendoredModule>();
  const present = modules.filter(({ packages }) => packages.length > 0);
  for (const module of present) owners.set(module.path, module);
  // The last line about a package counts, and it outranks a module that is called as it is.
  for (const module of present) for (const path of module.packages) owners.set(path, module);
  const byModule = new Map<VendoredModule, Map<string, Value>>();
  for (const module of present) byModule.set(module, new Map());
  const strays: string[] = [];
  for (const [path, value] of files) {
    const module = ownerOf(path, owners);
    if (module === null) strays.push(path);
    else byModule.get(module)?.set(path.slice(module.path.length + 1), value);
  }
  return { byModule, strays };
}

function ownerOf(path: string, owners: ReadonlyMap<string, VendoredModule>): VendoredModule | null {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const owner = owners.get(path.slice(0, end));
    if (owner !== undefined) return owner;
  }
  return null;
}
