import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { S3mini } from 's3mini'
import type { BlobKey, BlobStore } from '../blob-store.ts'
import type { SentElsewhere } from '../open-file.ts'
import { UnreachableBlobs } from '../unreachable-blobs.ts'
import { type Bucket, unlessMissing } from './bucket.ts'
import { objectFile } from './object-file.ts'
import { sendBytes, sendFile } from './send-file.ts'
import type { Spool } from './spool.ts'

/**
 * A blob store of objects in a folder of a bucket. Their names are those of the files of `fileBlobStore`, so that tools which copy
 * folders into buckets move a library.
 */
export function s3BlobStore({ objects, forClients, folder }: Bucket, spool: Spool): BlobStore {
  const nameOf = (key: BlobKey) => [folder, key.slice(0, 2), key.slice(2, 4), key].filter(Boolean).join('/')
  const request = (key: BlobKey, position = 0) => objects.getObjectRaw(nameOf(key), position === 0, position)

  const bytesOf = (key: BlobKey) => unlessMissing(() => objects.getContentLength(nameOf(key)))

  /** NOTE: an object appears as a whole, so one that exists is complete. */
  async function has(key: BlobKey, bytes?: number): Promise<boolean> {
    const found = await bytesOf(key)
    return found !== null && (bytes === undefined || found === bytes)
  }

  return {
    has,

    async put(bytes) {
      const key = createHash('sha256').update(bytes).digest('hex')
      if (!(await has(key, bytes.length))) await sendBytes(objects, nameOf(key), key, bytes)
      return key
    },

    async putFile(key, path) {
      if (!(await has(key))) await sendFile(objects, nameOf(key), key, path)
    },

    async open(key) {
      const first = await unlessMissing(() => request(key))
      if (first === null) return null
      const file = objectFile(first, (position) => request(key, position))
      return forClients === null ? file : { ...file, addressFor: addressIn(forClients, nameOf(key)) }
    },

    read: (key) => unlessMissing(async () => Buffer.from(await (await request(key)).arrayBuffer())),

    async remove(key) {
      await unlessMissing(() => objects.deleteObject(nameOf(key)))
    },

    sweep: (now) => spool.sweep(now),

    async withLocalFile(key, work) {
      const bytes = await bytesOf(key)
      if (bytes === null) return null
      return spool.use(bytes, async (path) => {
        const response = await unlessMissing(() => request(key))
        if (response === null) return null
        await save(response, key, path)
        return work(path)
      })
    },
  }
}

/** Returns what makes addresses of an object (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html). */
const addressIn =
  (objects: S3mini, name: string) =>
  ({ seconds, mediaType, contentDisposition }: SentElsewhere): Promise<string> =>
    objects.getPresignedUrl('GET', name, seconds, {
      'response-content-type': mediaType,
      'response-content-disposition': contentDisposition,
      'response-cache-control': 'private, no-store',
    })

/** Saves a response as a file. @throws UnreachableBlobs when it breaks, or does not have the bytes that its key says. */
async function save(response: Response, key: BlobKey, path: string): Promise<void> {
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  try {
    const body = response.body === null ? [] : Readable.fromWeb(response.body)
    await pipeline(body, hashing, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    throw new UnreachableBlobs(error)
  }
  if (hash.digest('hex') !== key) throw new UnreachableBlobs(new Error(`The object ${key} is damaged.`))
}
