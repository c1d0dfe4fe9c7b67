import { fromIim, fromPng, fromXmp } from './dates.ts'
import { type EmbeddedBlocks, embeddedBlocks } from './embedded-blocks.ts'
import type { EmbeddedMetadata } from './embedded-metadata.ts'
import { hierarchyTerms } from './hierarchies.ts'
import { IIM } from './iim.ts'
import { languageTexts } from './language-texts.ts'
import { withinBudget } from './metadata-budget.ts'
import { personsInImage } from './people.ts'
import { preferred, readSources, type Sources } from './sources.ts'
import { agentsOf, readStructures } from './structures.ts'
import { apartAtSemicolons, line, lines, list, written } from './text.ts'
import { writtenFields } from './written-fields.ts'
import type { XmpStruct } from './xmp.ts'
import { structsOf, textOf, textsOf, type XmpProperties } from './xmp-values.ts'

/**
 * Reads what a picture says about itself: XMP first, IIM where XMP is silent, EXIF where both are, and last the texts
 * of the container (the precedence of each field and what it may hold stand at EmbeddedMetadata). IIM comes first where
 * it was changed after the XMP. Never throws: a damaged block says less.
 */
export function readMetadata(file: Uint8Array): EmbeddedMetadata {
  const sources = readSources(blocksOf(file))
  const { xmp, iim, exif } = sources
  const { own, ...languages } = languageTexts(xmp)
  const described = extension(xmp)
  const embedded = withinBudget({
    ...languages,
    ...words(sources),
    ...texts(sources, own),
    ...places(sources),
    ...times(sources),
    ...rights(sources),
    ...readStructures(xmp),
    ...described,
    altText: own.altText ?? described.altText,
    extendedDescription: own.extendedDescription ?? described.extendedDescription,
  })
  return { ...embedded, written: writtenFields(xmp, iim, exif) }
}

function blocksOf(file: Uint8Array): EmbeddedBlocks {
  try {
    return embeddedBlocks(file)
  } catch {
    return { xmp: [], iim: [], exif: [] }
  }
}

/** Title and description, of XMP in the language of the picture's texts (`own`) where that is known. */
function texts(sources: Sources, own: { readonly title: string | null; readonly caption: string | null }) {
  const { xmp, iim, exif, plain } = sources
  const title = own.title ?? line(textOf(xmp.get('dc:title')))
  const caption =
    written(own.caption) ??
    written(textOf(xmp.get('dc:description'))) ??
    written(textOf(xmp.get('exif:UserComment')))
  return {
    title:
      preferred(sources, title, line(iim.get(IIM.objectName)?.[0])) ?? line(exif?.title) ?? line(plain.title),
    description:
      preferred(sources, caption, written(iim.get(IIM.caption)?.[0])) ??
      exif?.descriptions.map(written).find((text) => text !== null) ??
      written(plain.description),
  }
}

function words(sources: Sources) {
  const { xmp, iim } = sources
  const text = (property: string, dataSet: number, tidy: typeof line = line) =>
    preferred(sources, tidy(textOf(xmp.get(property))), tidy(iim.get(dataSet)?.[0]))
  return {
    keywords: keywords(sources),
    hierarchyTerms: hierarchyTerms(xmp),
    creators: creators(sources),
    headline: text('photoshop:Headline', IIM.headline),
    descriptionWriter: text('photoshop:CaptionWriter', IIM.writer),
    creatorJobTitle: text('photoshop:AuthorsPosition', IIM.bylineTitle),
    creditLine: text('photoshop:Credit', IIM.credit),
    source: text('photoshop:Source', IIM.source),
    instructions: text('photoshop:Instructions', IIM.instructions, lines),
    jobId: text('photoshop:TransmissionReference', IIM.transmissionReference),
  }
}

function keywords(sources: Sources): string[] {
  const { xmp, iim, exif, plain } = sources
  return (
    preferred(sources, some(textsOf(xmp.get('dc:subject'))), some(iim.get(IIM.keywords))) ??
    some([exif?.keywords ?? '']) ??
    some([plain.keywords ?? '']) ??
    []
  )
}

function creators(sources: Sources): string[] {
  const { xmp, iim, exif, plain } = sources
  const named = [...textsOf(xmp.get('dc:creator')), ...agentsOf(xmp, 'dc:creator')]
  const all =
    preferred(sources, some(named), some(iim.get(IIM.byline))) ??
    some([exif?.artist ?? '']) ??
    some([plain.author ?? '']) ??
    []
  return list(all.flatMap(apartAtSemicolons))
}

/** A tidy list; null when nothing is in it. */
function some(texts: readonly string[] | undefined): string[] | null {
  const found = list(texts ?? [])
  return found.length > 0 ? found : null
}

function places(sources: Sources) {
  const { xmp, iim } = sources
  const locations = [
    ...structsOf(xmp.get('Iptc4xmpExt:LocationCreated')),
    ...structsOf(xmp.get('Iptc4xmpExt:LocationShown')),
  ]
  const place = (property: string, dataSet: number, member: string) =>
    preferred(sources, line(textOf(xmp.get(property))), line(iim.get(dataSet)?.[0])) ??
    memberOf(locations, `Iptc4xmpExt:${member}`)
  return {
    city: place('photoshop:City', IIM.city, 'City'),
    provinceState: place('photoshop:State', IIM.provinceState, 'ProvinceState'),
    countryName: place('photoshop:Country', IIM.countryName, 'CountryName'),
    countryCode: place('Iptc4xmpCore:CountryCode', IIM.countryCode, 'CountryCode')?.toUpperCase() ?? null,
    sublocation: place('Iptc4xmpCore:Location', IIM.sublocation, 'Sublocation'),
  }
}

function memberOf(structs: readonly XmpStruct[], member: string): string | null {
  for (const { members } of structs) {
    const text = line(textOf(members.get(member)))
    if (text !== null) return text
  }
  return null
}

function times(sources: Sources) {
  const { xmp, iim, exif, plain } = sources
  const ofXmp = (property: string) => fromXmp(textOf(xmp.get(property)))
  const ofIim = (date: number, time: number) => fromIim(iim.get(date)?.[0], iim.get(time)?.[0])
  return {
    dateCreated: preferred(sources, ofXmp('photoshop:DateCreated'), ofIim(IIM.dateCreated, IIM.timeCreated)),
    dateTaken: exif?.dateTaken ?? ofXmp('exif:DateTimeOriginal'),
    dateDigitized:
      exif?.dateDigitized ??
      ofXmp('exif:DateTimeDigitized') ??
      ofXmp('xmp:CreateDate') ??
      ofIim(IIM.dateDigitized, IIM.timeDigitized) ??
      fromPng(plain.created),
  }
}

function rights(sources: Sources) {
  const { xmp, iim, exif, plain } = sources
  const notice = lines(textOf(xmp.get('dc:rights'))) ?? agentsOf(xmp, 'dc:rights')[0] ?? null
  return {
    copyrightNotice:
      preferred(sources, notice, lines(iim.get(IIM.copyrightNotice)?.[0])) ??
      lines(exif?.copyright) ??
      lines(plain.copyright),
    usageTerms: lines(textOf(xmp.get('xmpRights:UsageTerms'))),
    webStatement: line(textOf(xmp.get('xmpRights:WebStatement'))) ?? line(textOf(xmp.get('cc:license'))),
    modelReleaseStatus: plusCode(xmp, 'plus:ModelReleaseStatus'),
    propertyReleaseStatus: plusCode(xmp, 'plus:PropertyReleaseStatus'),
    minorModelAge: plusCode(xmp, 'plus:MinorModelAgeDisclosure'),
    dataMining: plusCode(xmp, 'plus:DataMining'),
  }
}

/** PLUS writes its codes as URIs ("http://ns.useplus.org/ldf/vocab/MR-UMR") or bare. */
function plusCode(xmp: XmpProperties, property: string): string | null {
  return (
    line(textOf(xmp.get(property)))
      ?.split('/')
      .at(-1) ?? null
  )
}

function extension(xmp: XmpProperties) {
  const rating = Number(textOf(xmp.get('xmp:Rating')) ?? Number.NaN)
  const documentId = textOf(xmp.get('xmpMM:OriginalDocumentID')) ?? textOf(xmp.get('xmpMM:DocumentID'))
  return {
    personsInImage: personsInImage(xmp),
    event: line(textOf(xmp.get('Iptc4xmpExt:Event'))),
    collection: memberOf(structsOf(xmp.get('mwg-coll:Collections')), 'mwg-coll:CollectionName'),
    rating: rating >= -1 && rating <= 5 ? Math.round(rating) : null,
    documentId: line(documentId)?.replace(/^(?:xmp\.did:|uuid:)/, '') ?? null,
    digitalSourceType: line(textOf(xmp.get('Iptc4xmpExt:DigitalSourceType'))),
    altText: lines(textOf(xmp.get('Iptc4xmpCore:AltTextAccessibility'))),
    extendedDescription: lines(textOf(xmp.get('Iptc4xmpCore:ExtDescrAccessibility'))),
  }
}
