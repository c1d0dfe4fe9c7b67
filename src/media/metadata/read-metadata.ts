import type { EmbeddedBlocks } from './blocks.ts'
import { fromIim, fromPng, fromXmp } from './dates.ts'
import { embeddedBlocks } from './embedded-blocks.ts'
import type { EmbeddedMetadata } from './embedded-metadata.ts'
import { hierarchyTerms } from './hierarchies.ts'
import { IIM } from './iim.ts'
import { languageTexts } from './language-texts.ts'
import { withinBudget } from './metadata-budget.ts'
import { type Blocks, parseBlocks, preferred } from './parse-blocks.ts'
import { personsInImage } from './people.ts'
import { agentsOf, readStructures } from './structures.ts'
import { line, lines, list, splitAtSemicolons, written } from './text.ts'
import { writtenFields } from './written-fields.ts'
import type { XmpStruct } from './xmp.ts'
import { structsOf, textOf, textsOf, type XmpProperties } from './xmp-values.ts'

/**
 * Reads the metadata of a picture: XMP first, then IIM, then EXIF, and last the texts of the container (EmbeddedMetadata
 * documents the precedence and limits of each field). IIM comes first if it was changed after the XMP. Never throws: a
 * damaged block yields less. The properties of a sidecar come before all of them, because editors that write one leave the
 * file as it was: what the file says of the same property is older.
 */
export const readMetadata = (file: Uint8Array, sidecar: Uint8Array | null = null): EmbeddedMetadata =>
  metadataIn(blocksOf(file), sidecar)

/** Reads the metadata in these blocks of a file, like `readMetadata`. */
export function metadataIn(found: EmbeddedBlocks, sidecar: Uint8Array | null): EmbeddedMetadata {
  const blocks = parseBlocks(withSidecar(found, sidecar))
  const { xmp, iim, exif } = blocks
  const { own, ...languages } = languageTexts(xmp)
  const described = extension(xmp)
  const embedded = withinBudget({
    ...languages,
    ...words(blocks),
    ...texts(blocks, own),
    ...places(blocks),
    ...times(blocks),
    ...rights(blocks),
    ...readStructures(xmp),
    ...described,
    altText: own.altText ?? described.altText,
    extendedDescription: own.extendedDescription ?? described.extendedDescription,
  })
  return { ...embedded, written: writtenFields(xmp, iim, exif) }
}

/** NOTE: without its digest, IIM that is newer than the embedded XMP does not take precedence over the sidecar. */
const withSidecar = (blocks: EmbeddedBlocks, sidecar: Uint8Array | null): EmbeddedBlocks =>
  sidecar === null ? blocks : { ...blocks, xmp: [sidecar, ...blocks.xmp], iimDigest: null }

function blocksOf(file: Uint8Array): EmbeddedBlocks {
  try {
    return embeddedBlocks(file)
  } catch {
    return { xmp: [], iim: [], exif: [] }
  }
}

/** Title and description; from XMP, in the language of the picture's texts (`own`) if that is known. */
function texts(blocks: Blocks, own: { readonly title: string | null; readonly caption: string | null }) {
  const { xmp, iim, exif, plain } = blocks
  const title = own.title ?? line(textOf(xmp.get('dc:title')))
  const caption =
    written(own.caption) ??
    written(textOf(xmp.get('dc:description'))) ??
    written(textOf(xmp.get('exif:UserComment')))
  return {
    title:
      preferred(blocks, title, line(iim.get(IIM.objectName)?.[0])) ?? line(exif?.title) ?? line(plain.title),
    description:
      preferred(blocks, caption, written(iim.get(IIM.caption)?.[0])) ??
      exif?.descriptions.map(written).find((text) => text !== null) ??
      written(plain.description),
  }
}

function words(blocks: Blocks) {
  const { xmp, iim } = blocks
  const text = (property: string, dataSet: number, tidy: typeof line = line) =>
    preferred(blocks, tidy(textOf(xmp.get(property))), tidy(iim.get(dataSet)?.[0]))
  return {
    keywords: keywords(blocks),
    hierarchyTerms: hierarchyTerms(xmp),
    creators: creators(blocks),
    headline: text('photoshop:Headline', IIM.headline),
    descriptionWriter: text('photoshop:CaptionWriter', IIM.writer),
    creatorJobTitle: text('photoshop:AuthorsPosition', IIM.bylineTitle),
    creditLine: text('photoshop:Credit', IIM.credit),
    source: text('photoshop:Source', IIM.source),
    instructions: text('photoshop:Instructions', IIM.instructions, lines),
    jobId: text('photoshop:TransmissionReference', IIM.transmissionReference),
  }
}

function keywords(blocks: Blocks): string[] {
  const { xmp, iim, exif, plain } = blocks
  return (
    preferred(blocks, listOrNull(textsOf(xmp.get('dc:subject'))), listOrNull(iim.get(IIM.keywords))) ??
    listOrNull([exif?.keywords ?? '']) ??
    listOrNull([plain.keywords ?? ''].flat()) ??
    []
  )
}

function creators(blocks: Blocks): string[] {
  const { xmp, iim, exif, plain } = blocks
  const named = [...textsOf(xmp.get('dc:creator')), ...agentsOf(xmp, 'dc:creator')]
  const all =
    preferred(blocks, listOrNull(named), listOrNull(iim.get(IIM.byline))) ??
    listOrNull([exif?.artist ?? '']) ??
    listOrNull([plain.author ?? '']) ??
    []
  return list(all.flatMap(splitAtSemicolons))
}

/** A tidied list; null when it is empty. */
function listOrNull(texts: readonly string[] | undefined): string[] | null {
  const found = list(texts ?? [])
  return found.length > 0 ? found : null
}

function places(blocks: Blocks) {
  const { xmp, iim } = blocks
  const locations = [
    ...structsOf(xmp.get('Iptc4xmpExt:LocationCreated')),
    ...structsOf(xmp.get('Iptc4xmpExt:LocationShown')),
  ]
  const place = (property: string, dataSet: number, member: string) =>
    preferred(blocks, line(textOf(xmp.get(property))), line(iim.get(dataSet)?.[0])) ??
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

function times(blocks: Blocks) {
  const { xmp, iim, exif, plain } = blocks
  const ofXmp = (property: string) => fromXmp(textOf(xmp.get(property)))
  const ofIim = (date: number, time: number) => fromIim(iim.get(date)?.[0], iim.get(time)?.[0])
  return {
    dateCreated: preferred(blocks, ofXmp('photoshop:DateCreated'), ofIim(IIM.dateCreated, IIM.timeCreated)),
    dateTaken: exif?.dateTaken ?? ofXmp('exif:DateTimeOriginal') ?? fromPng(plain.taken),
    dateDigitized:
      exif?.dateDigitized ??
      ofXmp('exif:DateTimeDigitized') ??
      ofXmp('xmp:CreateDate') ??
      ofIim(IIM.dateDigitized, IIM.timeDigitized) ??
      fromPng(plain.created),
  }
}

function rights(blocks: Blocks) {
  const { xmp, iim, exif, plain } = blocks
  const notice = lines(textOf(xmp.get('dc:rights'))) ?? agentsOf(xmp, 'dc:rights')[0] ?? null
  return {
    copyrightNotice:
      preferred(blocks, notice, lines(iim.get(IIM.copyrightNotice)?.[0])) ??
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
