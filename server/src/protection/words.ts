/** How far a tag is protected, in words. */
export interface Protection {
  readonly state: 'immutable' | 'restricted' | 'movable';
  /** What protects it; may hold text from outside. Empty for `movable`. */
  readonly by: string;
  /** Who may still move it. */
  readonly mayMove: string;
}

/** A tag that nothing protects. */
export const MOVABLE_BY_WRITERS: Protection = {
  state: 'movable',
  by: '',
  mayMove: 'whoever may write to the repository',
};
