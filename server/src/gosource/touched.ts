import { type Capability, inOrder } from './capability.ts';
import type { Code, Use } from './code.ts';
import { type Reach, reachOf } from './reaches.ts';

/** What a piece of code touches. */
export interface Touched {
  /** Every capability that is mentioned, in the order of {@link CAPABILITIES}. */
  readonly capabilities: readonly Capability[];
  /** Those that are exercised when the code runs: a connection is opened, not just a client made or a function named. */
  readonly acts: readonly Capability[];
  /** The names that they come from, such as `net.Dial`. */
  readonly reaches: readonly string[];
}

/**
 * Finds what pieces of code, taken together, touch.
 *
 * By name alone: a value that was made elsewhere and is used through its methods
 * is not seen. With `immediate`, what stands in function literals that are not
 * run where they are written is left out.
 */
export function touchedBy(codes: Iterable<Code>, immediate = false): Touched {
  const capabilities = new Set<Capability>();
  const acts = new Set<Capability>();
  const reaches = new Set<string>();
  const methods = new Set<string>();
  const called = new Set<string>();
  const mentioned: { readonly reach: Reach; readonly use: Use }[] = [];
  const handles: Reach[] = [];

  for (const code of codes) {
    for (const call of code.calls.values()) {
      if (immediate && call.deferred) {
        continue;
      }
      if (call.kind === 'method') {
        methods.add(call.name);
      } else {
        // By its bare name a function of a dot import may be called.
        called.add(call.kind === 'imported' ? `${call.path} ${call.name}` : call.name);
      }
    }
    for (const use of code.uses.values()) {
      const reach = immediate && use.deferred ? undefined : reachOf(use.path, use.name);
      if (reach !== undefined) {
        mentioned.push({ reach, use });
      }
    }
  }
  for (const { reach, use } of mentioned) {
    if (reach.methods !== undefined) {
      handles.push(reach);
    } else if (called.has(`${use.path} ${use.name}`) || called.has(use.name)) {
      acts.add(reach.capability);
    }
    if (reach.onlyThroughMethods !== true) {
      capabilities.add(reach.capability);
      reaches.add(`${reach.label}.${use.name}`);
    }
  }
  for (const { capability, methods: acting = [], onlyThroughMethods } of handles) {
    const name = acting.find((method) => methods.has(method));
    if (name !== undefined) {
      capabilities.add(capability);
      acts.add(capability);
      if (onlyThroughMethods === true) {
        reaches.add(`.${name}`);
      }
    }
  }
  return { capabilities: inOrder(capabilities), acts: inOrder(acts), reaches: [...reaches] };
}
