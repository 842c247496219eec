import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDatedSizes } from '../age/index.ts';
import type { LogDateTable } from '../examination/index.ts';
import { FileError } from '../ports/index.ts';

/**
 * The tables of dated sizes: the one that the build lays beside the program, and
 * the one that the user names (MODPROOF_LOG_DATES), for a checksum database of
 * their own; `named` is empty for none.
 *
 * Throws {@link FileError} when one is not there or not whole: a row that is lost in
 * silence would make versions younger than they are.
 */
export function readLogDates(dataFolder: string, named = ''): readonly LogDateTable[] {
  const files = [path.join(dataFolder, 'log-dates.txt'), ...(named === '' ? [] : [named])];
  return files.map(readTable);
}

function readTable(file: string): LogDateTable {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new FileError('unreadable', `The dates of the log in ${file} cannot be read.`, { cause: error });
  }
  const database = /^# database: (\S+)\r?$/m.exec(text)?.[1];
  const { rows, problems } = parseDatedSizes(text);
  const [problem] = database === undefined ? ['no line "# database: NAME" names its database.'] : problems;
  if (database === undefined || problem !== undefined)
    throw new FileError('unreadable', `The dates of the log in ${file} cannot be used: ${problem}`);
  return { database, rows };
}
