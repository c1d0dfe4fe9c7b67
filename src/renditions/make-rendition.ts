import { hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { Db } from '../db/database.ts'
import type { Clock } from '../lib/clock.ts'
import { hashFile } from '../lib/hash.ts'
import { Problem } from '../lib/problem.ts'
import type { DecoderPool, Decoding } from '../media/decoder-pool.ts'
import { MediaProblem } from '../media/media-problem.ts'
import type { Rendered, RenditionSpec } from '../media/render.ts'
import type { ClipMaker } from '../media/video/clip-maker.ts'
import { type FrameNumber, POSTER } from '../media/video/frames.ts'
import type { VideoFacts } from '../media/video/video-facts.ts'
import { DOWNLOAD_LADDER, type DownloadRenditionName } from './download-ladder.ts'
import { LADDER } from './ladder.ts'
import { type Original, withOriginal } from './original.ts'
import type { RenditionCache } from './rendition-cache.ts'
import type { ShownName } from './shown-name.ts'
import { AVIF_LADDER, type AvifName } from './smaller-formats.ts'
import { type NewRendition, recordRenditions } from './store-renditions.ts'
import { CLIPS, type Clip, KEY_FRAME_LADDER, type KeyFrame } from './video-ladder.ts'
import { withDrawing } from './with-drawing.ts'

/** What finding and making renditions needs. */
export type RenditionServices = {
  db: Db
  blobs: BlobStore
  decoder: DecoderPool
  clips: ClipMaker
  now: Clock
  cache: RenditionCache
  /** How long a request waits for a clip that is being made, in milliseconds. */
  clipWaitMs: number
  /** Called with the error if a rendition that was made cannot be saved; it is then made again when it is asked for. */
  onUnsaved: (error: unknown) => void
}

/** A rendition, by the key of its bytes in the blob store. */
export type FoundRendition = {
  readonly blob: string
  readonly mediaType: string
  readonly bytes: number
  /** The bytes themselves, which of one that has just been made may not be in the blob store yet. */
  readonly content?: Uint8Array
}

/** A size in which an asset is shown or downloaded. */
export type Size = {
  readonly name: ShownName | DownloadRenditionName | AvifName
  /** Key of the watermark; null for none. */
  readonly watermark: string | null
}

/**
 * A raster and the file that it comes from; `svg` is the drawing of a card, which is in no file, and `video` what is known
 * about the video whose poster it is.
 */
export type Raster = Original & {
  readonly rasterHash: string
  readonly svg?: string
  readonly video?: VideoFacts
}

const SPECS: readonly (RenditionSpec | KeyFrame)[] = [
  ...LADDER,
  ...AVIF_LADDER,
  ...DOWNLOAD_LADDER,
  ...KEY_FRAME_LADDER,
]

type Making = {
  readonly onProgress: (share: number) => void
  /** Whether nobody waits for it. */
  readonly isBackground: boolean
}

/** A rendition that was made, and whose saving has begun. */
export type MadeRendition = {
  readonly rendition: FoundRendition
  /** Resolves when it is stored and recorded. */
  readonly saved: Promise<void>
}

/**
 * Makes a rendition, and begins to store and record it, so that whoever waits for it need not wait for the disk;
 * `onProgress` is told the share of a clip that is done.
 *
 * @throws Problem OriginalNotFound, MediaProblem.
 */
export async function makeRendition(
  services: RenditionServices,
  raster: Raster,
  size: Size,
  { onProgress, isBackground }: Making,
): Promise<MadeRendition> {
  const clip = CLIPS.find(({ name }) => name === size.name)
  const making = clip
    ? makeClip(services, raster, { clip, size, onProgress })
    : makePicture(services, raster, { ...size, isBackground })
  const made = await making.catch((error: NodeJS.ErrnoException) => {
    throw error.syscall === undefined ? error : new Problem('OriginalNotFound', undefined, { cause: error })
  })
  if (!made) throw new Problem('OriginalNotFound')
  const { content, ...rendition } = made
  return {
    rendition: { ...rendition, ...(content && { content }) },
    // Whoever waits for it is answered first.
    saved: setImmediate().then(() => save(services, raster.rasterHash, rendition, content)),
  }
}

async function save(
  { db, blobs, now, cache }: RenditionServices,
  rasterHash: string,
  rendition: NewRendition,
  content: Uint8Array | null,
): Promise<void> {
  if (content) await blobs.put(content)
  await recordRenditions(db, rasterHash, [rendition], now().getTime())
  await cache.made(rendition)
}

/** A rendition that has yet to be saved; the content is null if it is in the blob store. */
type Unsaved = NewRendition & { readonly content: Uint8Array | null }

/** Makes a picture: of a picture or a card, or a frame of a video. Null if the original is not available. */
async function makePicture(
  { blobs, decoder: pool }: RenditionServices,
  raster: Raster,
  { name, watermark, isBackground }: Size & Pick<Making, 'isBackground'>,
): Promise<Unsaved | null> {
  const decoder = isBackground ? pool.inBackground : pool
  const found = SPECS.find((it) => it.name === name)!
  const frame = 'frame' in found ? found.frame : POSTER
  const specs = [{ ...found, watermark: watermark !== null }]
  const { video: facts, svg, blob } = raster
  const render = (path: string, isInPlace: boolean) =>
    facts
      ? renderFrame(decoder, { path, facts, frame }, specs)
      : renderPicture(decoder, { path, hash: isInPlace ? blob : null }, specs)
  const rendered = await (svg === undefined
    ? withOriginal(blobs, raster, render)
    : withDrawing(svg, (path) => render(path, false)))
  const made = rendered?.renditions[0]
  if (!made) return null
  const { bytes: content, ...rendition } = made
  return { ...rendition, content, blob: hash('sha256', content), bytes: content.length }
}

/** Makes renditions of a picture. @throws Problem OriginalNotFound if the file does not have the hash, unless that is null. */
async function renderPicture(
  decoder: Decoding,
  { path, hash: expected }: { path: string; hash: string | null },
  specs: readonly RenditionSpec[],
): Promise<Rendered> {
  const rendered = await decoder.render(path, specs, { withHash: expected !== null })
  if (rendered.sha256 !== expected) throw new Problem('OriginalNotFound')
  return rendered
}

/**
 * Makes renditions of a frame of a video. NOTE: the file is not read as a whole, so that its hash is not compared; one that is
 * used in place has the size and time with which it was ingested.
 */
async function renderFrame(
  decoder: Decoding,
  { path, ...frame }: { path: string; facts: VideoFacts; frame: FrameNumber },
  specs: readonly RenditionSpec[],
): Promise<Rendered> {
  const { rendered, warning } = await decoder.examineVideo(path, specs, frame)
  if (!rendered) throw new MediaProblem('unplayed', warning ?? undefined)
  return rendered
}

/** Makes a clip of a video. Null if the original is not available. */
async function makeClip(
  { blobs, clips, decoder }: RenditionServices,
  raster: Raster,
  { clip, size, onProgress }: { clip: Clip; size: Size; onProgress: (share: number) => void },
): Promise<Unsaved | null> {
  const facts = raster.video!
  const isWatermarked = size.watermark !== null
  const watermarkKey = isWatermarked ? decoder.watermark.key : null
  const { name, mediaType } = clip
  return withOriginal(blobs, raster, (path) =>
    clips.make(
      { path, facts, onProgress },
      { ...clip, watermark: isWatermarked },
      async (made, { width, height }) => {
        const { sha256, bytes } = await hashFile(made)
        await blobs.putFile(sha256, made)
        return {
          name,
          mediaType,
          width,
          height,
          isWatermarked,
          watermarkKey,
          blob: sha256,
          bytes,
          content: null,
        }
      },
    ),
  )
}
