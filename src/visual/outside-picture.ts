import { hash } from 'node:crypto'
import type { CallableAddresses } from '../lib/callable-addresses.ts'
import { fetchOut, NotFetched } from '../lib/fetch-out.ts'
import { Problem } from '../lib/problem.ts'
import { formatOf } from '../media/format-of.ts'
import { MediaProblem } from '../media/media-problem.ts'
import { saveUpload } from '../uploads/save-upload.ts'
import { MAX_SENT_BYTES } from '../uploads/sent-file.ts'
import { findUploaded } from './find-uploaded.ts'
import { NoPicture } from './no-picture.ts'

/** Which other servers' pictures clients may search by. */
export type OutsidePictures = {
  /** Host names that the owner allows. */
  readonly hosts: readonly string[]
  readonly addresses: CallableAddresses
}

type Services = Parameters<typeof saveUpload>[0]

const TIMEOUT_MS = 10_000

/**
 * Fetches the picture at an address of another server, once in 24 hours for each client, and keeps it like an upload of
 * the client. Returns the name of that.
 *
 * @throws NoPicture
 */
export async function fetchOutsidePicture(
  services: Services,
  addresses: CallableAddresses,
  { url, clientId }: { url: string; clientId: string },
): Promise<string> {
  const name = hash('sha256', url)
  if (await findUploaded(services.db, { clientId, name }, services.now())) return name
  try {
    const bytes = await fetchOut({ url, maxBytes: MAX_SENT_BYTES, timeoutMs: TIMEOUT_MS }, addresses)
    const mediaType = `image/${formatOf(bytes)}`
    await saveUpload(services, { clientId, name, mediaType, bytes, replacesOldest: true })
    return name
  } catch (error) {
    if (error instanceof NotFetched) throw new NoPicture(error.message)
    if (error instanceof MediaProblem || error instanceof Problem)
      throw new NoPicture('what its server sends is no picture that can be read')
    throw error
  }
}
