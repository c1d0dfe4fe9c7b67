import { fromIim, fromXmp } from './dates.ts'
import { type EmbeddedBlocks, embeddedBlocks } from './embedded-blocks.ts'
import type { EmbeddedMetadata } from './embedded-metadata.ts'
import { type ExifWords, readExif } from './exif.ts'
import { IIM, type IimRecord, readIim } from './iim.ts'
import { languageTexts } from './language-texts.ts'
import { withinBudget } from './metadata-budget.ts'
import { agentsOf, readStructures } from './structures.ts'
import { line, lines, list, written } from './text.ts'
import { writtenFields } from './written-fields.ts'
import { MAX_PACKETS, readXmp, type XmpStruct } from './xmp.ts'
import { structsOf, textOf, textsOf, type XmpProperties } from './xmp-values.ts'

const MAX_PACKETS_BYTES = 16 * 1024 * 1024

type Sources = { readonly xmp: XmpProperties; readonly iim: IimRecord; readonly exif: ExifWords | null }

/**
 * Reads what a picture says about itself: XMP first, IIM where XMP is silent, EXIF where both are
 * (the precedence of each field and what it may hold stand at EmbeddedMetadata). Never throws: a damaged block says
 * less.
 */
export function readMetadata(file: Uint8Array): EmbeddedMetadata {
  const sources = readSources(blocksOf(file))
  const { own, ...languages } = languageTexts(sources.xmp)
  const said = words(sources)
  const described = extension(sources.xmp)
  const fields = writtenFields(sources.xmp, sources.iim, sources.exif)
  const embedded = withinBudget({
    ...languages,
    ...said,
    ...places(sources),
    ...times(sources),
    ...rights(sources),
    ...readStructures(sources.xmp),
    ...described,
    title: own.title ?? said.title,
    description: written(own.caption) ?? said.description,
    altText: own.altText ?? described.altText,
    extendedDescription: own.extendedDescription ?? described.extendedDescription,
  })
  return { ...embedded, written: fields }
}

function blocksOf(file: Uint8Array): EmbeddedBlocks {
  try {
    return embeddedBlocks(file)
  } catch {
    return { xmp: [], iim: [], exif: [] }
  }
}

function readSources(blocks: EmbeddedBlocks): Sources {
  const packets = firstPackets(blocks.xmp).map((packet) => readXmp(packet))
  const exif = blocks.exif.flatMap((block) => attempt(() => readExif(block)) ?? [])
  return {
    xmp: new Map(packets.toReversed().flatMap((properties) => [...properties])),
    iim: blocks.iim[0] ? readIim(blocks.iim[0]) : new Map(),
    exif: exif[0] ?? null,
  }
}

/** What is beyond the first few, or makes them larger than 16 MiB together, no program wrote for a reader. */
function firstPackets(packets: readonly Uint8Array[]): Uint8Array[] {
  let bytes = 0
  return packets.slice(0, MAX_PACKETS).filter((packet) => {
    bytes += packet.length
    return bytes <= MAX_PACKETS_BYTES
  })
}

function attempt<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function words({ xmp, iim, exif }: Sources) {
  const creators = [...list(textsOf(xmp.get('dc:creator'))), ...agentsOf(xmp, 'dc:creator')]
  const bylines = list(iim.get(IIM.byline) ?? [])
  const keywords = list(textsOf(xmp.get('dc:subject')))
  return {
    title: line(textOf(xmp.get('dc:title'))) ?? line(iim.get(IIM.objectName)?.[0]),
    headline: line(textOf(xmp.get('photoshop:Headline'))) ?? line(iim.get(IIM.headline)?.[0]),
    description:
      written(textOf(xmp.get('dc:description'))) ??
      written(iim.get(IIM.caption)?.[0]) ??
      written(exif?.description),
    keywords: keywords.length > 0 ? keywords : list(iim.get(IIM.keywords) ?? []),
    creators:
      creators.length > 0 ? creators : bylines.length > 0 ? bylines : list(exif?.artist?.split(';') ?? []),
    creatorJobTitle:
      line(textOf(xmp.get('photoshop:AuthorsPosition'))) ?? line(iim.get(IIM.bylineTitle)?.[0]),
    creditLine: line(textOf(xmp.get('photoshop:Credit'))) ?? line(iim.get(IIM.credit)?.[0]),
    source: line(textOf(xmp.get('photoshop:Source'))) ?? line(iim.get(IIM.source)?.[0]),
    instructions: lines(textOf(xmp.get('photoshop:Instructions'))) ?? lines(iim.get(IIM.instructions)?.[0]),
    jobId:
      line(textOf(xmp.get('photoshop:TransmissionReference'))) ??
      line(iim.get(IIM.transmissionReference)?.[0]),
  }
}

function places({ xmp, iim }: Sources) {
  const locations = [
    ...structsOf(xmp.get('Iptc4xmpExt:LocationCreated')),
    ...structsOf(xmp.get('Iptc4xmpExt:LocationShown')),
  ]
  const place = (property: string, dataSet: number, member: string) =>
    line(textOf(xmp.get(property))) ??
    line(iim.get(dataSet)?.[0]) ??
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

function times({ xmp, iim, exif }: Sources) {
  return {
    dateCreated:
      fromXmp(textOf(xmp.get('photoshop:DateCreated'))) ??
      fromIim(iim.get(IIM.dateCreated)?.[0], iim.get(IIM.timeCreated)?.[0]),
    dateTaken: exif?.dateTaken ?? fromXmp(textOf(xmp.get('exif:DateTimeOriginal'))),
  }
}

function rights({ xmp, iim, exif }: Sources) {
  return {
    copyrightNotice:
      lines(textOf(xmp.get('dc:rights'))) ??
      agentsOf(xmp, 'dc:rights')[0] ??
      lines(iim.get(IIM.copyrightNotice)?.[0]) ??
      lines(exif?.copyright),
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
  const detailed = structsOf(xmp.get('Iptc4xmpExt:PersonInImageWDetails'))
  const names = detailed.flatMap(({ members }) => textOf(members.get('Iptc4xmpExt:PersonName')) ?? [])
  const rating = Number(textOf(xmp.get('xmp:Rating')) ?? Number.NaN)
  const documentId = textOf(xmp.get('xmpMM:OriginalDocumentID')) ?? textOf(xmp.get('xmpMM:DocumentID'))
  return {
    personsInImage: list([...textsOf(xmp.get('Iptc4xmpExt:PersonInImage')), ...names]),
    event: line(textOf(xmp.get('Iptc4xmpExt:Event'))),
    collection: memberOf(structsOf(xmp.get('mwg-coll:Collections')), 'mwg-coll:CollectionName'),
    rating: rating >= -1 && rating <= 5 ? Math.round(rating) : null,
    documentId: line(documentId)?.replace(/^(?:xmp\.did:|uuid:)/, '') ?? null,
    digitalSourceType: line(textOf(xmp.get('Iptc4xmpExt:DigitalSourceType'))),
    altText: lines(textOf(xmp.get('Iptc4xmpCore:AltTextAccessibility'))),
    extendedDescription: lines(textOf(xmp.get('Iptc4xmpCore:ExtDescrAccessibility'))),
  }
}
