import { hash, randomUUID } from 'node:crypto'
import type { BlobStore } from '../blobs/blob-store.ts'
import { bytesOf } from '../catalogue/frames.ts'
import type { Db } from '../db/database.ts'
import type { UploadTable } from '../db/tables/uploads.ts'
import type { Clock } from '../lib/clock.ts'
import { Problem } from '../lib/problem.ts'
import type { Decoding, SeenPicture } from '../media/decoder-pool.ts'
import { MediaProblem } from '../media/media-problem.ts'
import { sizeNamed } from '../renditions/ladder.ts'
import { makeRoom } from './make-room.ts'
import { removeUnused } from './remove-unused.ts'
import type { SentFile, UploadLimits } from './sent-file.ts'

/** How long an upload is kept (contract 7, PUT /v3/search/by-image/uploads/{file-name}). */
const KEPT_MS = 86_400_000

type Services = {
  readonly db: Db
  /** A store of its own: bytes of the library are never removed with an upload. */
  readonly uploads: BlobStore
  readonly decoder: Pick<Decoding, 'see'>
  readonly uploadLimits: UploadLimits
  readonly now: Clock
}

/**
 * Stores a picture that a client uploads, for 24 hours, in place of an earlier one of that name. The file is decoded
 * first, in a process of its own.
 *
 * @throws Problem InvalidParameterValue if it is no picture of its media type; UploadLimitReached if the client would have
 *   too many uploads.
 */
export async function saveUpload(services: Services, file: SentFile): Promise<void> {
  const { db, uploads } = services
  const begun = await db.transaction().execute((tx) => begin(tx, services, file))
  try {
    await uploads.put(file.bytes)
    const picture = await examine(services, begun.blob, file)
    await db.transaction().execute((tx) => finish(tx, services, { ...file, ...begun, picture }))
  } catch (error) {
    await db.transaction().execute(async (tx) => {
      await forget(tx, begun.id)
      await removeUnused(tx, uploads, [begun.blob])
    })
    throw error
  }
}

/** An upload that is being received, and the key of its bytes. */
type Begun = { readonly id: string; readonly blob: string }

/** Records the upload before its bytes are stored, so that a server that is killed leaves no bytes that nobody knows. */
async function begin(tx: Db, services: Services, file: SentFile): Promise<Begun> {
  if (file.replacesOldest) await makeRoom(tx, services, file)
  await requireRoom(tx, services, file)
  const begun = { id: randomUUID(), blob: hash('sha256', file.bytes, 'hex') }
  await tx
    .insertInto('unfinishedUpload')
    .values({ ...begun, startedMs: services.now().getTime() })
    .execute()
  return begun
}

const forget = (tx: Db, id: string) => tx.deleteFrom('unfinishedUpload').where('id', '=', id).execute()

async function finish(
  tx: Db,
  services: Services,
  { id, blob, picture, ...file }: SentFile & Begun & { readonly picture: SeenPicture },
): Promise<void> {
  const { uploads, now } = services
  await requireRoom(tx, services, file)
  const { clientId, name, mediaType, bytes } = file
  const expiresMs = now().getTime() + KEPT_MS
  const { width, height, features } = picture
  const row = {
    blob,
    bytes: bytes.length,
    mediaType,
    width,
    height,
    perceptualHash: features.perceptualHash,
    miniature: features.miniature,
    descriptor: bytesOf(features.descriptor),
    expiresMs,
  }
  const former = await uploadNamed(tx, file)
  await tx
    .insertInto('upload')
    .values({ clientId, name, ...row })
    .onConflict((conflict) => conflict.columns(['clientId', 'name']).doUpdateSet(row))
    .execute()
  await forget(tx, id)
  if (former) await removeUnused(tx, uploads, [former.blob])
}

/** @throws Problem InvalidParameterValue */
async function examine(
  { uploads, decoder }: Services,
  blob: string,
  { mediaType }: SentFile,
): Promise<SeenPicture> {
  const spec = { ...sizeNamed('thumb'), watermark: false }
  const found = await uploads
    .withLocalFile(blob, (path) => decoder.see(path, [spec]))
    .catch((error) => {
      if (!(error instanceof MediaProblem)) throw error
      throw invalid(error.refusal === 'video' ? VIDEO : error.message)
    })
  const actual = `image/${found!.format}`
  if (actual !== mediaType) throw invalid(`its Content-Type is '${mediaType}', but the file is ${actual}`)
  return found!
}

const VIDEO = 'The file is a video, and only pictures are searched for: send a frame of it.'
const invalid = (why: string) => new Problem('InvalidParameterValue', `Invalid body: ${why}`)

const uploadNamed = (tx: Db, { clientId, name }: SentFile): Promise<UploadTable | undefined> =>
  tx
    .selectFrom('upload')
    .selectAll()
    .where('clientId', '=', clientId)
    .where('name', '=', name)
    .executeTakeFirst()

/** @throws Problem UploadLimitReached */
async function requireRoom(
  tx: Db,
  { uploadLimits: { maxUploads, maxUploadBytes }, now }: Services,
  { clientId, name, bytes }: SentFile,
): Promise<void> {
  const others = await tx
    .selectFrom('upload')
    .select((eb) => [eb.fn.countAll().as('count'), eb.fn.sum('bytes').as('bytes')])
    .where('clientId', '=', clientId)
    .where('name', '<>', name)
    .where('expiresMs', '>', now().getTime())
    .executeTakeFirstOrThrow()
  if (Number(others.count) < maxUploads && Number(others.bytes ?? 0) + bytes.length <= maxUploadBytes) return
  throw new Problem(
    'UploadLimitReached',
    `A key may have ${maxUploads} uploads with ${maxUploadBytes} bytes; each expires after 24 hours, and an upload replaces that of the same name.`,
  )
}
