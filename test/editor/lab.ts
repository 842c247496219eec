import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** One VS Code of the lab. Paths are absolute. */
export interface Edition {
  readonly name: 'newest' | 'oldest';
  /** The version of VS Code, as `1.139.1`. */
  readonly vscode: string;
  /** The Node that runs it. */
  readonly node: string;
  /** VS Code's own web server, a script. */
  readonly server: string;
}

/** What `npm run editor-lab` installed, and the system's browser. */
export interface Lab {
  readonly browser: string;
  readonly editions: readonly Edition[];
}

const script = pathToFileURL(resolve(import.meta.dirname, '../../scripts/editor-lab.mjs')).href;
const { findEditorLab } = (await import(script)) as { findEditorLab(): Lab | null };

/** The lab. Throws where a part of it is missing. */
export function editorLab(): Lab {
  const lab = findEditorLab();
  if (lab === null)
    throw new Error('the editor lab is not installed (npm run editor-lab), or Chromium is missing');
  return lab;
}
