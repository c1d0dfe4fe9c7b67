import { hash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readFileSync, readSync, type Stats } from 'node:fs'
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
import { render, renderAndMeasure } from './render.ts'
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
  withHash,
  withMeasurements,
  watermark,
  sidecar,
}: PictureJob): Promise<Examined> {
  const file = read(path)
  const format = formatOf(file)
  const open = () => openPicture(file, format, limits)
  const draw = withMeasurements ? renderAndMeasure : render
  const rendered = specs && (await draw(open, specs, watermark))
  const beside = await readSidecar(sidecar)
  return {
    ...(rendered && { ...rendered, warning: rendered.warning ?? beside.warning }),
    format,
    fileBytes: file.length,
    sha256: withHash ? hash('sha256', file) : null,
    hasContentCredentials: withMetadata ? hasContentCredentials(file, format) : null,
    metadata: withMetadata ? readMetadata(file, beside.content) : null,
  }
}

/**
 * NOTE: the format is recognised by the first bytes, so that a huge archive is not read before it is refused. Synchronous,
 * because this process has nothing else to do meanwhile.
 */
function read(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const found = fstatSync(file)
    const { size } = found
    if (found.isFile()) sniff(headOf(file))
    if (size > limits.maxFileBytes)
      throw new MediaProblem(
        'too_many_bytes',
        `${size} bytes; ${limitText('maxFileBytes', limits.maxFileBytes)}`,
      )
    return found.isFile() ? readWhole(file, found) : readFileSync(file)
  } finally {
    closeSync(file)
  }
}

/** @throws MediaProblem `changed` if the file changes while it is read. */
function readWhole(file: number, { size, mtimeMs }: Stats): Buffer {
  const bytes = readUpTo(file, size)
  const now = fstatSync(file)
  if (bytes.length !== size || now.size !== size || now.mtimeMs !== mtimeMs) throw new MediaProblem('changed')
  return bytes
}

/** Reads this many bytes, or fewer if the file has become shorter; one that is growing is not followed. */
function readUpTo(file: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size)
  let filled = 0
  for (;;) {
    const bytesRead = readSync(file, bytes, filled, size - filled, filled)
    filled += bytesRead
    if (bytesRead === 0 || filled === size) return bytes.subarray(0, filled)
  }
}

function headOf(file: number): Buffer {
  const head = Buffer.alloc(SNIFF_BYTES)
  return head.subarray(0, readSync(file, head, 0, SNIFF_BYTES, 0))
}

function toRefusal(error: unknown): Refused {
  if (error instanceof MediaProblem) return { code: error.refusal, detail: error.detail }
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ERR_MEMORY_ALLOCATION_FAILED' || code === 'ENOMEM')
    return { code: 'out_of_memory', detail: null }
  return code === undefined ? { code: 'unreadable', detail: null } : { errno: code }
}
