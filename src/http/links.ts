import type { Asset } from '../catalogue/asset.ts'
import type { Clock } from '../lib/clock.ts'
import { slug } from '../lib/slug.ts'
import { pictureKey, rasterDigits } from '../renditions/card.ts'
import type { ShownName } from '../renditions/shown-name.ts'
import { expiryOf, signedPath } from '../renditions/signed-link.ts'

/** What of an asset decides the address of its picture. */
type PicturedAsset = Pick<Asset, 'id' | 'title' | 'rasterHash' | 'mediaKind' | 'version'>

/** Something that a link shows. */
type LinkedSize = { readonly name: ShownName; readonly mediaType: keyof typeof EXTENSIONS }

const EXTENSIONS = {
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
} as const

/** Makes the addresses in an answer. All of them are absolute, and opaque to clients. */
export type Links = {
  /** Identifies the links: equal states make equal links. */
  readonly state: string
  /** Whether clips and key frames of videos can be made. */
  readonly canPlay: boolean
  rendition(asset: PicturedAsset, size: LinkedSize, watermarked: boolean): string
  /** The address of the gallery. */
  readonly home: string
  /** The asset's page in the gallery. */
  page(asset: Asset): string
  /** The picture of the asset's shared page; the address changes only when the pixels do. */
  sharedPicture(asset: Asset): string
  /** A clip of the asset for its shared page; the address does not expire. */
  sharedClip(asset: Asset): string
  /** The page that plays the asset on other sites. */
  player(asset: Asset): string
  /** The oEmbed address of the asset. */
  oembed(asset: Asset): string
  /** An address of this server, from its path and query. */
  api(path: string): string
}

/** Cached base addresses: more than a server has names, few enough that made-up ports do not fill the memory. */
const MAX_KEPT_BASES = 100

/**
 * Returns a function that makes links for a base address. All answers of one UTC day share them, so they are made once
 * for each base and day.
 */
export function linkMaker({
  secret,
  watermarkKey,
  cacheSeconds,
  canPlay,
  now,
}: {
  /** Signs the addresses of renditions. */
  readonly secret: string
  /** Identifies the current watermark. */
  readonly watermarkKey: string
  /** How long answers may be cached; their links are valid for longer. */
  readonly cacheSeconds: number
  readonly canPlay: boolean
  readonly now: Clock
}): (base: string) => Links {
  const byBase = new Map<string, Links>()
  let expiresMs = 0
  return (base) => {
    const expiresNowMs = expiryOf(now(), cacheSeconds)
    if (expiresNowMs !== expiresMs || byBase.size > MAX_KEPT_BASES) byBase.clear()
    expiresMs = expiresNowMs
    const links = byBase.get(base) ?? linksFrom({ base, secret, expiresMs, watermarkKey, canPlay })
    byBase.set(base, links)
    return links
  }
}

function linksFrom({
  base,
  secret,
  expiresMs,
  watermarkKey,
  canPlay,
}: {
  base: string
  secret: string
  expiresMs: number
  watermarkKey: string
  canPlay: boolean
}): Links {
  // Links to several sizes of an asset are made one after the other.
  let last = { title: '', slug: slug('') }
  const slugOf = ({ title }: PicturedAsset): string => {
    if (title !== last.title) last = { title, slug: slug(title) }
    return last.slug
  }
  const page = (asset: Asset) => `${base}/detail/${slug(asset.title)}/${asset.id}`
  return {
    home: `${base}/`,
    state: `${base} ${expiresMs} ${watermarkKey} ${canPlay}`,
    canPlay,
    rendition(asset, size, watermarked) {
      const grant = {
        assetId: asset.id,
        name: size.name,
        watermark: watermarked ? watermarkKey : null,
        picture: pictureKey(asset),
        expiresMs,
      }
      return base + signedPath(secret, grant, slugOf(asset), EXTENSIONS[size.mediaType])
    },
    page,
    sharedPicture: (asset) =>
      `${base}/pictures/${asset.id}/${slug(asset.title)}.jpg?v=${rasterDigits(asset.rasterHash)}`,
    sharedClip: (asset) =>
      `${base}/clips/${asset.id}/${slug(asset.title)}.mp4?v=${rasterDigits(asset.rasterHash)}`,
    player: (asset) => `${base}/players/${asset.id}`,
    oembed: (asset) => `${base}/oembed?url=${encodeURIComponent(page(asset))}`,
    api: (path) => base + path,
  }
}
