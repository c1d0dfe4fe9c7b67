/**
 * Runs `work` on several items concurrently and yields the results in the order of the items. At most `atOnce` results
 * are in progress or waiting to be consumed, so memory stays bounded whatever the number of items.
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
      result.catch(() => {}) // Rethrown when its turn comes; until then nothing awaits it.
      running.push(result)
      if (running.length >= atOnce) yield await running.shift()!
    }
    while (running.length > 0) yield await running.shift()!
  } finally {
    await Promise.allSettled(running)
  }
}
