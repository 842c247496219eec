import type { AuditedModule } from '../../audit/index.ts';
import { type AgeFact, type ChecksumFact, type ContentFact, REASON_SENTENCES } from '../../verdict/index.ts';
import { type Paint, plain, wrapText } from '../terminal.ts';

const LABEL_WIDTH = 10;
const INDENT = '    ';

/** What was learnt about one module version, a line for each fact that was asked for. */
export function factLines(
  { required, facts }: AuditedModule,
  paint: Paint,
  width: number,
): readonly string[] {
  const { content, checksum, age, upstream } = facts;
  const commit = upstream.commit === null ? '' : `, commit ${upstream.commit.slice(0, 12)}`;
  const told: readonly (readonly [string, string])[] = [
    ['content', `${contentWords(content)}${commit}`],
    ['checksum', checksumWords(checksum)],
    ['age', ageWords(age)],
  ];
  return [
    `  ${paint.strong(plain(`${required.path} ${required.version}`.trim()))}`,
    ...told.flatMap(([label, words]) => {
      const lines = wrapText(plain(words), width - INDENT.length - LABEL_WIDTH);
      return lines.map((line, index) => INDENT + (index === 0 ? label : '').padEnd(LABEL_WIDTH) + line);
    }),
  ];
}

type Unknown = Extract<ContentFact, { state: 'undetermined' | 'not-applicable' }>;

function unknownWords(fact: Unknown): string {
  if (fact.state === 'not-applicable') return `not applicable: ${fact.why}`;
  return `could not be determined: ${REASON_SENTENCES[fact.reason]}`;
}

function contentWords(content: ContentFact): string {
  switch (content.state) {
    case 'match':
      return 'same as upstream';
    case 'match-explained':
      return 'same as upstream, each difference explained';
    case 'diverged':
      return 'differs from upstream';
    default:
      return unknownWords(content);
  }
}

function checksumWords(checksum: ChecksumFact): string {
  switch (checksum.state) {
    case 'proven':
      return `proven by the checksum database, record ${checksum.record}`;
    case 'matches-go-sum':
      return 'as go.sum has it';
    case 'mismatch':
      return 'two that must agree do not';
    case 'missing':
      return checksum.goSum ? 'go.sum has no line for it' : 'nobody could be asked for it';
    case 'unlogged':
      return 'the checksum database does not hold it';
    default:
      return unknownWords(checksum);
  }
}

function ageWords(age: AgeFact): string {
  if (age.state !== 'determined') return unknownWords(age);
  const day = new Date(age.loggedBefore * 1000).toISOString().slice(0, 10);
  const ago = age.days === 0 ? '' : `, at least ${age.days} ${age.days === 1 ? 'day' : 'days'} ago`;
  return `in the log before ${day}${ago}; witness: ${age.witness}`;
}
