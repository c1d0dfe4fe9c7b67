import { forVideoTexts } from '../../catalogue/plain-texts.ts'
import { aspectRatioOf, frameSizeOf, videoColorOf, videoOrientationOf } from '../../catalogue/video.ts'
import {
  type AssetContext,
  type AssetSubject,
  listOf,
  type MakeMember,
  type PresentedAsset,
  presentMembers,
  SHARED_MEMBERS,
} from './shared-members.ts'
import { presentKeyFrames, presentVideoSize } from './video-display-size.ts'
import { presentLargestVideo, presentVideoSizes } from './video-downloads.ts'
import type { VideoMember, VideoSelection } from './video-fields.ts'
import type { VideoSizeName } from './video-size-names.ts'

/** What presenting a video needs besides the asset. */
export type VideoContext = AssetContext & { readonly selection: VideoSelection }

const ORIENTATIONS = { horizontal: 'Horizontal', vertical: 'Vertical' } as const

/** How each member of a video is made from its record (contract 8.3). */
const MEMBERS: Record<VideoMember, MakeMember<VideoContext>> = {
  ...SHARED_MEMBERS,
  ...forVideoTexts<MakeMember>(
    (_name, column) =>
      ({ asset }) =>
        asset[column],
  ),
  aspect_ratio: ({ asset }) => aspectRatioOf(asset),
  clip_length: ({ asset }) => asset.clipLength,
  color_type: ({ asset, keywords }) => videoColorOf(keywords) ?? asset.colorType,
  display_sizes: ({ asset }, { selection, links, cleanSizes }) => {
    const look = { links, clean: cleanSizes(asset) }
    return selection.sizes.map((name) => presentVideoSize(asset, name as VideoSizeName, look))
  },
  download_sizes: ({ asset }, context) => presentVideoSizes(asset, context, context.selection.withLinks),
  istock_licenses: ({ asset }) => listOf(asset.istockLicenses),
  key_frames: ({ asset }, { links, cleanSizes }) =>
    presentKeyFrames(asset, { links, clean: cleanSizes(asset) }),
  largest_downloads: ({ asset }, context) => presentLargestVideo(asset, context),
  max_dimensions: ({ asset }) => frameSizeOf(asset),
  orientation: ({ asset }) => {
    const orientation = videoOrientationOf(asset)
    return orientation === null ? 'Unknown' : ORIENTATIONS[orientation]
  },
  source: ({ asset }) => asset.editorialSource,
}

/** Presents one video with the requested members only. */
export function presentVideo(subject: AssetSubject, context: VideoContext): PresentedAsset {
  return presentMembers(subject, context, MEMBERS)
}
