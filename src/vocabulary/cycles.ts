/**
 * Returns the groups of nodes that lie on common cycles: Tarjan's strongly connected components (SIAM J. Comput. 1972),
 * without recursion because chains may be long. Nodes that are on no cycle are left out.
 */
export function findCycles(edges: ReadonlyMap<number, readonly number[]>): number[][] {
  const found: number[][] = []
  const order = new Map<number, number>()
  const lowest = new Map<number, number>()
  const stack: number[] = []
  const onStack = new Set<number>()
  const begin = (id: number) => {
    order.set(id, order.size)
    lowest.set(id, order.get(id)!)
    stack.push(id)
    onStack.add(id)
    return { id, next: 0 }
  }
  const lower = (id: number, value: number) => lowest.set(id, Math.min(lowest.get(id)!, value))
  for (const root of edges.keys()) {
    if (order.has(root)) continue
    const path = [begin(root)]
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const { id } = at
      const to = edges.get(id)?.[at.next++]
      if (to !== undefined) {
        if (!order.has(to)) path.push(begin(to))
        else if (onStack.has(to)) lower(id, order.get(to)!)
        continue
      }
      path.pop()
      if (path.length > 0) lower(path.at(-1)!.id, lowest.get(id)!)
      if (lowest.get(id) !== order.get(id)) continue
      const group = stack.splice(stack.lastIndexOf(id))
      for (const member of group) onStack.delete(member)
      if (group.length > 1 || edges.get(id)?.includes(id)) found.push(group)
    }
  }
  return found
}
