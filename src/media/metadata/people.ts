import { list, splitAtSemicolons } from './text.ts'
import type { XmpStruct, XmpValue } from './xmp.ts'
import { structsOf, textOf, textsOf, type XmpProperties } from './xmp-values.ts'

/** A region that shows a person (IPTC NewsCodes, image region type). */
const HUMAN = /\/imageregiontype\/human$/i

/**
 * The persons in a picture: those that are listed, with or without details, and those whose faces are tagged by regions
 * of the Metadata Working Group, of the IPTC, or of Windows.
 */
export function personsInImage(xmp: XmpProperties): string[] {
  const detailed = structsOf(xmp.get('Iptc4xmpExt:PersonInImageWDetails'))
  return list([
    ...textsOf(xmp.get('Iptc4xmpExt:PersonInImage')).flatMap(splitAtSemicolons),
    ...detailed.flatMap((person) => textOf(person.members.get('Iptc4xmpExt:PersonName')) ?? []),
    ...mwgFaces(xmp.get('mwg-rs:Regions')),
    ...structsOf(xmp.get('Iptc4xmpExt:ImageRegion')).flatMap(personsOfRegion),
    ...microsoftFaces(xmp.get('MP:RegionInfo')),
  ])
}

/** Guidelines for Handling Image Metadata 2.0, 5.9: regions of the type "Face"; others are pets, focus, bar codes. */
function mwgFaces(regions: XmpValue | undefined): string[] {
  return structsOf(regions)
    .flatMap(({ members }) => structsOf(members.get('mwg-rs:RegionList')))
    .filter(({ members }) => textOf(members.get('mwg-rs:Type'))?.toLowerCase() === 'face')
    .flatMap(({ members }) => textOf(members.get('mwg-rs:Name')) ?? [])
}

/** IPTC Photo Metadata Standard 2023.1, Image Region: the persons in the region; its name if it shows a human. */
function personsOfRegion({ members }: XmpStruct): string[] {
  const listed = textsOf(members.get('Iptc4xmpExt:PersonInImage'))
  const types = structsOf(members.get('Iptc4xmpExt:rCtype')).flatMap(({ members }) =>
    textsOf(members.get('xmp:Identifier')),
  )
  const name = types.some((type) => HUMAN.test(type)) ? textOf(members.get('Iptc4xmpExt:Name')) : null
  return listed.length > 0 || name === null ? listed : [name]
}

function microsoftFaces(info: XmpValue | undefined): string[] {
  return structsOf(info)
    .flatMap(({ members }) => structsOf(members.get('MPRI:Regions')))
    .flatMap(({ members }) => textOf(members.get('MPReg:PersonDisplayName')) ?? [])
}
