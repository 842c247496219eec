interface Node {
  readonly children: Map<string, Node>;
  isMember: boolean;
}

/**
 * A set of directories that tells whether a file lies below one of them, in time
 * linear in the length of the path, which is attacker-controlled.
 */
export class DirectorySet {
  readonly #root: Node = { children: new Map(), isMember: false };

  /** Adds a directory, given without a trailing slash. */
  add(directory: string): void {
    let node = this.#root;
    for (const element of directory.split('/')) {
      let child = node.children.get(element);
      if (child === undefined) {
        child = { children: new Map(), isMember: false };
        node.children.set(element, child);
      }
      node = child;
    }
    node.isMember = true;
  }

  /** Tells whether one of the directories holds `path`, at whatever depth. */
  hasParentOf(path: string): boolean {
    let node: Node | undefined = this.#root;
    for (let start = 0; ; ) {
      const slash = path.indexOf('/', start);
      if (slash < 0) return false;
      node = node.children.get(path.slice(start, slash));
      if (node === undefined) return false;
      if (node.isMember) return true;
      start = slash + 1;
    }
  }
}
