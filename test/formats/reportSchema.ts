import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

/** The schema of one report format, as an object. */
export function readSchema(format: number): Readonly<Record<string, never>> {
  return JSON.parse(readFileSync(`docs/schema/report-${format}.json`, 'utf8'));
}

/** Compiles the schema of a report format; `strict` finds keywords that would have no effect. */
export function compileSchema(format: number): ValidateFunction {
  return new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(readSchema(format));
}

/** What is wrong with a report, one line each. */
export function problemsOf(validate: ValidateFunction, report: unknown): readonly string[] {
  if (validate(report)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
}
