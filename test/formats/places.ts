/** JSON, as it is changed in tests. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A key of an object somewhere in a report. */
export interface Place {
  /** The way to it, with `*` for every index: `modules.*.content.state`. */
  readonly pattern: string;
  readonly object: { [key: string]: Json };
  readonly key: string;
}

/** Every key of every object in `json`, outer ones first. */
export function placesOf(json: Json, prefix = ''): readonly Place[] {
  if (Array.isArray(json)) return json.flatMap((item) => placesOf(item, `${prefix}*.`));
  if (json === null || typeof json !== 'object') return [];
  return Object.keys(json).flatMap((key): readonly Place[] => [
    { pattern: prefix + key, object: json, key },
    ...placesOf(json[key] ?? null, `${prefix}${key}.`),
  ]);
}

/** The value at a way such as `findings.0.location.range`. Throws when there is none. */
export function valueAt(json: Json, way: string): Json {
  let value: Json | undefined = json;
  for (const key of way === '' ? [] : way.split('.')) {
    value = (value as { [key: string]: Json } | null)?.[key];
    if (value === undefined) throw new Error(`there is nothing at ${way}`);
  }
  return value;
}
