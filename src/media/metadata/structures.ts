import type { EmbeddedLicensor, EmbeddedLocation, EmbeddedPerson } from './embedded-metadata.ts'
import { line, lines, list } from './text.ts'
import type { XmpStruct } from './xmp.ts'
import { structsOf, textOf, textsOf, type XmpProperties } from './xmp-values.ts'

/** Structures of the IPTC Extension and of PLUS (IPTC Photo Metadata Standard 2023.1; PLUS LDF 1.2.1). */
export function readStructures(xmp: XmpProperties) {
  return {
    persons: persons(xmp),
    organisationsInImage: list(textsOf(xmp.get('Iptc4xmpExt:OrganisationInImageName'))),
    locationCreated: locations(xmp, 'Iptc4xmpExt:LocationCreated')[0] ?? null,
    locationsShown: locations(xmp, 'Iptc4xmpExt:LocationShown'),
    modelReleaseIds: list(textsOf(xmp.get('plus:ModelReleaseID'))),
    propertyReleaseIds: list(textsOf(xmp.get('plus:PropertyReleaseID'))),
    modelAges: list(textsOf(xmp.get('Iptc4xmpExt:ModelAge')))
      .map(Number)
      .filter((age) => age >= 0 && age < 150),
    modelInfo: lines(textOf(xmp.get('Iptc4xmpExt:AddlModelInfo'))),
    licensors: licensors(xmp),
    copyrightOwners: list(names(xmp, 'plus:CopyrightOwner', 'plus:CopyrightOwnerName')),
    otherConstraints: lines(textOf(xmp.get('plus:OtherConstraints'))),
  }
}

/** The names of the agents that a property lists, as SVG does with dc:creator. */
export const agentsOf = (xmp: XmpProperties, property: string) => list(names(xmp, property, 'dc:title'))

function persons(xmp: XmpProperties): EmbeddedPerson[] {
  return structsOf(xmp.get('Iptc4xmpExt:PersonInImageWDetails')).flatMap((person) => {
    const name = member(person, 'Iptc4xmpExt:PersonName')
    const description = lines(textOf(person.members.get('Iptc4xmpExt:PersonDescription')))
    return name === null ? [] : [{ name, description }]
  })
}

function locations(xmp: XmpProperties, property: string): EmbeddedLocation[] {
  return structsOf(xmp.get(property)).map((place) => ({
    name: member(place, 'Iptc4xmpExt:LocationName'),
    sublocation: member(place, 'Iptc4xmpExt:Sublocation'),
    city: member(place, 'Iptc4xmpExt:City'),
    provinceState: member(place, 'Iptc4xmpExt:ProvinceState'),
    countryName: member(place, 'Iptc4xmpExt:CountryName'),
    countryCode: member(place, 'Iptc4xmpExt:CountryCode')?.toUpperCase() ?? null,
    worldRegion: member(place, 'Iptc4xmpExt:WorldRegion'),
  }))
}

function licensors(xmp: XmpProperties): EmbeddedLicensor[] {
  return structsOf(xmp.get('plus:Licensor'))
    .map((licensor) => ({
      name: member(licensor, 'plus:LicensorName'),
      url: member(licensor, 'plus:LicensorURL'),
    }))
    .filter(({ name, url }) => name !== null || url !== null)
}

const names = (xmp: XmpProperties, property: string, name: string) =>
  structsOf(xmp.get(property)).flatMap((struct) => member(struct, name) ?? [])

const member = ({ members }: XmpStruct, name: string) => line(textOf(members.get(name)))
