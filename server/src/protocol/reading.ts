import type { AcceptArgument, ModuleArgument, ReplaceArgument } from './commands.ts';
import type { ReportMessage } from './requests.ts';

/** More UTF-16 units than this is no module path, URI or digest of ours. */
const MAX_TEXT = 4096;

/** A finding code, and with it the name of its page. */
const CODE = /^[a-z]+(?:-[a-z]+)*\/[a-z]+(?:-[a-z]+)*$/;

/** A module version among the arguments of a command; null where there is none. */
export function readModule(value: unknown): ModuleArgument | null {
  if (!isObject(value)) return null;
  const { module, version } = value;
  return isText(module) && isText(version) ? { module, version } : null;
}

/** The finding code whose page is wanted, which holds no `.` and one `/`; null where there is none. */
export function readCode(value: unknown): string | null {
  return isObject(value) && isText(value.code) && CODE.test(value.code) ? value.code : null;
}

/** The finding that a command is to accept; null where there is none. A finding about a file has no module. */
export function readAccept(value: unknown): AcceptArgument | null {
  if (!isObject(value)) return null;
  const { module, version, uri, code, evidence } = value;
  if (!isText(uri) || !isText(code)) return null;
  const isWhole = isTextOrEmpty(module) && isTextOrEmpty(version) && isTextOrEmpty(evidence);
  return isWhole ? { module, version, uri, code, evidence } : null;
}

/** The module that a command is to replace; null where there is none. */
export function readReplace(value: unknown): ReplaceArgument | null {
  const module = readModule(value);
  if (module === null || !isObject(value)) return null;
  const { uri, to } = value;
  return isText(uri) && isText(to) ? { ...module, uri, to } : null;
}

/**
 * What the page of a report posted; null for anything that such a page would not post.
 *
 * The page shows attacker-controlled text, so that nothing it says is believed:
 * a path is good only if it is that of an audited file.
 */
export function readReportMessage(posted: unknown): ReportMessage | null {
  if (!isObject(posted)) return null;
  switch (posted.kind) {
    case 'open': {
      const { path, line, character } = posted;
      return isText(path) && isCount(line) && isCount(character)
        ? { kind: 'open', path, line, character }
        : null;
    }
    case 'difference': {
      const module = readModule(posted);
      return module === null ? null : { kind: 'difference', ...module };
    }
    case 'page': {
      const code = readCode(posted);
      return code === null ? null : { kind: 'page', code };
    }
    case 'export':
      return isTextOrEmpty(posted.format) ? { kind: 'export', format: posted.format } : null;
    default:
      return null;
  }
}

/** Tells whether a text is a day of the calendar, as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return isTextOrEmpty(value) && value !== '';
}

function isTextOrEmpty(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_TEXT;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
