import type { ModulePackage } from './modulePackages.ts';
import type { Unit } from './program.ts';

/**
 * What an expression may be, as far as it matters: which code runs when it is
 * called, and whose methods it has. Lists, maps, pointers and channels are taken
 * for what they hold.
 */
export type Item =
  /** A function of the module. */
  | { readonly kind: 'unit'; readonly key: string; readonly unit: Unit }
  /** A value of a type of the module, or the type. */
  | { readonly kind: 'type'; readonly key: string; readonly package: ModulePackage; readonly name: string }
  /** What another module's or the standard library's package calls `name`, or what that gives; with a method of it. */
  | {
      readonly kind: 'outside';
      readonly key: string;
      readonly path: string;
      readonly name: string;
      readonly method: string;
    };

/** Items by key. */
export type Items = Map<string, Item>;

/** More items of one expression are not followed. */
const MAX_ITEMS = 64;

export function addItem(items: Items, item: Item): void {
  if (items.size < MAX_ITEMS) {
    items.set(item.key, item);
  }
}

export function addItems(items: Items, more: Items): void {
  for (const item of more.values()) addItem(items, item);
}

export function unitItem(unit: Unit): Item {
  return { kind: 'unit', key: `unit ${unit.key}`, unit };
}

export function typeItem(of: ModulePackage, name: string): Item {
  return { kind: 'type', key: `type ${of.importPath} ${of.name} ${name}`, package: of, name };
}

export function outsideItem(path: string, name: string, method = ''): Item {
  return { kind: 'outside', key: `outside ${path} ${name} ${method}`, path, name, method };
}

/** What a `//go:linkname` leads to. Names that packages keep to themselves do what their exported ones do. */
export function linkedItem(target: string): Item {
  const point = target.indexOf('.', target.lastIndexOf('/') + 1);
  const name = target.slice(point + 1);
  return outsideItem(target.slice(0, Math.max(0, point)), name.charAt(0).toUpperCase() + name.slice(1));
}

/** No items. */
export const NOTHING: Items = new Map();

/** One item by its key. */
export function oneItem(item: Item): Items {
  return new Map([[item.key, item]]);
}
