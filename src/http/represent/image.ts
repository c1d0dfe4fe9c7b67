import { orientationOf } from '../../catalogue/orientation.ts'
import { forPlainTexts } from '../../catalogue/plain-texts.ts'
import { type Releases, releasesOf } from '../../catalogue/releases.ts'
import { rightsStatementOf } from '../../catalogue/rights-statement.ts'
import { mayBeEmbedded } from '../../catalogue/stated-rights.ts'
import { LADDER, type RenditionSize } from '../../renditions/ladder.ts'
import { presentDisplaySize } from './display-size.ts'
import { presentDownloadSizes, presentLargestByProduct, presentLargestSize } from './image-downloads.ts'
import type { ImageMember, ImageSelection } from './image-fields.ts'
import {
  type AssetContext,
  type AssetSubject,
  listOf,
  type MakeMember,
  type PresentedAsset,
  presentMembers,
  SHARED_MEMBERS,
} from './shared-members.ts'
import { presentTerritories } from './territories.ts'

/** What presenting an image needs besides the asset. */
export type ImageContext = AssetContext & { readonly selection: ImageSelection }

const ORIENTATIONS = {
  horizontal: 'Horizontal',
  vertical: 'Vertical',
  square: 'Square',
  panoramic_horizontal: 'PanoramicHorizontal',
  panoramic_vertical: 'PanoramicVertical',
} as const

const sizes = new Map<string, RenditionSize>(LADDER.map((size) => [size.name, size]))

/** How each member of an image is made from its record (contract 8.2). */
const MEMBERS: Record<ImageMember, MakeMember<ImageContext>> = {
  ...SHARED_MEMBERS,
  ...forPlainTexts<MakeMember>(
    (_name, column) =>
      ({ asset }) =>
        asset[column],
  ),
  alt_text: ({ asset }) => asset.altText,
  color_type: ({ asset }) => asset.colorType,
  contributor: ({ asset }) => ({ member_name: asset.contributorName, display_name: asset.artist }),
  copyright_owners: ({ asset }) => listOf(asset.copyrightOwners),
  data_mining: ({ asset }) => asset.dataMining,
  date_created_local: ({ asset }) => asset.dateCreated,
  date_text: ({ asset }) => asset.dateText,
  digital_source_type: ({ asset }) => asset.digitalSourceType,
  display_sizes: ({ asset }, { selection, links, cleanSizes }) => {
    const look = { links, clean: cleanSizes(asset) }
    return selection.sizes.map((name) => presentDisplaySize(asset, sizes.get(name)!, look))
  },
  download_sizes: ({ asset }, context) => presentDownloadSizes(asset, context, context.selection.withLinks),
  extended_description: ({ asset }) => asset.extendedDescription,
  // NOTE: null and not [] if there are none, because the .NET client reads a text here (clients.md).
  istock_licenses: ({ asset }) => (asset.istockLicenses === null ? null : listOf(asset.istockLicenses)),
  largest_downloads: ({ asset }, context) =>
    context.selection.kind === 'search'
      ? presentLargestByProduct(asset, context)
      : presentLargestSize(asset, context),
  licensors: ({ asset }) => listOf(asset.licensors),
  links: ({ asset }) => listOf(asset.links),
  max_dimensions: ({ asset: { width, height } }) => (width === null ? null : { height, width }),
  orientation: ({ asset: { width, height } }) =>
    width === null || height === null ? 'Unknown' : ORIENTATIONS[orientationOf({ width, height })],
  releases: ({ asset }) => presentReleases(releasesOf(asset)),
  rights_statement: ({ asset }) => rightsStatementOf(asset),
  territory_restrictions: ({ asset }, { language }) => presentTerritories(asset, language),
  type: () => 'image',
  uri_oembed: ({ asset }, { links, rightsDefaults }) =>
    mayBeEmbedded(asset, rightsDefaults) ? links.oembed(asset) : null,
}

/** Presents one image with the requested members only. */
export function presentImage(subject: AssetSubject, context: ImageContext): PresentedAsset {
  return presentMembers(subject, context, MEMBERS)
}

/** Only codes are published; the ids of the releases remain private. */
function presentReleases({ model, property, minorModelAge }: Releases) {
  return {
    model_release_status: model.status,
    property_release_status: property.status,
    minor_model_age: minorModelAge,
  }
}
