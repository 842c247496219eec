/** How many modules require a version, as somebody counted. */
export interface Importers {
  readonly direct: number;
  readonly all: number;
}

/** What else is known of a module that is suspected to pass for another. Null is: not learnt. */
export interface Circumstances {
  /** How many versions with tags the mirror lists. */
  readonly versions: number | null;
  readonly importers: Importers | null;
  /**
   * How the other module speaks of this one: `successor` where its newest go.mod
   * is deprecated in favour of this one, or its repository has moved to this
   * one's. Null where it says nothing or was not asked.
   */
  readonly acknowledged: 'successor' | null;
}
