import type { ServerResponse } from 'node:http'
import type { ByteRange } from '../blobs/blob-store.ts'
import type { OpenFile } from '../blobs/open-file.ts'

/** How much is read and written at once. */
const CHUNK_BYTES = 256 * 1024
/** Buffers that are kept for the next file. */
const MAX_FREE = 32

const free: Buffer[] = []

/**
 * Sends a part of a file as the body of a response, whose head has been written, and ends it. While one buffer is being
 * written, the next is read; both are used again, because collecting them as garbage takes longer than filling them.
 * Resolves when everything was sent or the client has gone.
 *
 * @throws Error if the file cannot be read to its end.
 */
export async function sendFile(
  response: ServerResponse,
  file: OpenFile,
  { start, end }: ByteRange,
): Promise<void> {
  const client = new Client(response)
  const buffers: Buffer[] = []
  let written = Promise.resolve()
  for (let at = start, turn = 0; at <= end && !client.isGone; turn = 1 - turn) {
    const wanted = Math.min(CHUNK_BYTES, end + 1 - at)
    buffers[turn] ??= bufferOf(wanted)
    const chunk = buffers[turn]!.subarray(0, wanted)
    const length = await file.read(chunk, at)
    if (length === 0) throw new Error('A file has become shorter while it was sent.')
    await written
    written = client.write(chunk.subarray(0, length))
    at += length
  }
  await written
  response.end()
  // The buffers of a response that broke off may still be read.
  if (!client.isGone) free.push(...buffers.filter(isReusable).slice(0, MAX_FREE - free.length))
}

const isReusable = ({ length }: Buffer) => length === CHUNK_BYTES

/** A buffer for this many bytes; short files get their own, since there may be many at once. */
const bufferOf = (bytes: number): Buffer =>
  bytes < CHUNK_BYTES ? Buffer.allocUnsafe(bytes) : (free.pop() ?? Buffer.allocUnsafeSlow(CHUNK_BYTES))

/** The client of a response, who may go away before its end. */
class Client {
  readonly #response: ServerResponse
  readonly #left: Promise<void>
  isGone: boolean

  constructor(response: ServerResponse) {
    this.#response = response
    this.isGone = response.destroyed
    this.#left = new Promise((resolve) =>
      response.once('close', () => {
        this.isGone = true
        resolve()
      }),
    )
  }

  /** Resolves when the bytes are not needed any more. */
  write(bytes: Buffer): Promise<void> {
    const written = new Promise<void>((resolve) =>
      this.#response.write(bytes, (error) => {
        this.isGone ||= Boolean(error)
        resolve()
      }),
    )
    // When a connection ends, writes that have not begun are never called back.
    return Promise.race([written, this.#left])
  }
}
