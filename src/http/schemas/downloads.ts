import { Type } from 'typebox'
import { User } from './customer.ts'
import { Int, ObjectOrNull, Text, UtcTime } from './nullable.ts'

/** Downloads and their history (contract 8.1, 8.2 and 8.6). */

/** Request body: notes on a download, which some products require. */
export const DownloadData = Type.Object(
  {
    download_notes: Type.Optional(Text({ examples: ['For the cover'] })),
    project_code: Type.Optional(Text({ examples: ['SPRING'] })),
  },
  { title: 'PremiumAccessDownloadData' },
)

/** The address of the file. */
export const DownloadAnswer = Type.Object(
  {
    uri: Type.String({
      description: 'Opaque; valid for 24 hours.',
      examples: ['https://images.example.org/deliveries/…'],
    }),
  },
  { title: 'DownloadAnswer' },
)

/** A product by which an asset can be downloaded; `uri` is where to request the download. */
export const flatDownload = {
  product_id: Text({ examples: ['1234'] }),
  product_type: Text({ examples: ['premiumaccess'] }),
  uri: Text({ examples: ['https://images.example.org/v3/downloads/images/100000001'] }),
  agreement_name: Text({ examples: ['Agreement of 2026'] }),
}
/** A product that covers an asset. */
export const Download = Type.Object(flatDownload, { title: 'Download' })

const UNKNOWN = 'Null for an EPS or PDF that cannot be drawn here.'

/** A size in which an image can be downloaded; sizes of files that are not made yet are estimated. */
export const DownloadSize = Type.Object(
  {
    bytes: Type.Integer({ examples: [2_226_077] }),
    height: Int({ description: UNKNOWN, examples: [4000] }),
    width: Int({ description: UNKNOWN, examples: [6000] }),
    media_type: Text({ examples: ['image/jpeg'] }),
    name: Text({ examples: ['xx_large'] }),
    dpi: Type.Integer({ examples: [300] }),
    downloads: Type.Optional(
      Type.Array(Download, { description: 'A link for each product that allows it.' }),
    ),
  },
  { title: 'ImageDownloadSize' },
)

/** In searches: has both the flat and the nested form of the members (contract 16, largest_downloads). */
export const LargestDownload = Type.Object(
  {
    media_type: Text({ examples: ['image/jpeg'] }),
    bytes: Type.Integer({ examples: [2_226_077] }),
    height: Int({ description: UNKNOWN, examples: [4000] }),
    width: Int({ description: UNKNOWN, examples: [6000] }),
    downloads: Type.Array(Download),
    ...flatDownload,
  },
  { title: 'LargestDownload' },
)

/** Members of both histories. */
const common = {
  agreement_name: Text({ examples: ['Agreement of 2026'] }),
  asset_type: Text({ description: 'image or video', examples: ['image'] }),
  date_downloaded: UtcTime(),
  download_source: Text({ description: 'api or web', examples: ['api'] }),
  product_id: Type.Integer({ examples: [1234] }),
  product_type: Text({ examples: ['premiumaccess'] }),
  thumb_uri: Text({ examples: ['https://images.example.org/renditions/100000001/thumb/…'] }),
  user: User,
}

/** NOTE: missing values are left out, since typed clients cannot read null there (clients.md 0.6). */
const Dimensions = ObjectOrNull(
  {
    width: Type.Optional(Type.Integer({ examples: [6000] })),
    height: Type.Optional(Type.Integer({ examples: [4000] })),
    dpi: Type.Optional(Type.Integer({ examples: [300] })),
  },
  { title: 'DownloadDimensions' },
)
const HistoricalDownload = Type.Object(
  {
    id: Text({ examples: ['100000001'] }),
    ...common,
    size_name: Text({ examples: ['xx_large'] }),
    download_details: Type.Object(
      { download_notes: Text({ examples: ['For the cover'] }), project_code: Text({ examples: ['SPRING'] }) },
      { title: 'DownloadDetails' },
    ),
    dimensions: Dimensions,
    license_model: Text({ examples: ['royaltyfree'] }),
    generated_asset_id: Text({ examples: [null] }),
  },
  { title: 'HistoricalDownload' },
)
/** A page of the download history of a user or a company. */
export const GetDownloadsResponse = Type.Object(
  { result_count: Type.Integer({ examples: [1] }), downloads: Type.Array(HistoricalDownload) },
  { title: 'GetDownloadsResponse' },
)

const AssetDownload = Type.Object(
  {
    ...common,
    download_notes: Text({ examples: ['For the cover'] }),
    project_code: Text({ examples: ['SPRING'] }),
  },
  { title: 'AssetDownload' },
)
/** The download history of an asset. */
export const AssetDownloadHistoryResults = Type.Object(
  { id: Text({ examples: ['100000001'] }), downloads: Type.Array(AssetDownload) },
  { title: 'AssetDownloadHistoryResults' },
)
