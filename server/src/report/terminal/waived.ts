import type { WaivedFinding } from '../../policy/index.ts';
import type { Places } from '../places.ts';
import { plain, wrapText } from '../plain.ts';
import type { Paint } from './paint.ts';

/** What stands before the words, and what further lines are indented by. */
const LABEL = '  accepted ';

/** A finding that the project accepts: where, what, until when, who decided and why. Never left unsaid. */
export function waivedLines(
  { finding, waiver }: WaivedFinding,
  places: Places,
  paint: Paint,
  width: number,
): readonly string[] {
  const { location, module, version, code } = finding;
  const place = location === null ? '' : places.of(location.path, location.span);
  const subject = plain(`${module} ${version}`.trim());
  const until = waiver.until === null ? '' : `until ${waiver.until}`;
  const owner = waiver.owner === null ? '' : `by ${plain(waiver.owner)}`;
  const terms = [until, owner].filter((words) => words !== '').join(' ');
  const why = `${terms}${terms === '' ? '' : ': '}${plain(waiver.reason)}`;
  const what = [place, subject, code].filter((part) => part !== '').join('   ');
  const room = width - LABEL.length;
  const lines =
    what.length + why.length + 3 <= room
      ? [`${what}   ${why}`]
      : [...wrapText(what, room), ...wrapText(why, room)];
  return lines.map((line, index) => {
    return (index === 0 ? paint.faint(LABEL) : ' '.repeat(LABEL.length)) + line.trimEnd();
  });
}
