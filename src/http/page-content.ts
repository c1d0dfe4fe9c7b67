import type { Ability } from '../access/abilities.ts'
import type { Asset } from '../catalogue/asset.ts'
import { mayBeEmbedded, type RightsDefaults } from '../catalogue/stated-rights.ts'
import { escapeHtml } from '../lib/escape-html.ts'
import type { Links } from './links.ts'
import { imageObject } from './represent/image-object.ts'
import { videoObject } from './represent/video-object.ts'
import { oembedTag, shareTags } from './share-tags.ts'
import { type SharedPicture, sharedClip, sharedPicture } from './shared-picture.ts'

/** The texts of an asset in the language of the page. */
type LocalizedTexts = Pick<Asset, 'title' | 'caption' | 'altText'>

/** The content of the page of a picture or a video without scripts, for search engines, messengers and readers. */
export function assetPage(
  asset: Asset,
  texts: LocalizedTexts,
  {
    links,
    abilities,
    rightsDefaults,
  }: { links: Links; abilities: ReadonlySet<Ability>; rightsDefaults: RightsDefaults },
): { title: string; head: string; withoutScripts: string } {
  const { title, caption } = texts
  const alt = texts.altText ?? title
  const picture = sharedPicture(asset, links, abilities)
  const isEmbeddable = mayBeEmbedded(asset, rightsDefaults)
  const clip = sharedClip(asset, links)
  const video = clip && { ...clip, player: isEmbeddable ? links.player(asset) : null }
  const shared = { title, description: caption, url: links.page(asset), video }
  return {
    title,
    head: [
      shareTags({ ...shared, picture: picture && { ...picture, alt } }),
      ...(isEmbeddable ? [oembedTag(asset, links)] : []),
      ...(asset.mediaKind === 'image'
        ? [jsonLd(imageObject(asset, links))]
        : // Tells the script of the page what to request.
          [jsonLd(videoObject(asset, links, video)), `<meta name="video" content="${asset.id}" />`]),
    ].join('\n    '),
    withoutScripts: article(texts, asset, picture && { ...picture, alt }),
  }
}

/** The content of an event's page without scripts. */
export function eventPage(
  { id, name, hero }: { id: number; name: string; hero: Asset | null },
  { links, abilities }: { links: Links; abilities: ReadonlySet<Ability> },
): { title: string; head: string } {
  const picture = hero && sharedPicture(hero, links, abilities)
  const shared = { title: name, description: null, url: links.api(`/events/${id}`) }
  const alt = hero?.altText ?? hero?.title ?? name
  return { title: name, head: shareTags({ ...shared, picture: picture && { ...picture, alt } }) }
}

function article(
  { title, caption }: LocalizedTexts,
  { artist, creditLine }: Asset,
  picture: (SharedPicture & { readonly alt: string }) | null,
): string {
  const credit = [artist, creditLine].filter((name) => name !== null)
  return [
    '<article class="plain">',
    picture &&
      `<img src="${escapeHtml(picture.url)}" alt="${escapeHtml(picture.alt)}" width="${picture.width}" height="${picture.height}" />`,
    `<h1>${escapeHtml(title)}</h1>`,
    caption && `<p>${escapeHtml(caption)}</p>`,
    credit.length > 0 && `<p>${escapeHtml([...new Set(credit)].join(' / '))}</p>`,
    '</article>',
  ]
    .filter(Boolean)
    .join('')
}

function jsonLd(work: Record<string, unknown>): string {
  const json = JSON.stringify(work).replaceAll('<', '\\u003c')
  return `<script type="application/ld+json">${json}</script>`
}
