// Stand-ins until the rooms arrive.
import type { ModuleVersion } from '../module/index.ts';
import type { FileDescription } from '../ports/index.ts';
export interface DatedSize {
  readonly size: number;
}
export interface LoggedBefore {
  readonly before: number;
  readonly witness: string;
}
export class LogDates {
  constructor(_rows: readonly DatedSize[]) {}
  loggedBefore(_record: number): LoggedBefore | null {
    return null;
  }
}
export function ageDays(before: number, now: number): number {
  return Math.floor((now - before) / 86400);
}
export class ModuleCache {
  constructor(_files: unknown, _folder: string) {}
  async read(_m: ModuleVersion, _f: string, _s: AbortSignal): Promise<Uint8Array | null> {
    return null;
  }
  async describe(_m: ModuleVersion, _f: string): Promise<FileDescription | null> {
    return null;
  }
}
export type DatabaseAnswer =
  | { readonly kind: 'proven'; readonly record: number; readonly h1: string | null; readonly goModH1: string }
  | { readonly kind: 'unlogged'; readonly detail: string }
  | { readonly kind: 'fork'; readonly heads: readonly [string, string]; readonly detail: string }
  | { readonly kind: 'rejected'; readonly detail: string }
  | { readonly kind: 'unanswered'; readonly reason: string; readonly detail: string }
  | { readonly kind: 'not-applicable'; readonly why: string };
export class ChecksumDatabase {
  readonly seenHeads: readonly number[] = [];
  constructor(..._: unknown[]) {}
  async lookup(_m: ModuleVersion, _o: unknown): Promise<DatabaseAnswer> {
    return { kind: 'not-applicable', why: 'GOSUMDB is off' };
  }
}
export class TagLedger {
  constructor(..._: unknown[]) {}
  async load(_s: AbortSignal): Promise<void> {}
  observe(_r: string, _t: string, _c: string): void {}
  seenBefore(_r: string, _t: string): readonly { commit: string; firstSeen: number; lastSeen: number }[] {
    return [];
  }
  async flush(): Promise<void> {}
}
export class SeenHeads {
  readonly rows: readonly DatedSize[] = [];
  static async read(..._: unknown[]): Promise<SeenHeads> {
    return new SeenHeads();
  }
  async keep(_heads: unknown): Promise<void> {}
}
