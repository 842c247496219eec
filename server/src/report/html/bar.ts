import { counted, enumerated } from './counts.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import type { Subject } from './subject.ts';
import { VERDICT_WORDS, VERDICTS, type Verdict } from './verdicts.ts';

/** No verdict is drawn narrower than this, in percent: one module of thousands must be seen. */
const MIN_WIDTH = 2.5;

const HEIGHT = 26;

/**
 * The whole set in one bar, a part for each verdict, in the tones and patterns
 * of the map: the first thing that is seen, so that a thousand modules are
 * grasped before one is read.
 */
export function bar(subjects: readonly Subject[]): Markup {
  if (subjects.length === 0) return NOTHING;
  const parts = VERDICTS.map((verdict) => {
    return { verdict, number: subjects.filter((subject) => subject.verdict === verdict).length };
  }).filter(({ number }) => number > 0);
  const narrow = parts.map(({ number }) => Math.max(MIN_WIDTH, (100 * number) / subjects.length));
  const whole = narrow.reduce((sum, width) => sum + width, 0);
  let x = 0;
  const drawn = parts.map(({ verdict, number }, index) => {
    const width = ((narrow[index] ?? 0) * 100) / whole;
    const part = segment(verdict, number, x, width);
    x += width;
    return part;
  });
  const words = parts.map(({ verdict, number }) => `${number} ${VERDICT_WORDS[verdict].title.toLowerCase()}`);
  return html`<svg class="bar-of-all" height="${HEIGHT}" role="img" aria-label="${counted(subjects.length, 'module')}: ${enumerated(words)}">
<defs>
<pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="v-differs weak" width="8" height="8"/><rect class="v-differs strong" width="4" height="8"/></pattern>
<pattern id="dots" width="7" height="7" patternUnits="userSpaceOnUse"><rect class="v-suspect weak" width="7" height="7"/><circle class="v-suspect strong" cx="3.5" cy="3.5" r="1.7"/></pattern>
<pattern id="slants" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect class="v-stopped weak" width="7" height="7"/><rect class="v-stopped strong" width="2" height="7"/></pattern>
<pattern id="lines" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="v-explained weak" width="6" height="6"/><rect class="v-explained strong" width="6" height="2"/></pattern>
<pattern id="posts" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="v-accepted weak" width="6" height="6"/><rect class="v-accepted strong" width="2" height="6"/></pattern>
</defs>
${drawn}</svg>`;
}

function segment(verdict: Verdict, number: number, x: number, width: number): Markup {
  const { sign, title } = VERDICT_WORDS[verdict];
  const middle = (x + width / 2).toFixed(2);
  // Room for the number as well as the sign; the map below has every number.
  const words = width < 6 ? sign : `${sign} ${number}`;
  return html`<g class="v-${verdict}"><rect class="part" x="${x.toFixed(2)}%" y="1" width="${width.toFixed(2)}%" height="${HEIGHT - 2}"><title>${`${title}: ${counted(number, 'module')}`}</title></rect><text x="${middle}%" y="${HEIGHT / 2 + 5}" text-anchor="middle">${words}</text></g>`;
}
