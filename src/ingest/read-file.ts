import { open } from 'node:fs/promises'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { MediaKind } from '../db/tables/assets.ts'
import { hashFile } from '../lib/hash.ts'
import type { DecoderPool, ExaminedPicture } from '../media/decoder-pool.ts'
import { MediaProblem } from '../media/media-problem.ts'
import { readMetadata } from '../media/metadata/read-metadata.ts'
import type { RenditionSpec } from '../media/render.ts'
import { VIDEO_HEAD_BYTES, videoFormatOf } from '../media/video-format.ts'
import { INGEST_LADDER, sizeNamed } from '../renditions/ladder.ts'
import { storeRenditions } from '../renditions/store-renditions.ts'
import type { DecodedFile, ExaminedFile } from './decoded-file.ts'
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
  /** What the record that names the file describes; by default an image. */
  readonly mediaKind?: MediaKind
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
  { path, absolute, modifiedMs, staysInPlace = false, mediaKind = 'image', sidecar = null }: FileToRead,
): Promise<DecodedFile> {
  const { examined, examination, warning } =
    mediaKind === 'image'
      ? await examineImage(decoder, { absolute, sidecar }, INGEST_LADDER)
      : { examined: null, examination: await examineVideo(absolute), warning: null }
  if (!staysInPlace) await blobs.putFile(examination.sha256, absolute)
  const size = examination.fileBytes
  const inPlace = staysInPlace ? { path: absolute, size, modifiedMs } : null
  const renditions = examined ? await storeRenditions(blobs, examined) : []
  return { path, modifiedMs, inPlace, examination, renditions, warning, sidecar: sidecar?.state ?? null }
}

/** Reads and decodes a file without storing anything. @throws as `readFile`. */
export async function examineFile(
  decoder: DecoderPool,
  { path, absolute, modifiedMs, mediaKind = 'image', sidecar = null }: FileToRead,
): Promise<DecodedFile> {
  const { examination, warning } =
    mediaKind === 'image'
      ? await examineImage(decoder, { absolute, sidecar }, [sizeNamed('thumb')])
      : { examination: await examineVideo(absolute), warning: null }
  return {
    path,
    modifiedMs,
    inPlace: null,
    examination,
    renditions: [],
    warning,
    sidecar: sidecar?.state ?? null,
  }
}

/** What decoding would tell of a file that is not decoded. */
const UNDECODED = { width: null, height: null, colorType: null, rasterHash: null, palette: null } as const

/**
 * Decodes a picture; one that only a missing program could draw is described, with a warning.
 *
 * @throws as `readFile`.
 */
async function examineImage(
  decoder: DecoderPool,
  { absolute, sidecar }: { absolute: string; sidecar: Sidecar | null },
  specs: readonly RenditionSpec[],
): Promise<{ examined: ExaminedPicture | null; examination: ExaminedFile; warning: string | null }> {
  try {
    const examined = await decoder.examine(absolute, specs, sidecar?.absolute)
    return { examined, examination: withoutPixels(examined), warning: examined.warning }
  } catch (error) {
    if (!(error instanceof MediaProblem) || error.refusal !== 'undrawn') throw error
    const described = await decoder.describe(absolute, sidecar?.absolute)
    return { examined: null, examination: { ...UNDECODED, ...described }, warning: error.message }
  }
}

/** The metadata of a file of which none was read. */
const NO_METADATA = readMetadata(new Uint8Array())

/** Reads a video without decoding it. @throws MediaProblem if it is in no format of videos. */
async function examineVideo(absolute: string): Promise<ExaminedFile> {
  const file = await open(absolute)
  const { buffer } = await file.read({ buffer: Buffer.alloc(VIDEO_HEAD_BYTES) }).finally(() => file.close())
  const format = videoFormatOf(buffer)
  if (format === null) throw new MediaProblem('not_video')
  const { sha256, bytes } = await hashFile(absolute)
  return { ...UNDECODED, sha256, fileBytes: bytes, format, metadata: NO_METADATA }
}

function withoutPixels(examination: ExaminedPicture): Omit<ExaminedPicture, 'renditions'> {
  const { renditions: _, ...rest } = examination
  return rest
}
