import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type DatedSize, parseDatedSizes } from '../age/index.ts';

/** The dated sizes that a program ships, and the checksum database that they are about. */
export interface ShippedLogDates {
  /** Name of the database, as in its key. The rows say nothing about any other. */
  readonly database: string;
  readonly rows: readonly DatedSize[];
}

/**
 * Reads the dated sizes that the build lays beside the program.
 *
 * Throws when they are not there or not whole: a row that is lost in silence would
 * make versions younger than they are.
 */
export function readLogDates(dataFolder: string): ShippedLogDates {
  const file = path.join(dataFolder, 'log-dates.txt');
  const text = readFileSync(file, 'utf8');
  const database = /^# database: (\S+)$/m.exec(text)?.[1];
  const { rows, problems } = parseDatedSizes(text);
  if (database === undefined) throw new Error(`${file} does not name its database.`);
  if (problems.length > 0) throw new Error(`${file}: ${problems.join(' ')}`);
  return { database, rows };
}
