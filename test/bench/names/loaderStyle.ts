/** How a loader keeps its text from being read; `plain` keeps nothing. */
export const HIDINGS = ['letters', 'runes', 'bytes', 'hex', 'base64', 'split', 'cipher', 'plain'] as const;

/** What makes the loader run when its package is imported. */
export const TRIGGERS = [
  'init',
  'package-variable',
  'two-calls',
  'other-package',
  'windows-file',
  'goroutine',
] as const;

/** What the loader does. */
export const ACTS = ['shell', 'powershell', 'download', 'dial', 'start-process'] as const;

/** Where in the module it stands. */
export const PLACES = ['new-file', 'existing-file'] as const;

export type Hiding = (typeof HIDINGS)[number];
export type Trigger = (typeof TRIGGERS)[number];
export type Act = (typeof ACTS)[number];
export type Place = (typeof PLACES)[number];

/** One loader as far as it is named; what else varies comes from the seed. */
export interface LoaderStyle {
  readonly hiding: Hiding;
  readonly trigger: Trigger;
  readonly act: Act;
  readonly place: Place;
}
