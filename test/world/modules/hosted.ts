/** What a code host's own service tells of a repository and one of its tags. */
export interface HostedDescription {
  /** The tag of the version, without `refs/tags/`. */
  readonly tag: string;
  /** Label of the commit that the tag names. */
  readonly commit: string;
  /**
   * What is published about the commit. `provenance`: a workflow of the repository
   * signed it. `release`: the host signed it. `altered`: it was signed, and a
   * byte was turned over since.
   */
  readonly attestations?: readonly ('provenance' | 'release' | 'altered')[];
  /** Bundles stand at an address of their own, packed as blocks of Snappy, and not in the answer. */
  readonly bundlesApart?: true;
  /** A release of the tag, and whether it is immutable. */
  readonly release?: { readonly immutable: boolean };
  /** Rulesets of the repository about tags. */
  readonly rulesets?: readonly RulesetDescription[];
  /** Protected tags, by name or pattern, with who may make them. */
  readonly protectedTags?: Readonly<Record<string, string>>;
}

export interface RulesetDescription {
  readonly name: string;
  readonly include: readonly string[];
  readonly rules: readonly string[];
  readonly enforcement?: 'disabled' | 'evaluate';
}

/** How the whole service misbehaves. */
export type HostFault =
  /** 403 with nothing left of the hour. */
  | { readonly kind: 'rate-limit'; readonly resetAt: number }
  /** 429 with a time to wait, in seconds. */
  | { readonly kind: 'retry-after'; readonly seconds: number }
  | { readonly kind: 'status'; readonly status: number }
  /** 200 with a page of HTML. */
  | { readonly kind: 'html' }
  | { readonly kind: 'hangs' }
  /** 200 with an answer that does not end. */
  | { readonly kind: 'endless' };
