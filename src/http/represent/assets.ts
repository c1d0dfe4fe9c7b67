import type { Asset } from '../../catalogue/asset.ts'
import type { AssetReader } from '../../catalogue/asset-reader.ts'
import type { RightsDefaults } from '../../catalogue/stated-rights.ts'
import type { Db } from '../../db/database.ts'
import type { MediaKind } from '../../db/tables/assets.ts'
import { videoOfferFor } from '../../downloads/video-offer.ts'
import type { Language } from '../../lib/languages.ts'
import { findLicensable, type SearchViewer } from '../../rights/find-licensable.ts'
import type { PublicCaller } from '../caller.ts'
import type { Links } from '../links.ts'
import { presentImage } from './image.ts'
import type { ImageSelection } from './image-fields.ts'
import { keptMembers, type PresentedFor } from './kept-members.ts'
import type { AssetContext, AssetSubject, PresentedAsset } from './shared-members.ts'
import { localized, toSubjects } from './subjects.ts'
import { presentVideo } from './video.ts'
import type { VideoSelection } from './video-fields.ts'

/** The parts of a call that decide how assets are presented. */
export type AssetsCall = {
  readonly links: Links
  readonly language: Language
  readonly caller: PublicCaller
  readonly rightsDefaults: RightsDefaults
  readonly canMakeVideoSizes: boolean
}

/** What presenting assets needs. */
export type PresentingServices = { readonly db: Db; readonly assets: AssetReader }

/** How assets are presented: which members, for whom, and in which call. */
type Presenting<Selection> = {
  readonly selection: Selection
  readonly viewer: SearchViewer
  readonly call: AssetsCall
}

/** Presents those images with these ids that may be shown to the viewer, in this order. */
export const presentImages = (
  services: PresentingServices,
  ids: readonly number[],
  presenting: Presenting<ImageSelection>,
) => presentAssets(services, { mediaKind: 'image', ids, presentOne: presentImage }, presenting)

/** The same for videos. */
export const presentVideos = (
  services: PresentingServices,
  ids: readonly number[],
  presenting: Presenting<VideoSelection>,
) => presentAssets(services, { mediaKind: 'video', ids, presentOne: presentVideo }, presenting)

async function presentAssets<Selection extends PresentedFor['selection']>(
  { db, assets }: PresentingServices,
  {
    mediaKind,
    ids,
    presentOne,
  }: {
    readonly mediaKind: MediaKind
    readonly ids: readonly number[]
    presentOne(subject: AssetSubject, context: AssetContext & { selection: Selection }): PresentedAsset
  },
  { selection, viewer, call }: Presenting<Selection>,
): Promise<PresentedAsset[]> {
  const { links, language, caller, rightsDefaults, canMakeVideoSizes } = call
  const licensable: readonly Asset[] = await findLicensable(assets, mediaKind, ids, viewer)
  const seen = await localized(assets.readMore, licensable, language)
  const { cleanSizes, rights } = caller
  // Without an access token no download sizes are shown.
  const videoOffer = await videoOfferFor({ db, canMakeVideoSizes }, caller.rights === null ? [] : seen)
  const context = {
    selection,
    links,
    language,
    cleanSizes,
    rights,
    videoOffer,
    now: viewer.now,
    rightsDefaults,
  }
  const kept = keptMembers(assets, { selection, links, state: caller.state })
  const known = seen.map(kept.find)
  const unknown = seen.filter((_, at) => known[at] === null)
  const { members } = selection
  const subjects =
    unknown.length === 0
      ? []
      : await assets.readMore((from) => toSubjects(from, unknown, { members, language }))
  const made = subjects.map((subject) => kept.keep(subject.asset, presentOne(subject, context))).values()
  return known.map((it) => it ?? made.next().value!)
}
