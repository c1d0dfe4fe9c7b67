import type { BlobStore } from '../blobs/blob-store.ts'
import type { DownloadSizeName } from '../catalogue/download-sizes.ts'
import { visibleAt } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import { prepared, type Values } from '../db/prepared.ts'
import type { Clock } from '../lib/clock.ts'
import type { VideoFacts } from '../media/video/video-facts.ts'
import type { AssetRights } from '../receipts/stated-credit.ts'
import { cardOf, pictureKey } from './card.ts'
import { downloadRendition } from './download-ladder.ts'
import { findKnown } from './find-known.ts'
import type { FoundRendition, Raster, Size } from './make-rendition.ts'
import type { RenditionMaking } from './rendition-maker.ts'
import { isOfVideos, isShownName } from './shown-name.ts'
import type { Grant } from './signed-link.ts'
import { smallerFormat } from './smaller-formats.ts'

/**
 * A rendition for a link; `isAsGranted` tells whether it shows the same picture as when the link was made. `rights` are those
 * of the picture, with which it is sent; null for a card.
 */
export type GrantedRendition = FoundRendition & {
  readonly isAsGranted: boolean
  /** Whether the next request gets the same, and not a smaller format that is being made. */
  readonly isFinal: boolean
  readonly rights: AssetRights | null
}

/**
 * Finds the rendition that a link grants, with the asset's current pixels: an answer may be cached for a day, and its
 * links should show the picture if its file has arrived since. Null when the asset is not visible to anybody, or when the
 * watermark has changed since: then every picture has to carry the new one.
 *
 * If a smaller format is accepted that has yet to be made, and the one that the link names is there, nobody waits: this one
 * is returned, and the other made for later requests.
 *
 * @throws Problem OriginalNotFound when it has yet to be made and the original is no longer available; BeingMade while a
 *   clip is being made.
 */
export type FindRendition = (
  grant: Omit<Grant, 'expiresMs'>,
  /** Returns whether pictures of a media type are accepted in place of the one that the link names. */
  accepts?: (mediaType: string) => boolean,
) => Promise<GrantedRendition | null>

/** Finds the file of a download size of an original, or makes it. @throws as `FindRendition`, and MediaProblem. */
export type FindDownloadFile = (original: Raster, size: DownloadSizeName) => Promise<FoundRendition>

/** Finds renditions, and makes the missing ones. */
export type Renditions = {
  readonly findRendition: FindRendition
  readonly findDownloadFile: FindDownloadFile
}

/** What finding renditions needs. */
export type FindingServices = {
  readonly db: Db
  readonly blobs: BlobStore
  readonly now: Clock
  readonly maker: RenditionMaking
  /** The key of the current watermark. */
  readonly watermarkKey: string
}

/** Finds renditions, and has the missing ones made. */
export function openRenditions(services: FindingServices): Renditions {
  const { maker, watermarkKey } = services
  return {
    async findRendition(grant, accepts = () => false) {
      if (grant.watermark !== null && grant.watermark !== watermarkKey) return null
      if (!isShownName(grant.name)) return null
      const shown = await findShown(services, grant)
      if (!shown || (isOfVideos(grant.name) && !shown.raster.video)) return null
      const granted = { isAsGranted: shown.key === grant.picture, rights: shown.rights }
      const smaller = smallerFormat(grant.name, accepts)
      if (smaller === null) return { ...(await findOrMake(shown.raster, grant)), ...granted, isFinal: true }
      const size = { name: smaller, watermark: grant.watermark }
      const known = await findKnown(services, shown.raster, size)
      const instead = known ? null : await findKnown(services, shown.raster, grant)
      if (instead) maker.makeLater(shown.raster, size)
      const found = known ?? instead ?? (await maker.make(shown.raster, size))
      return { ...found, ...granted, isFinal: instead === null }
    },
    async findDownloadFile(original, downloadSize) {
      const size = { name: downloadRendition(downloadSize), watermark: null }
      return (await findKnown(services, original, size)) ?? (await maker.makeAndSave(original, size))
    },
  }

  async function findOrMake(raster: Raster, { name, watermark }: Size): Promise<FoundRendition> {
    const size = { name, watermark }
    return (await findKnown(services, raster, size)) ?? (await maker.make(raster, size))
  }
}

/**
 * The raster that an asset shows now, that of its file or of a card, and what identifies it in links. Null for one that may
 * not be seen. The country of the request does not matter: a link was given to a caller who may see the asset.
 */
async function findShown(
  { db, now }: Pick<FindingServices, 'db' | 'now'>,
  { assetId }: Pick<Grant, 'assetId'>,
): Promise<{ readonly raster: Raster; readonly key: string; readonly rights: AssetRights | null } | null> {
  const [asset] = await shownById(db, { assetId, nowMs: now().getTime() })
  if (!asset) return null
  const { blob, rasterHash, inPlace, video: facts } = asset
  const video = facts === null ? {} : { video: JSON.parse(facts) as VideoFacts }
  const key = pictureKey(asset)
  if (blob !== null && rasterHash !== null)
    return { raster: { blob, rasterHash, inPlace, ...video }, key, rights: asset }
  const { svg, sha256, raster } = cardOf(asset)
  return { raster: { blob: sha256, rasterHash: raster, inPlace: null, svg }, key, rights: null }
}

const shownById = prepared((db, { assetId, nowMs }: Values<{ assetId: number; nowMs: number }>) =>
  db
    .selectFrom('asset')
    .innerJoin('collection', 'collection.id', 'asset.collectionId')
    .leftJoin('artist', 'artist.id', 'asset.artistId')
    .leftJoin('master', 'master.assetId', 'asset.id')
    .select(['master.blob', 'master.rasterHash', 'master.inPlace', 'master.video'])
    .select(['asset.mediaKind', 'asset.version', 'asset.title', 'asset.clipLength', 'asset.aspectRatio'])
    .select(['asset.frameWidth', 'asset.frameHeight'])
    .select(['asset.creditLine', 'asset.copyright', 'asset.copyrightOwners'])
    .select(['asset.webStatement', 'asset.licensors'])
    .select((eb) => eb.fn.coalesce('asset.artistWritten', 'artist.name').as('artist'))
    .where('asset.id', '=', assetId)
    .where(visibleAt(nowMs, null)),
)
