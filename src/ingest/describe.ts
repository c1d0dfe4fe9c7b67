import { basename, dirname, extname } from 'node:path/posix'
import type { KeywordLabel } from '../catalogue/keywords.ts'
import type { AssetDescription } from '../catalogue/save-asset.ts'
import { countryCode } from '../catalogue/territories.ts'
import type { EmbeddedMetadata } from '../media/metadata/embedded-metadata.ts'
import type { PictureFormat } from '../media/picture-format.ts'

/** IPTC digital source types of pictures that are drawn and not taken (cv.iptc.org/newscodes/digitalsourcetype). */
const DRAWN = new Set([
  'digitalArt',
  'digitalCreation',
  'dataDrivenMedia',
  'virtualRecording',
  'screenCapture',
])

/** PLUS release status codes (ns.useplus.org/LDF/vocab) that say something to a customer. */
const RELEASED = { model: new Set(['MR-UMR', 'MR-LMR']), property: new Set(['PR-UPR', 'PR-LPR']) }
const NOT_NEEDED = { model: 'MR-NAP', property: 'PR-NAP' }

/**
 * What the library says of a picture whose file says `embedded` and lies at `path`, below a source folder of
 * this name. What the file does not say is as contract 16 has it: creative, royaltyfree, photography, of a
 * collection named after the folder. A file that says nothing at all is described by the names on its path.
 */
export function describe(
  embedded: EmbeddedMetadata,
  { path, folder, format }: { path: string; folder: string; format?: PictureFormat },
): AssetDescription {
  const created = embedded.dateCreated ?? embedded.dateTaken
  const silent = embedded.title === null && embedded.description === null && embedded.keywords.length === 0
  return {
    family: 'creative',
    title: embedded.title ?? embedded.headline ?? readableName(path),
    caption: embedded.description,
    objectName: embedded.title,
    artist: embedded.creators.join(', ') || null,
    artistTitle: embedded.creatorJobTitle,
    creditLine: embedded.creditLine,
    copyright: embedded.copyrightNotice,
    usageTerms: embedded.usageTerms,
    webStatement: embedded.webStatement,
    editorialSource: embedded.source,
    collection: embedded.collection ?? folder,
    licenseModel: 'royaltyfree',
    releaseInfo: releaseInfo(embedded),
    graphicalStyle: graphicalStyle(embedded, format),
    city: embedded.city,
    provinceState: embedded.provinceState,
    countryName: embedded.countryName,
    countryCode: countryCode(embedded.countryCode) ?? embedded.countryCode,
    dateCreated: created,
    dateText: null,
    dateCreatedMs: earliest(created),
    dateCameraShotMs: earliest(embedded.dateTaken),
    qualityRank: qualityRank(embedded.rating),
    series: embedded.jobId,
    language: embedded.language,
    texts: embedded.texts,
    altText: embedded.altText,
    extendedDescription: embedded.extendedDescription,
    digitalSourceType: embedded.digitalSourceType?.split('/').at(-1) ?? null,
    dataMining: embedded.dataMining,
    physicalSize: null,
    era: null,
    usageRestrictions: embedded.otherConstraints && JSON.stringify([embedded.otherConstraints]),
    territories: null,
    visibleFromMs: null,
    visibleUntilMs: null,
    popularity: 0,
    isEmbeddable: 1,
    keywords: [...keywords(embedded), ...(silent ? folderNames(path) : [])],
  }
}

/** The first moment of an ISO 8601 text that may stop at the year, in ms; without an offset it is UTC (contract 16). */
export function earliest(text: string | null): number | null {
  if (text === null) return null
  const zoned = text.includes('T') && !/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? `${text}Z` : text
  const ms = Date.parse(zoned)
  return Number.isNaN(ms) ? null : ms
}

function keywords(embedded: EmbeddedMetadata): KeywordLabel[] {
  const shown = embedded.locationsShown.flatMap(placeNames)
  const places = [...placeNames(embedded), ...shown]
  return [
    ...embedded.keywords.map((text) => ({ type: 'Keyword', text }) as const),
    ...embedded.personsInImage.map((text) => ({ type: 'SpecificPeople', text }) as const),
    ...embedded.organisationsInImage.map((text) => ({ type: 'Keyword', text }) as const),
    ...places.map((text) => ({ type: 'Location', text }) as const),
  ]
}

/** Of the names of a place those that somebody would search by, the narrowest first. */
function placeNames(place: {
  city: string | null
  provinceState: string | null
  countryName: string | null
}) {
  return [place.city, place.provinceState, place.countryName].filter((name) => name !== null)
}

function folderNames(path: string): KeywordLabel[] {
  const names = dirname(path).split('/')
  return names.filter((name) => name !== '.').map((name) => ({ type: 'Keyword', text: readableName(name) }))
}

/** "IMG_2031-beach.jpg" reads as "IMG 2031 beach". */
function readableName(path: string): string {
  const name = basename(path, extname(path))
  return name.replace(/[_\-+.\s]+/g, ' ').trim() || name
}

function graphicalStyle({ digitalSourceType }: EmbeddedMetadata, format: PictureFormat | undefined) {
  if (format === 'svg') return 'vector'
  const isDrawn = digitalSourceType !== null && DRAWN.has(digitalSourceType.split('/').at(-1)!)
  return isDrawn ? 'illustration' : 'photography'
}

function releaseInfo({
  modelReleaseStatus: model,
  propertyReleaseStatus: property,
}: EmbeddedMetadata): string | null {
  const released = [
    ...(model !== null && RELEASED.model.has(model) ? ['Model'] : []),
    ...(property !== null && RELEASED.property.has(property) ? ['Property'] : []),
  ]
  if (released.length > 0) return `${released.join(' and ').replace('and P', 'and p')} released`
  if (model === NOT_NEEDED.model || property === NOT_NEEDED.property) return 'No release required'
  return null
}

/** Contract 16: xmp:Rating 5 is rank 1, 3 and 4 are rank 2, everything else is 3. */
function qualityRank(rating: number | null): number {
  if (rating === null || rating < 3) return 3
  return rating === 5 ? 1 : 2
}
