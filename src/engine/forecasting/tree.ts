/** A regression tree as plain lists, one entry for each node; node 0 is the root, children come after their parent. */
export interface Tree {
  /** Column that the node looks at; -1 for a leaf. */
  readonly feature: readonly number[];
  /** A row goes left when its value is at most this. */
  readonly threshold: readonly number[];
  /** 1 when a row whose value is not known goes left. */
  readonly unknownLeft: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** What a leaf adds; 0 inside. */
  readonly value: readonly number[];
  /** Training rows that came through. */
  readonly cover: readonly number[];
}

/** The value of the leaf that a row falls into; the row begins at `offset` of `values`. */
export function treeValue(tree: Tree, values: ArrayLike<number>, offset = 0): number {
  let node = 0;
  for (;;) {
    const feature = tree.feature[node] as number;
    if (feature < 0) return tree.value[node] as number;
    node = childOf(tree, node, values[offset + feature] as number);
  }
}

/** The child to which a value goes. */
export function childOf(tree: Tree, node: number, value: number): number {
  const left = Number.isNaN(value) ? tree.unknownLeft[node] === 1 : value <= (tree.threshold[node] as number);
  return (left ? tree.left[node] : tree.right[node]) as number;
}
