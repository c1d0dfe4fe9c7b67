import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import sharp from 'sharp'
import { hasContentCredentials } from './content-credentials.ts'
import type { DecodeLimits } from './decode-limits.ts'
import type { DecoderMessage, Examined, Job, PictureJob, Refused } from './decoder-protocol.ts'
import { formatOf } from './format-of.ts'
import { becomeLimitedChild } from './limited-child.ts'
import { limitText, MediaProblem } from './media-problem.ts'
import { readMetadata } from './metadata/read-metadata.ts'
import { readSidecar } from './metadata/read-sidecar.ts'
import { openPicture } from './open-picture.ts'
import { SNIFF_BYTES, sniff } from './picture-format.ts'
import { render } from './render.ts'
import { examineVideo } from './video/examine-video.ts'
import { drawMark } from './watermark.ts'

/**
 * The process that decodes untrusted bytes and may crash on them. It takes one job at a time from its parent, runs
 * under a memory limit, and exits with its parent.
 */

/** A process that is larger than this after a job collects its garbage, such as the memories of WebAssembly. */
const LARGE_BYTES = 384 * 1024 * 1024

const limits = JSON.parse(process.argv[2]!) as DecodeLimits

sharp.concurrency(1)
sharp.cache(false)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadTiff',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadHeif',
    'VipsForeignLoadSvg',
  ],
})

becomeLimitedChild(limits.maxMemoryBytes)
process.on('message', (job: Job) => {
  void run(job)
    .then(
      (examination) => send({ examination }),
      (error: unknown) => send({ refused: toRefusal(error) }),
    )
    .then(() => {
      if (process.memoryUsage.rss() > LARGE_BYTES) globalThis.gc?.()
    })
})
send({ isReady: true })

function send(message: DecoderMessage): void {
  process.send!(message)
}

async function run(job: Job): Promise<Examined> {
  if (job.kind === 'mark') return { rgba: await drawMark(job.watermark, job.size) }
  return job.kind === 'video' ? examineVideo(job, limits) : examinePicture(job)
}

async function examinePicture({
  path,
  specs,
  withMetadata,
  withFeatures,
  watermark,
  sidecar,
}: PictureJob): Promise<Examined> {
  const file = await read(path)
  const format = formatOf(file)
  const rendered =
    specs && (await render(() => openPicture(file, format, limits), specs, { watermark, withFeatures }))
  return {
    ...rendered,
    format,
    fileBytes: file.length,
    sha256: createHash('sha256').update(file).digest('hex'),
    hasContentCredentials: hasContentCredentials(file),
    metadata: withMetadata ? readMetadata(file, sidecar ? await readSidecar(sidecar) : null) : null,
  }
}

/** NOTE: the format is recognised by the first bytes, so that a huge archive is not read before it is refused. */
async function read(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const found = await file.stat()
    const { size } = found
    if (found.isFile()) sniff(await headOf(file))
    if (size > limits.maxFileBytes)
      throw new MediaProblem(
        'too_many_bytes',
        `${size} bytes; ${limitText('maxFileBytes', limits.maxFileBytes)}`,
      )
    if (!found.isFile()) return await file.readFile()
    const bytes = await readUpTo(file, size)
    const { size: sizeNow, mtimeMs } = await file.stat()
    if (bytes.length !== size || sizeNow !== size || mtimeMs !== found.mtimeMs)
      throw new MediaProblem('changed')
    return bytes
  } finally {
    await file.close()
  }
}

/** Reads this many bytes, or fewer if the file has become shorter; one that is growing is not followed. */
async function readUpTo(file: FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(size)
  let filled = 0
  for (;;) {
    const { bytesRead } = await file.read(bytes, filled, size - filled, filled)
    filled += bytesRead
    if (bytesRead === 0 || filled === size) return bytes.subarray(0, filled)
  }
}

async function headOf(file: FileHandle): Promise<Buffer> {
  const head = Buffer.alloc(SNIFF_BYTES)
  const { bytesRead } = await file.read(head, 0, SNIFF_BYTES, 0)
  return head.subarray(0, bytesRead)
}

function toRefusal(error: unknown): Refused {
  if (error instanceof MediaProblem) return { code: error.refusal, detail: error.detail }
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ERR_MEMORY_ALLOCATION_FAILED' || code === 'ENOMEM')
    return { code: 'out_of_memory', detail: null }
  return code === undefined ? { code: 'unreadable', detail: null } : { errno: code }
}
