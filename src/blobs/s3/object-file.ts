import type { OpenFile } from '../open-file.ts'
import { UnreachableBlobs } from '../unreachable-blobs.ts'

/** Requests an object from a position on. */
export type RequestFrom = (position: number) => Promise<Response>

/**
 * An object as an open file. What is read from the beginning to the end, or from any position on, takes one request; a jump to
 * another position takes another.
 *
 * @param first the response for the whole object, of which nothing has been read.
 */
export function objectFile(first: Response, requestFrom: RequestFrom): Omit<OpenFile, 'addressFor'> {
  let stream = readerOf(first)
  let [position, rest]: [number, Uint8Array] = [0, new Uint8Array()]
  const bytes = Number(first.headers.get('content-length'))
  const moveTo = async (target: number) => {
    await stream?.cancel().catch(() => {})
    stream = readerOf(await requestFrom(target))
    position = target
    rest = new Uint8Array()
  }
  return {
    bytes,
    async read(into, from) {
      if (from >= bytes) return 0
      if (from !== position) await moveTo(from)
      let filled = 0
      while (filled < into.length && position < bytes) {
        if (rest.length === 0) rest = await nextOf(stream)
        const part = rest.subarray(0, into.length - filled)
        into.set(part, filled)
        rest = rest.subarray(part.length)
        filled += part.length
        position += part.length
      }
      return filled
    },
    async close() {
      await stream?.cancel().catch(() => {})
    },
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>

const readerOf = (response: Response): Reader | null => response.body?.getReader() ?? null

/** @throws UnreachableBlobs when the response ends too early. */
async function nextOf(stream: Reader | null): Promise<Uint8Array> {
  try {
    const { value, done } = (await stream?.read()) ?? { value: undefined, done: true }
    if (done || value === undefined) throw new Error('The response ended before the object.')
    return value
  } catch (error) {
    throw new UnreachableBlobs(error)
  }
}
