import type { HistoryEntry } from '../../downloads/history.ts'
import { time } from './image.ts'

/** A download in the words of the contract (8.6). */
export function presentDownload(download: HistoryEntry, thumb: string | null) {
  const { width, height, dpi } = download
  return {
    id: String(download.assetId),
    asset_type: download.assetType,
    date_downloaded: time(download.atMs)!,
    product_id: download.productId,
    product_type: download.productType,
    agreement_name: download.agreementName,
    thumb_uri: thumb,
    download_source: download.source,
    size_name: download.sizeName,
    download_details: { download_notes: download.notes, project_code: download.projectCode },
    dimensions: {
      ...(width !== null && { width }),
      ...(height !== null && { height }),
      ...(dpi !== null && { dpi }),
    },
    user: {
      username: download.username,
      first_name: download.firstName,
      middle_name: download.middleName,
      last_name: download.lastName,
    },
    license_model: download.licenseModel,
    generated_asset_id: null,
  }
}
