/**
 * The download sizes of videos that are made from an original, smallest first, by the most lines that they have (contract
 * 16, Download sizes). Lines are counted along the shorter side, so that a vertical video is not made smaller.
 */
export const VIDEO_SIZES = [
  { name: 'sd', maxLines: 576 },
  { name: 'hd_web', maxLines: 720 },
  { name: 'hd1', maxLines: 1080 },
  { name: '4k', maxLines: 2160 },
] as const

/** The name of one of these sizes. */
export type VideoSizeName = (typeof VIDEO_SIZES)[number]['name']

/** Returns whether this is the name of a size that is made. */
export const isVideoSizeName = (name: string): name is VideoSizeName =>
  VIDEO_SIZES.some((size) => size.name === name)

type Frame = { readonly width: number; readonly height: number }

/**
 * Returns the sizes in which frames of this size can be made without enlarging them, smallest first: those that they have
 * the lines for, and sd in any case.
 */
export const videoSizesOf = (frame: Frame): { readonly name: VideoSizeName; readonly frame: Frame }[] => {
  const lines = Math.min(frame.width, frame.height)
  return VIDEO_SIZES.filter(({ name, maxLines }) => name === 'sd' || maxLines <= lines).map(({ name }) => ({
    name,
    frame: frameWithin(frame, name),
  }))
}

/**
 * Returns the size that frames have in a download size. Sides are even, since H.264 with subsampled colours has no others,
 * and not longer than those of the original.
 */
export function frameWithin({ width, height }: Frame, name: VideoSizeName): Frame {
  const { maxLines } = VIDEO_SIZES.find((size) => size.name === name)!
  const factor = Math.min(1, maxLines / Math.min(width, height))
  return { width: evenSide(width, factor), height: evenSide(height, factor) }
}

const evenSide = (side: number, factor: number): number =>
  Math.max(2, 2 * Math.min(Math.round((side * factor) / 2), Math.floor(side / 2)))
