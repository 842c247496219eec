/**
 * report: what an audit found, in every form that people and programs read.
 *
 * Rules: a report is a function of a result and of what the reader wants; it
 * judges nothing and leaves nothing out in silence. Text from outside is made
 * safe here, for the form that it is written into: all of it is attacker-controlled.
 *
 * Specification: section 4 of the outer contract, `docs/schema` (JSON).
 */
export { withoutCredentials } from './credentials.ts';
export { unknownWords } from './factWords.ts';
export { hostWordsOf } from './hostWords.ts';
export { formatHtml, type HtmlOptions } from './html/html.ts';
export { formatJson, REPORT_SCHEMA } from './json/json.ts';
export { plain } from './plain.ts';
export { type DifferenceOptions, formatDifference } from './terminal/difference.ts';
export { type Paint, UNPAINTED } from './terminal/paint.ts';
export { formatText, type TextOptions } from './terminal/text.ts';
