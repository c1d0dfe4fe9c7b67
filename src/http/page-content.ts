import type { Ability } from '../access/abilities.ts'
import type { Asset } from '../catalogue/asset.ts'
import { escapeHtml } from '../lib/escape-html.ts'
import type { Links } from './links.ts'
import { imageObject } from './represent/image-object.ts'
import { oembedTag, shareTags } from './share-tags.ts'
import { type SharedPicture, sharedPicture } from './shared-picture.ts'

/** What of an asset is told in the language of its reader. */
type Said = Pick<Asset, 'title' | 'caption' | 'altText'>

/** What the page of a picture says before any script runs: to search engines, to messengers, to readers. */
export function picturePage(
  asset: Asset,
  said: Said,
  { links, abilities }: { links: Links; abilities: ReadonlySet<Ability> },
): { title: string; head: string; withoutScripts: string } {
  const { title, caption } = said
  const alt = said.altText ?? title
  const picture = sharedPicture(asset, links, abilities)
  const shared = { title, description: caption, url: links.page(asset) }
  return {
    title,
    head: [
      shareTags({ ...shared, picture: picture && { ...picture, alt } }),
      oembedTag(asset, links),
      jsonLd(asset, links),
    ].join('\n    '),
    withoutScripts: article(said, asset, picture && { ...picture, alt }),
  }
}

/** What the page of an event says before any script runs. */
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
  { title, caption }: Said,
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

function jsonLd(asset: Asset, links: Links): string {
  const json = JSON.stringify(imageObject(asset, links)).replaceAll('<', '\\u003c')
  return `<script type="application/ld+json">${json}</script>`
}
