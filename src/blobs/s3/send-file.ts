import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import type { S3mini, UploadPart } from 's3mini'
import { Problem } from '../../lib/problem.ts'
import type { BlobKey } from '../blob-store.ts'
import { inBucket } from './bucket.ts'

/** Larger files are sent in parts of this size; S3 takes 10,000 of them. */
const PART_BYTES = 32 * 1024 ** 2
const TYPE = 'application/octet-stream'

/** Sends bytes, whose checksum the server verifies. */
export async function sendBytes(
  objects: S3mini,
  name: string,
  key: BlobKey,
  bytes: Uint8Array,
): Promise<void> {
  const checksum = { 'x-amz-checksum-sha256': Buffer.from(key, 'hex').toString('base64') }
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  await inBucket(() => objects.putObject(name, body, TYPE, undefined, checksum))
}

/** Sends a file of any size. @throws Problem FileChanged when its content does not have this hash; then nothing is stored. */
export async function sendFile(objects: S3mini, name: string, key: BlobKey, path: string): Promise<void> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    if (size > PART_BYTES) return await sendParts(objects, name, key, file)
    const bytes = await file.readFile()
    if (createHash('sha256').update(bytes).digest('hex') !== key) throw new Problem('FileChanged')
    await sendBytes(objects, name, key, bytes)
  } finally {
    await file.close()
  }
}

async function sendParts(objects: S3mini, name: string, key: BlobKey, file: FileHandle): Promise<void> {
  const upload = await inBucket(() => objects.getMultipartUploadId(name, TYPE))
  try {
    const hash = createHash('sha256')
    const parts: UploadPart[] = []
    for await (const bytes of partsOf(file)) {
      hash.update(bytes)
      parts.push(await inBucket(() => objects.uploadPart(name, upload, bytes, parts.length + 1)))
    }
    if (hash.digest('hex') !== key) throw new Problem('FileChanged')
    await inBucket(() => objects.completeMultipartUpload(name, upload, parts))
  } catch (error) {
    // If this fails as well, the bucket deletes unfinished uploads by its own rule.
    await objects.abortMultipartUpload(name, upload).catch(() => {})
    throw error
  }
}

async function* partsOf(file: FileHandle): AsyncIterable<Buffer> {
  for (;;) {
    const part = await readPart(file)
    if (part.length > 0) yield part
    if (part.length < PART_BYTES) return
  }
}

/** Reads the next part, which only the end of the file makes shorter: a shared drive may return less at a time. */
async function readPart(file: FileHandle): Promise<Buffer> {
  const part = Buffer.alloc(PART_BYTES)
  for (let filled = 0; ; ) {
    const { bytesRead } = await file.read(part, filled, PART_BYTES - filled)
    filled += bytesRead
    if (bytesRead === 0 || filled === PART_BYTES) return part.subarray(0, filled)
  }
}
