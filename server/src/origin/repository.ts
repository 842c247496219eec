/** The version control systems that Go knows; `mod` stands for a module proxy in place of a repository. */
export const VCS_NAMES = ['git', 'hg', 'svn', 'bzr', 'fossil', 'mod'] as const;

export type Vcs = (typeof VCS_NAMES)[number];

/** Where the source of a module is kept. */
export interface Repository {
  /** The module path that stands for the repository's root; a prefix of the module's own path. */
  readonly root: string;
  readonly vcs: Vcs;
  /** Attacker-controlled where a page named it: any scheme but `file`. */
  readonly url: string;
  /** The folder in the repository that `root` stands for; empty for the repository's own root. */
  readonly subdir: string;
}
