/** The display sizes of videos: those of the contract in the order of answers, and ours, which are only sent on request. */
export const VIDEO_SIZES = ['comp', 'preview', 'thumb'] as const
/** As contract and clients have them, comp and preview are MP4 files and thumb is a picture; these are the other ones. */
export const OTHER_VIDEO_SIZES = [
  ...(['comp_webm', 'comp_jpg', 'preview_webm', 'preview_jpg'] as const),
  ...(['thumb_mp4', 'thumb_webm'] as const),
] as const
/** The name of a display size of a video. */
export type VideoSizeName = (typeof VIDEO_SIZES)[number] | (typeof OTHER_VIDEO_SIZES)[number]
