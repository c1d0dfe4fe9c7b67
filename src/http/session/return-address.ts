/** Only for reading an address: it is never sent to. */
const BASE = 'http://vitrine.invalid'
/** The addresses of the gallery, at which people sign in. */
const PLACES = /^\/(?:$|(?:detail|events|boards)\/|(?:events|downloads|agreements|boards)$)/
const MAX_LENGTH = 2000

/**
 * The place in the gallery to which a user returns after sign-in: path and query. Anything else leads to the first page, so
 * that no link to the sign-in page can lead elsewhere.
 */
export function returnAddress(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > MAX_LENGTH || !URL.canParse(asked, BASE)) return '/'
  const { origin, pathname, search } = new URL(asked, BASE)
  return origin === BASE && PLACES.test(pathname) ? pathname + search : '/'
}
