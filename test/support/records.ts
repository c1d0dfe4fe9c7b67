import type { AssetDescription } from '../../src/catalogue/asset-description.ts'
import { addAsset, type Master } from '../../src/catalogue/save-asset.ts'
import type { Library } from '../../src/compose.ts'

/** A description without any data. */
export const EMPTY_DESCRIPTION: AssetDescription = {
  family: 'creative',
  title: 'Untitled',
  collection: 'Test',
  licenseModel: null,
  graphicalStyle: 'photography',
  qualityRank: 3,
  artist: null,
  editorialSource: null,
  keywords: [],
}

/** Adds a record with just these fields; `size` gives it a file without content, by default a JPEG. */
export function addRecord(
  { db, now }: Library,
  said: Partial<AssetDescription> & {
    size?: { width: number; height: number }
  } & Partial<Pick<Master, 'fileType' | 'palette'>>,
): Promise<number> {
  const { size, fileType = 'jpg', palette = '[]', ...rest } = said
  const dateCreatedMs = typeof rest.dateCreated === 'string' ? Date.parse(rest.dateCreated) : null
  const description = { ...EMPTY_DESCRIPTION, dateCreatedMs, ...rest }
  const master = size ? { ...masterOf(size), fileType, palette } : null
  return db.transaction().execute((tx) => addAsset(tx, { description, master, now: now() }))
}

function masterOf(size: { width: number; height: number }): Master {
  const hash = `${size.width}x${size.height}`.padEnd(64, '0')
  return {
    ...size,
    blob: hash,
    rasterHash: hash,
    bytes: 1000,
    palette: '[]',
    inPlace: null,
    video: null,
    contentCredentials: null,
    fileType: 'jpg',
    colorType: 'color',
  }
}
