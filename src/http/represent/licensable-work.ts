import type { Asset } from '../../catalogue/asset.ts'
import { rightsStatementOf } from '../../catalogue/rights-statement.ts'
import type { Links } from '../links.ts'
import { time } from './time.ts'

/**
 * What pictures and videos have in common as schema.org's CreativeWork, with the fields that make them "licensable" to
 * search engines: license, acquireLicensePage, creditText, creator, copyrightNotice. Unknown members are left out.
 */
export function licensableWork(asset: Asset, links: Links): Record<string, unknown> {
  const license = rightsStatementOf(asset)?.uri
  const { title, caption, artist, creditLine, copyright } = asset
  return {
    '@context': 'https://schema.org',
    name: title,
    ...(caption !== null && { description: caption }),
    url: links.page(asset),
    ...(asset.dateCreatedMs !== null && { dateCreated: time(asset.dateCreatedMs) }),
    ...(artist !== null && { creator: { '@type': 'Person', name: artist } }),
    ...(creditLine !== null && { creditText: creditLine }),
    ...(copyright !== null && { copyrightNotice: copyright }),
    ...(license !== undefined && { license }),
    acquireLicensePage: links.page(asset),
  }
}
