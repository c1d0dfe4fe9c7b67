import { LADDER, type RenditionName } from './ladder.ts'
import { CLIPS, type ClipName, KEY_FRAME_LADDER, type KeyFrameName } from './video-ladder.ts'

/** The name of something that links show: a size of pictures, or a clip or key frame of a video. */
export type ShownName = RenditionName | ClipName | KeyFrameName

const OF_VIDEOS: ReadonlySet<string> = new Set([...CLIPS, ...KEY_FRAME_LADDER].map(({ name }) => name))

/** Returns whether only videos have what a name stands for. */
export const isOfVideos = (name: string): boolean => OF_VIDEOS.has(name)

/** Returns whether a name stands for a clip. */
export const isClip = (name: string): boolean => CLIPS.some((clip) => clip.name === name)

/** Returns whether links can show something of this name. */
export const isShownName = (name: string): name is ShownName =>
  isOfVideos(name) || LADDER.some((it) => it.name === name)
