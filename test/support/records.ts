import type { AssetDescription } from '../../src/catalogue/asset-description.ts'
import { addAsset, type Master } from '../../src/catalogue/save-asset.ts'
import type { Library } from '../../src/compose.ts'

/** A record that says nothing of itself. */
export const NOTHING: AssetDescription = {
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

/** Adds a record that says this and nothing else; `size` gives it a file that nobody can open, a JPEG unless said. */
export function addRecord(
  { db, now }: Library,
  said: Partial<AssetDescription> & {
    size?: { width: number; height: number }
  } & Partial<Pick<Master, 'fileType' | 'palette'>>,
): Promise<number> {
  const { size, fileType = 'jpg', palette = '[]', ...rest } = said
  const dateCreatedMs = typeof rest.dateCreated === 'string' ? Date.parse(rest.dateCreated) : null
  const description = { ...NOTHING, dateCreatedMs, ...rest }
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
    fileType: 'jpg',
    colorType: 'color',
  }
}
