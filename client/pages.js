// @ts-check

/**
 * Yields the items of all pages, one after the other. A page is requested when its first item is needed.
 * @template T
 * @param {(page: number) => Promise<Record<string, any>>} request returns a page; the first is 1
 * @param {string} list name of the list in the response
 * @returns {AsyncGenerator<T, void, undefined>}
 */
export async function* itemsOf(request, list) {
  for (let page = 1, seen = 0; ; page++) {
    const body = await request(page)
    const items = body[list] ?? []
    yield* items
    seen += items.length
    const count = body.result_count ?? body.board_count
    if (items.length === 0 || (count !== undefined && seen >= count)) return
  }
}
