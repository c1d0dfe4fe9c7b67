import type { RenditionSpec } from '../media/render.ts'
import type { ClipSpec } from '../media/video/clip-args.ts'
import { type FrameNumber, KEY_FRAMES } from '../media/video/frames.ts'
import { sizeNamed } from './ladder.ts'

/** The sizes in which videos are shown, which those of pictures are, too. */
type VideoSize = 'comp' | 'preview' | 'thumb'

/** The name of a clip: its size and the extension of its file. */
export type ClipName = `${VideoSize}_${'mp4' | 'webm'}`
/** The name of a key frame. */
export type KeyFrameName = `key_frame_${(typeof KEY_FRAMES)[number]}`

/** A clip of a video, which has the rights of the size of pictures that it is `like`. */
export type Clip = Omit<ClipSpec, 'watermark'> & { readonly name: ClipName; readonly like: VideoSize }

/** The longest clip of each size, and whether it has sound. */
const LENGTHS = [
  { like: 'comp', maxMs: 600_000, hasSound: true },
  { like: 'preview', maxMs: 30_000, hasSound: true },
  { like: 'thumb', maxMs: 6000, hasSound: false },
] as const

/** The clips of a video. A comp has the whole video for layouts, a thumb a few seconds without sound for grids. */
export const CLIPS: readonly Clip[] = LENGTHS.flatMap(({ like, ...length }) =>
  (['mp4', 'webm'] as const).map((extension) => ({
    name: `${like}_${extension}` as const,
    like,
    bound: sizeNamed(like).bound,
    mediaType: `video/${extension}` as const,
    ...length,
  })),
)

/** The clip with this name. */
export const clipNamed = (name: ClipName): Clip => CLIPS.find((clip) => clip.name === name)!

/** A key frame as a picture. */
export type KeyFrame = RenditionSpec & { readonly name: KeyFrameName; readonly frame: FrameNumber }

/** The key frames of a video, in the size and with the rights of a comp. */
export const KEY_FRAME_LADDER: readonly KeyFrame[] = KEY_FRAMES.map((frame) => ({
  ...sizeNamed('comp'),
  name: `key_frame_${frame}`,
  frame,
}))
