import type { AuditedModule } from '../../audit/index.ts';
import { factWordsOf } from '../factWords.ts';
import { plain, wrapText } from '../plain.ts';
import type { Paint } from './paint.ts';

const LABEL_WIDTH = 10;
const INDENT = '    ';

/** What was learnt about one module version, a line for each fact that was asked for. */
export function factLines(module: AuditedModule, paint: Paint, width: number): readonly string[] {
  const { path, version } = module.required;
  return [
    `  ${paint.strong(plain(`${path} ${version}`.trim()))}`,
    ...factWordsOf(module).flatMap(([label, words]) => {
      const lines = wrapText(plain(words), width - INDENT.length - LABEL_WIDTH);
      return lines.map((line, index) => INDENT + (index === 0 ? label : '').padEnd(LABEL_WIDTH) + line);
    }),
  ];
}
