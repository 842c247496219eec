/** What imports what: from a name to the names it imports. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Finds one cycle for every group of names that reach each other.
 *
 * A cycle starts with its alphabetically first name and is closed by it, such
 * as `['a', 'b', 'a']`. An empty list means that there is none.
 */
export function findCycles(graph: Graph): string[][] {
  const cycles: string[][] = [];
  const seen = new Set<string>();
  for (const name of [...graph.keys()].sort()) {
    if (seen.has(name)) continue;
    const cycle = shortestWayBack(graph, name);
    if (cycle === null) continue;
    cycles.push(cycle);
    for (const member of cycle) seen.add(member);
  }
  return cycles;
}

/** The shortest way from a name to itself, breadth first; null when there is none. */
function shortestWayBack(graph: Graph, start: string): string[] | null {
  const cameFrom = new Map<string, string>();
  let edge = [start];
  while (edge.length > 0) {
    const next: string[] = [];
    for (const name of edge) {
      for (const target of graph.get(name) ?? []) {
        if (target === start) return [...wayTo(cameFrom, start, name), start];
        if (cameFrom.has(target)) continue;
        cameFrom.set(target, name);
        next.push(target);
      }
    }
    edge = next;
  }
  return null;
}

function wayTo(cameFrom: ReadonlyMap<string, string>, start: string, end: string): string[] {
  const way = [end];
  for (let name = end; name !== start; ) {
    name = cameFrom.get(name) ?? start;
    way.unshift(name);
  }
  return way;
}
