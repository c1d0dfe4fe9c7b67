import type { Asset } from '../../catalogue/asset.ts'
import { rightsStatementOf } from '../../catalogue/rights-statement.ts'
import { sizeNamed } from '../../renditions/ladder.ts'
import type { Links } from '../links.ts'
import { time } from './time.ts'

/**
 * A picture as schema.org's ImageObject, with the fields that make it "licensable" to search engines: license,
 * acquireLicensePage, creditText, creator, copyrightNotice. Unknown members are left out.
 */
export function imageObject(asset: Asset, links: Links): Record<string, unknown> {
  const license = rightsStatementOf(asset)?.uri
  const { title, caption, artist, creditLine, copyright, width, height } = asset
  return {
    '@context': 'https://schema.org',
    '@type': 'ImageObject',
    name: title,
    ...(caption !== null && { description: caption }),
    ...(asset.rasterHash !== null && {
      contentUrl: links.sharedPicture(asset),
      thumbnailUrl: links.rendition(asset, sizeNamed('thumb'), false),
      width,
      height,
    }),
    url: links.page(asset),
    ...(asset.dateCreatedMs !== null && { dateCreated: time(asset.dateCreatedMs) }),
    ...(artist !== null && { creator: { '@type': 'Person', name: artist } }),
    ...(creditLine !== null && { creditText: creditLine }),
    ...(copyright !== null && { copyrightNotice: copyright }),
    ...(license !== undefined && { license }),
    acquireLicensePage: links.page(asset),
  }
}
