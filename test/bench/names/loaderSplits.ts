import { placed, wrapped } from './loaderArrays.ts';
import { elements, type Hidden, indented, type LoaderCode, pieces, quoted, shuffled } from './loaderCode.ts';
import { reverser } from './loaderEncodings.ts';

/** Literals that are put together, turned around or cleaned of what does not belong. */
export function hideBySplitting(text: string, code: LoaderCode): Hidden {
  return code.random.pick([sum, constants, join, format, clean, turn, addUp, cut, replacer, fields, buffer])(
    text,
    code,
  );
}

function sum(text: string, code: LoaderCode): Hidden {
  return { lines: [], expr: wrapped(pieces(code.random, text, 1, 4).map(quoted), code.random) };
}

function constants(text: string, code: LoaderCode): Hidden {
  const { random, names } = code;
  const parts = pieces(random, text, 2, 9).map((part) => ({ name: names.fresh(), part }));
  const word = random.pick(['const', 'var']);
  const specs = shuffled(random, parts).map(({ name, part }) => `\t${name} = ${quoted(part)}`);
  code.declare([`${word} (`, ...specs, ')']);
  return { lines: [], expr: parts.map(({ name }) => name).join(' + ') };
}

function join(text: string, code: LoaderCode): Hidden {
  const { random, names } = code;
  const list = `[]string{${elements(random, pieces(random, text, 1, 5).map(quoted))}}`;
  const strings = code.use('strings');
  if (random.chance(0.5)) return { lines: [], expr: `${strings}.Join(${list}, "")` };
  const name = names.fresh();
  return { lines: placed(code, name, list), expr: `${strings}.Join(${name}, "")` };
}

function format(text: string, code: LoaderCode): Hidden {
  const parts = pieces(code.random, text, 2, 7);
  const verb = code.random.pick(['%s', '%v']);
  const call = `${code.use('fmt')}.Sprintf(${quoted(verb.repeat(parts.length))}, ${parts.map(quoted).join(', ')})`;
  return { lines: [], expr: call };
}

/** The text with something strewn in that is taken out again. */
function clean(text: string, code: LoaderCode): Hidden {
  const { random } = code;
  let mark: string;
  do mark = random.pick(['#', '~', '@@', '!', 'zq', '|', '_x', '%%']);
  while (text.includes(mark) || text.includes(mark.slice(0, 1)));
  const strewn = pieces(random, text, 1, 5).join(mark);
  const strings = code.use('strings');
  const call = random.chance(0.5)
    ? `${strings}.Replace(${quoted(strewn)}, ${quoted(mark)}, "", -1)`
    : `${strings}.Join(${strings}.Split(${quoted(strewn)}, ${quoted(mark)}), "")`;
  return { lines: [], expr: call };
}

function turn(text: string, code: LoaderCode): Hidden {
  return { lines: [], expr: `${reverser(code)}(${quoted([...text].reverse().join(''))})` };
}

function addUp(text: string, code: LoaderCode): Hidden {
  const { random, names } = code;
  const name = names.fresh();
  const [first = '', ...rest] = pieces(random, text, 2, 8).map(quoted);
  const lines = [`${name} := ${first}`, ...rest.map((part) => `${name} += ${part}`)];
  if (random.chance(0.5)) return { lines, expr: name };
  const maker = names.fresh();
  code.declare([`func ${maker}() string {`, ...indented([...lines, `return ${name}`]), '}']);
  return { lines: [], expr: `${maker}()` };
}

/** Parts of longer texts that look like something else. */
function cut(text: string, code: LoaderCode): Hidden {
  const { random, names } = code;
  const terms: string[] = [];
  const lines: string[] = [];
  for (const part of pieces(random, text, 4, 14)) {
    const [before, after] = [noise(code), noise(code)];
    const name = names.fresh();
    lines.push(...placed(code, name, quoted(before + part + after)));
    terms.push(`${name}[${before.length}:${before.length + part.length}]`);
  }
  return { lines, expr: terms.join(' + ') };
}

function noise({ random }: LoaderCode): string {
  return Array.from({ length: random.below(8) }, () => random.pick([...'abcdefghijklmnop_'])).join('');
}

/** Words that stand for what is not to be seen, replaced at the end. */
function replacer(text: string, code: LoaderCode): Hidden {
  const { random } = code;
  const parts = pieces(random, text, 3, 12);
  const hidden = parts.map((part, index) => ({ part, mark: `{${index}${random.pick(['a', 'k', 'x'])}}` }));
  const template = hidden.map(({ mark }) => mark).join('');
  const pairs = shuffled(random, hidden).flatMap(({ part, mark }) => [quoted(mark), quoted(part)]);
  const strings = code.use('strings');
  return {
    lines: [],
    expr: `${strings}.NewReplacer(${elements(random, pairs)}).Replace(${quoted(template)})`,
  };
}

/** Parts in the fields of a struct. */
function fields(text: string, code: LoaderCode): Hidden {
  const { random, names } = code;
  const name = names.fresh();
  const parts = pieces(random, text, 4, 16).map((part) => ({ field: names.fresh(), part }));
  const type = `struct{ ${parts.map(({ field }) => field).join(', ')} string }`;
  const values = shuffled(random, parts).map(({ field, part }) => `${field}: ${quoted(part)}`);
  const lines = placed(code, name, `${type}{${values.join(', ')}}`);
  return { lines, expr: parts.map(({ field }) => `${name}.${field}`).join(' + ') };
}

/** Parts written one after the other. */
function buffer(text: string, code: LoaderCode): Hidden {
  const { random, names } = code;
  const name = names.fresh();
  const type = random.chance(0.5) ? `${code.use('strings')}.Builder` : `${code.use('bytes')}.Buffer`;
  const written = pieces(random, text, 2, 8).map((part) => `${name}.WriteString(${quoted(part)})`);
  return { lines: [`var ${name} ${type}`, ...written], expr: `${name}.String()` };
}
