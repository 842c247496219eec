import { Buffer } from 'node:buffer';
import type { CommitDescription, Refs, RepositoryDescription, TreeFile } from './modules/description.ts';

const PERSON = 'A Maintainer <maintainer@example.test>';

/** A stream for `git fast-import`, and the mark of every label in it. */
export interface ImportStream {
  readonly bytes: Uint8Array;
  readonly marks: ReadonlyMap<string, number>;
}

/**
 * Writes the whole history of a repository as one stream for `git
 * fast-import`, ending with exactly the `refs` given and the annotated tags.
 *
 * Names and dates are fixed, so that commit ids are the same on every machine.
 * Throws when a label is not described.
 */
export function importStream(repository: RepositoryDescription, refs: Refs): ImportStream {
  const parts: Uint8Array[] = [];
  const marks = new Map<string, number>();
  const write = (text: string) => parts.push(Buffer.from(text, 'utf8'));
  const data = (content: string | Uint8Array) => {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    write(`data ${bytes.length}\n`);
    parts.push(bytes);
    write('\n');
  };
  const markOf = (label: string) => {
    const mark = marks.get(label);
    if (mark === undefined) {
      throw new Error(`${repository.url}: nothing is called ${label}`);
    }
    return mark;
  };

  let previous: string | null = null;
  for (const commit of repository.commits) {
    const [first, ...others] = commit.parents ?? (previous === null ? [] : [previous]);
    if (first === undefined) {
      write('reset refs/heads/main\n\n');
    }
    write('commit refs/heads/main\n');
    marks.set(commit.label, marks.size + 1);
    write(`mark :${marks.size}\n`);
    write(signatures(commit));
    data(commit.message);
    if (first !== undefined) {
      write(`from :${markOf(first)}\n`);
    }
    for (const other of others) {
      write(`merge :${markOf(other)}\n`);
    }
    write('deleteall\n');
    for (const [path, file] of Object.entries(commit.tree)) {
      writeFile(path, file, write, data);
    }
    write('\n');
    previous = commit.label;
  }
  for (const tag of repository.annotatedTags ?? []) {
    const target = markOf(tag.of);
    marks.set(tag.name, marks.size + 1);
    write(`tag ${tag.name}\nmark :${marks.size}\nfrom :${target}\n`);
    write(`tagger ${PERSON} ${seconds(tag.date)} +0000\n`);
    data(`${tag.name}\n${tag.signature ?? ''}`);
  }
  for (const [ref, label] of Object.entries(refs)) {
    write(`reset ${ref}\nfrom :${markOf(label)}\n\n`);
  }
  write('done\n');
  return { bytes: Buffer.concat(parts), marks };
}

/** Seconds since 1970 of an RFC 3339 time. Throws on anything else. */
function seconds(date: string): number {
  const milliseconds = Date.parse(date);
  if (Number.isNaN(milliseconds) || !date.endsWith('Z')) {
    throw new Error(`not a time in UTC: ${date}`);
  }
  return milliseconds / 1000;
}

function signatures(commit: CommitDescription): string {
  const authored = seconds(commit.authorDate ?? commit.date);
  return `author ${PERSON} ${authored} +0000\ncommitter ${PERSON} ${seconds(commit.date)} +0000\n`;
}

function writeFile(
  path: string,
  file: TreeFile,
  write: (text: string) => void,
  data: (content: string | Uint8Array) => void,
): void {
  if (typeof file === 'string' || file instanceof Uint8Array) {
    write(`M 100644 inline ${path}\n`);
    data(file);
  } else if ('executable' in file) {
    write(`M 100755 inline ${path}\n`);
    data(file.executable);
  } else if ('symlink' in file) {
    write(`M 120000 inline ${path}\n`);
    data(file.symlink);
  } else {
    write(`M 160000 ${file.submodule} ${path}\n`);
  }
}
