/** Keeps the open nodes of a branch and bound in rising order of bound: the last one holds for all. */
export function insertByBound<N extends { bound: number }>(open: N[], node: N): void {
  let low = 0;
  let high = open.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((open[middle] as N).bound < node.bound) low = middle + 1;
    else high = middle;
  }
  open.splice(low, 0, node);
}
