import { hash } from 'node:crypto'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { MediaKind } from '../db/tables/assets.ts'
import { hashFile } from '../lib/hash.ts'
import { videoHasContentCredentials } from '../media/content-credentials.ts'
import type { DecoderPool } from '../media/decoder-pool.ts'
import { MediaProblem } from '../media/media-problem.ts'
import type { Rendition, RenditionSpec } from '../media/render.ts'
import { POSTER } from '../media/video/frames.ts'
import { findVideoFile } from '../media/video/video-file.ts'
import { INGEST_LADDER, sizeNamed } from '../renditions/ladder.ts'
import { storeRenditions } from '../renditions/store-renditions.ts'
import type { DecodedFile } from './decoded-file.ts'
import type { Sidecar } from './sidecar.ts'

/** Files in work for each decoder process: while one is decoded, the next is read and the last is written. */
export const FILES_PER_DECODER = 2

/** A file by its path in its source and by its absolute path. */
export type FileToRead = {
  readonly path: string
  readonly absolute: string
  readonly modifiedMs: number
  /** Whether it is used where it is, instead of being copied into the library. */
  readonly staysInPlace?: boolean
  /** What the record that names the file describes; null if there is none: then the format of the file decides. */
  readonly mediaKind: MediaKind | null
  /** Its metadata beside it. */
  readonly sidecar?: Sidecar | null
}

/**
 * Reads and decodes a file, and stores its bytes and its small renditions as blobs.
 *
 * @throws MediaProblem, Problem FileChanged; an Error with `code` when it cannot be read.
 */
export async function readFile(
  { blobs, decoder }: { blobs: BlobStore; decoder: DecoderPool },
  { staysInPlace = false, ...file }: FileToRead,
): Promise<DecodedFile> {
  const { path, absolute, modifiedMs } = file
  const { renditions, ...examined } = await examine(decoder, file, INGEST_LADDER)
  const { sha256, fileBytes: size } = examined.examination
  if (!staysInPlace) await blobs.putFile(sha256, absolute)
  const inPlace = staysInPlace ? { path: absolute, size, modifiedMs } : null
  return { ...examined, path, modifiedMs, inPlace, renditions: await storeRenditions(blobs, { renditions }) }
}

/** Reads and decodes a file without storing anything. @throws as `readFile`. */
export async function examineFile(decoder: DecoderPool, file: FileToRead): Promise<DecodedFile> {
  const { path, modifiedMs } = file
  const examined = await examine(decoder, file, [sizeNamed('thumb')])
  return { ...examined, path, modifiedMs, inPlace: null, renditions: [] }
}

type Examined = Required<Pick<DecodedFile, 'examination' | 'warning' | 'sidecar'>> & {
  readonly renditions: readonly Rendition[]
}

async function examine(
  decoder: DecoderPool,
  { absolute, mediaKind, sidecar = null }: FileToRead,
  specs: readonly RenditionSpec[],
): Promise<Examined> {
  const isVideo = mediaKind === 'video' || (mediaKind === null && (await findVideoFile(absolute)) !== null)
  const examined = isVideo
    ? await examineVideo(decoder, { absolute, sidecar }, specs)
    : await examineImage(decoder, { absolute, sidecar }, specs)
  return { ...examined, sidecar: sidecar?.state ?? null }
}

type ExaminedMedia = Omit<Examined, 'sidecar'>

/** What decoding would tell of a file that is not decoded. */
const UNDECODED = {
  width: null,
  height: null,
  colorType: null,
  rasterHash: null,
  palette: null,
  features: [],
} as const

/** Decodes a picture; one that only a missing program could draw is described, with a warning. */
async function examineImage(
  decoder: DecoderPool,
  { absolute, sidecar }: { absolute: string; sidecar: Sidecar | null },
  specs: readonly RenditionSpec[],
): Promise<ExaminedMedia> {
  try {
    const examined = await decoder.examine(absolute, specs, sidecar?.absolute)
    const { renditions, features, ...rest } = examined
    const examination = { ...rest, features: [features], video: null }
    return { examination, renditions, warning: examined.warning }
  } catch (error) {
    if (!(error instanceof MediaProblem) || error.refusal !== 'undrawn') throw error
    const described = await decoder.describe(absolute, sidecar?.absolute)
    const examination = { ...UNDECODED, ...described, video: null }
    return { examination, renditions: [], warning: error.message }
  }
}

/** Probes a video and decodes its poster; one that cannot be decoded here is described, with a warning. */
async function examineVideo(
  decoder: DecoderPool,
  { absolute, sidecar }: { absolute: string; sidecar: Sidecar | null },
  specs: readonly RenditionSpec[],
): Promise<ExaminedMedia> {
  const { format, facts, metadata, rendered, warning } = await decoder.examineVideo(absolute, specs, {
    frame: POSTER,
    withMetadata: true,
    sidecar: sidecar?.absolute,
  })
  const { sha256, bytes } = await hashFile(absolute)
  const { renditions, features, ...pixels } = rendered ?? { ...UNDECODED, features: null, renditions: [] }
  // Equal frames do not make equal videos, whose clips are kept under this hash as well.
  const rasterHash = pixels.rasterHash && hash('sha256', `${sha256} ${pixels.rasterHash}`)
  return {
    examination: {
      ...pixels,
      rasterHash,
      features: features ? [features] : [],
      sha256,
      fileBytes: bytes,
      format,
      hasContentCredentials: await videoHasContentCredentials(absolute, format),
      metadata: metadata!,
      video: facts,
    },
    renditions,
    warning,
  }
}
