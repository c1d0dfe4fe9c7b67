import type { HistoryEntry } from '../../downloads/history.ts'
import { time } from './time.ts'

/** A download in the format of the contract (8.6). */
export function presentDownload(download: HistoryEntry, thumb: string | null) {
  const { width, height, dpi } = download
  return {
    id: String(download.assetId),
    ...common(download, thumb),
    size_name: download.sizeName,
    download_details: stated(download),
    dimensions: {
      ...(width !== null && { width }),
      ...(height !== null && { height }),
      ...(dpi !== null && { dpi }),
    },
    license_model: download.licenseModel,
    generated_asset_id: null,
  }
}

/** A download in the history of its asset (8.2). */
export const presentAssetDownload = (download: HistoryEntry, thumb: string | null) => ({
  ...common(download, thumb),
  ...stated(download),
})

const common = (download: HistoryEntry, thumb: string | null) => ({
  asset_type: download.assetType,
  date_downloaded: time(download.atMs)!,
  product_id: download.productId,
  product_type: download.productType,
  agreement_name: download.agreementName,
  thumb_uri: thumb,
  download_source: download.source,
  user: {
    username: download.username,
    first_name: download.firstName,
    middle_name: download.middleName,
    last_name: download.lastName,
  },
})

const stated = ({ notes, projectCode }: HistoryEntry) => ({
  download_notes: notes,
  project_code: projectCode,
})
