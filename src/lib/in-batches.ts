/** Collects items into batches; one ends with the item that makes it full. The last one may not be full. */
export async function* inBatches<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  isFull: (batch: readonly Item[]) => boolean,
): AsyncGenerator<readonly Item[]> {
  let batch: Item[] = []
  for await (const item of items) {
    batch.push(item)
    if (!isFull(batch)) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
