import type { GeneratedRequest } from './generated-requests.ts'
import type { TwoLibraries } from './two-libraries.ts'

/** Headers that differ between any two responses. */
const OWN_HEADERS = new Set(['date', 'x-request-id', 'keep-alive', 'connection'])
/** As much of the text of an answer is shown before and after the first difference. */
const SHOWN = 120

/** What two servers have answered to the same request. */
export type Compared = {
  readonly status: number
  /** Whether something was found, if it was a search. */
  readonly hasFound: boolean
  /** Addresses of pictures in the answer. */
  readonly pictures: readonly string[]
  /** What differs; null if nothing does. */
  readonly difference: string | null
}

/**
 * Sends a request to both servers, and compares their answers: all headers and all bytes. With `hasOtherScores`, an answer that is
 * ordered by score is compared by its status, its total, its facets and the set of its ids, if they are all on one page.
 */
export async function compareAnswers(
  { embedded, moved, credentials }: TwoLibraries,
  { path, as, headers, isByScore }: GeneratedRequest,
  hasOtherScores: boolean,
): Promise<Compared> {
  const sent = { headers: { ...headers, ...credentials[as] }, redirect: 'manual' as const }
  const [one, other] = await Promise.all([embedded, moved].map(({ http }) => fetch(http + path, sent)))
  const [text, otherText] = [await one!.text(), await other!.text()]
  const compare = hasOtherScores && isByScore ? [foundBy(text), foundBy(otherText)] : [text, otherText]
  const different =
    differenceOf(String(one!.status), String(other!.status)) ??
    differenceOf(compare[0]!, compare[1]!) ??
    (compare[0] === text ? differenceOf(headersOf(one!), headersOf(other!)) : null)
  const where = `GET ${path} as ${as} with ${JSON.stringify(headers)}`
  return {
    status: one!.status,
    hasFound: /"result_count":[1-9]/.test(text),
    pictures: [...text.matchAll(/"uri":"https:\/\/[^/"]+(\/[^"]+)"/g)].map(([, address]) => address!),
    difference: different && `${where}:\n${different}`,
  }
}

/** Compares the bytes of a picture of both servers. */
export async function comparePictures(
  { embedded, moved }: TwoLibraries,
  address: string,
): Promise<string | null> {
  const [one, other] = await Promise.all(
    [embedded, moved].map(async ({ http }) => {
      const response = await fetch(http + address)
      return `${response.status} ${headersOf(response)} ${Buffer.from(await response.arrayBuffer()).toString('hex')}`
    }),
  )
  const different = differenceOf(one!, other!)
  return different && `GET ${address}:\n${different}`
}

const headersOf = ({ headers }: Response): string =>
  [...headers]
    .filter(([name]) => !OWN_HEADERS.has(name))
    .map(([name, value]) => `${name}: ${value}`)
    .sort()
    .join('\n')

/** What a search found, whatever its order: the total, the facets, and the ids if all of them are on the page, or their number. */
function foundBy(text: string): string {
  const { result_count: total, images, videos, facets } = JSON.parse(text)
  const ids = (images ?? videos ?? []).map(({ id }: { id: string }) => id)
  return JSON.stringify({ total, facets, ids: ids.length === total ? ids.sort() : ids.length })
}

/** Returns both texts around the place where they begin to differ; null if they are equal. */
function differenceOf(one: string, other: string): string | null {
  if (one === other) return null
  let at = 0
  while (one[at] === other[at]) at++
  return [one, other].map((text) => `  … ${text.slice(Math.max(0, at - SHOWN), at + SHOWN)} …`).join('\n')
}
