/**
 * Runs `work` on several items at once and yields the results in the order of the items. At most `atOnce`
 * results are under way or waiting to be taken, so memory stays bounded whatever the length of the list.
 */
export async function* mapInOrder<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = []
  try {
    for await (const item of items) {
      const result = work(item)
      result.catch(() => {}) // It is thrown when its turn comes; until then nobody waits for it.
      running.push(result)
      if (running.length >= atOnce) yield await running.shift()!
    }
    while (running.length > 0) yield await running.shift()!
  } finally {
    await Promise.allSettled(running)
  }
}
