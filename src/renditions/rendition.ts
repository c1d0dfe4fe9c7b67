import type { DownloadSizeName } from '../catalogue/download-sizes.ts'
import { visibleTo } from '../catalogue/visibility.ts'
import { prepared, type Values } from '../db/prepared.ts'
import type { RenditionTable } from '../db/tables/renditions.ts'
import { MediaProblem } from '../media/media-problem.ts'
import type { VideoFacts } from '../media/video/video-facts.ts'
import type { AssetRights } from '../receipts/stated-credit.ts'
import { awaitFor, type Making } from './being-made.ts'
import { cardOf, pictureKey } from './card.ts'
import { downloadRendition } from './download-ladder.ts'
import { failedRenditions } from './failed-renditions.ts'
import {
  type FoundRendition,
  makeRendition,
  type Raster,
  type RenditionServices,
  type Size,
} from './make-rendition.ts'
import { isClip, isOfVideos, isShownName } from './shown-name.ts'
import type { Grant } from './signed-link.ts'
import { smallerFormat } from './smaller-formats.ts'
import { storedName } from './store-renditions.ts'

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

/** How many renditions may wait to be made later; others are made when they are asked for again. */
const MAX_WAITING = 500
/** Precision of the last use: recording each use exactly would cost more than serving the picture. */
const NOTE_USE_MS = 3_600_000

/**
 * Finds renditions, and makes the missing ones: once, however many requests ask for the same one at a time. One that
 * failed is not retried for a while, with or without a watermark.
 */
export function openRenditions(services: RenditionServices): Renditions {
  const underWay = new Map<string, Making<FoundRendition>>()
  const failed = failedRenditions(services.now)
  let background = Promise.resolve()
  let waiting = 0
  return {
    async findRendition(grant, accepts = () => false) {
      if (grant.watermark !== null && grant.watermark !== services.decoder.watermark.key) return null
      if (!isShownName(grant.name)) return null
      const shown = await findShown(services, grant)
      if (!shown || (isOfVideos(grant.name) && !shown.raster.video)) return null
      const granted = { isAsGranted: shown.key === grant.picture, rights: shown.rights }
      const smaller = smallerFormat(grant.name, accepts)
      if (smaller === null) return { ...(await findOrMake(shown.raster, grant)), ...granted, isFinal: true }
      const size = { name: smaller, watermark: grant.watermark }
      const known = await findKnown(services, shown.raster, size)
      const instead = known ? null : await findKnown(services, shown.raster, grant)
      if (instead) makeLater(shown.raster, size)
      const found = known ?? instead ?? (await makeOnce(shown.raster, size))
      return { ...found, ...granted, isFinal: instead === null }
    },
    findDownloadFile: (original, size) =>
      findOrMake(original, { name: downloadRendition(size), watermark: null }),
  }

  /** Makes a rendition when those that were asked for before are made. One that fails is made when somebody waits for it. */
  function makeLater(raster: Raster, size: Size): void {
    if (waiting === MAX_WAITING) return
    waiting++
    background = background
      .then(() => findOrMake(raster, size, true))
      .then(
        () => {},
        () => {},
      )
      .finally(() => waiting--)
  }

  async function findOrMake(raster: Raster, size: Size, isBackground = false): Promise<FoundRendition> {
    return (await findKnown(services, raster, size)) ?? (await makeOnce(raster, size, isBackground))
  }

  function makeOnce(raster: Raster, size: Size, isBackground = false): Promise<FoundRendition> {
    const key = `${raster.rasterHash} ${size.name} ${size.watermark}`
    const making = underWay.get(key) ?? startMaking(raster, size, { key, isBackground })
    return isClip(size.name) ? awaitFor(making, services.clipWaitMs) : making.made
  }

  function startMaking(
    raster: Raster,
    size: Size,
    { key, isBackground }: { readonly key: string; readonly isBackground: boolean },
  ): Making<FoundRendition> {
    const { promise: made, resolve } = Promise.withResolvers<FoundRendition>()
    const making = { made, progress: 0 }
    underWay.set(key, making)
    const onProgress = (share: number) => {
      making.progress = share
    }
    resolve(makeUnlessFailed(raster, size, { onProgress, isBackground }).finally(() => underWay.delete(key)))
    return making
  }

  async function makeUnlessFailed(
    raster: Raster,
    size: Size,
    how: Parameters<typeof makeRendition>[3],
  ): Promise<FoundRendition> {
    const key = `${raster.rasterHash} ${size.name}`
    const known = failed.recall(key)
    if (known) throw known
    return makeRendition(services, raster, size, how).catch((error) => {
      if (error instanceof MediaProblem) failed.remember(key, error)
      throw error
    })
  }
}

/** A rendition made before, whose bytes are still there. */
async function findKnown(
  { db, blobs, now }: RenditionServices,
  { rasterHash }: Raster,
  { name, watermark }: Size,
): Promise<FoundRendition | null> {
  const stored = { rasterHash, name: storedName(name, watermark), watermarked: Number(watermark !== null) }
  const [known] = await renditionByName(db, stored)
  if (!known || !(await blobs.has(known.blob))) return null
  const usedMs = now().getTime()
  if (usedMs - known.usedMs >= NOTE_USE_MS)
    await db
      .updateTable('rendition')
      .set({ usedMs })
      .where('rasterHash', '=', rasterHash)
      .where('name', '=', stored.name)
      .where('watermarked', '=', stored.watermarked)
      .execute()
  return known
}

type StoredName = Pick<RenditionTable, 'rasterHash' | 'name' | 'watermarked'>

const renditionByName = prepared((db, { rasterHash, name, watermarked }: Values<StoredName>) =>
  db
    .selectFrom('rendition')
    .select(['blob', 'mediaType', 'bytes', 'usedMs'])
    .where('rasterHash', '=', rasterHash)
    .where('name', '=', name)
    .where('watermarked', '=', watermarked),
)

/**
 * The raster that an asset shows now, that of its file or of a card, and what identifies it in links. Null for one that may
 * not be seen. The country of the request does not matter: a link was given to a caller who may see the asset.
 */
async function findShown(
  { db, now }: RenditionServices,
  { assetId }: Pick<Grant, 'assetId'>,
): Promise<{ readonly raster: Raster; readonly key: string; readonly rights: AssetRights | null } | null> {
  const asset = await db
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
    .where(visibleTo({ now: now(), country: null }))
    .executeTakeFirst()
  if (!asset) return null
  const { blob, rasterHash, inPlace, video: facts } = asset
  const video = facts === null ? {} : { video: JSON.parse(facts) as VideoFacts }
  const key = pictureKey(asset)
  if (blob !== null && rasterHash !== null)
    return { raster: { blob, rasterHash, inPlace, ...video }, key, rights: asset }
  const { svg, sha256, raster } = cardOf(asset)
  return { raster: { blob: sha256, rasterHash: raster, inPlace: null, svg }, key, rights: null }
}
