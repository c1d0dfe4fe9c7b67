import type { Language } from '../../lib/languages.ts'
import type { WrittenFields } from './written-fields.ts'

/** Texts of a picture in one language; null where it has none in that language. */
export type EmbeddedTexts = {
  readonly title: string | null
  /** The description. */
  readonly caption: string | null
  readonly altText: string | null
  readonly extendedDescription: string | null
}

/** Iptc4xmpExt:LocationDetails (IPTC Extension, Location structure). */
export type EmbeddedLocation = {
  readonly name: string | null
  readonly sublocation: string | null
  readonly city: string | null
  readonly provinceState: string | null
  readonly countryName: string | null
  /** As written, upper case. */
  readonly countryCode: string | null
  readonly worldRegion: string | null
}

/** Iptc4xmpExt:PersonDetails. */
export type EmbeddedPerson = { readonly name: string; readonly description: string | null }

/** plus:LicensorDetail: who grants licences, and the address to ask for one. */
export type EmbeddedLicensor = { readonly name: string | null; readonly url: string | null }

/**
 * The metadata of a picture file, under the names of the IPTC Photo Metadata Standard 2023.1.
 * Every member is a plain value: text is NFC, trimmed and free of control characters; lists are free of
 * duplicates and blanks. All of it together is limited to 100,000 characters (metadata-budget.ts has the limit of each
 * kind), whatever the file contains. Dates are ISO 8601, as precise as the file gives them ("2019", "2019-05",
 * "2019-05-31", "2019-05-31T18:20:00"), with an offset or Z only where the file has one. `null` (or an empty list) means
 * that the file has no value.
 *
 * If a digest in the file shows that its IIM was changed after its XMP, IIM takes precedence over XMP for every member
 * (Metadata Working Group, Guidelines 2.0, 3.3.1).
 */
export type EmbeddedMetadata = {
  /**
   * The language of the texts below, if the file tells: of the title, else of the next text. It is the language whose text
   * x-default repeats, else the one that was chosen. Where a text exists in this language, that version is used.
   */
  readonly language: Language | null
  /** The texts in the other supported languages (lib/languages.ts). */
  readonly texts: Readonly<Record<string, EmbeddedTexts>>
  /** dc:title (x-default, then en, then the first), else IIM 2:05, XPTitle, the title of a PNG or an SVG. */
  readonly title: string | null
  /** photoshop:Headline, else IIM 2:105. */
  readonly headline: string | null
  /** photoshop:CaptionWriter, else IIM 2:122. */
  readonly descriptionWriter: string | null
  /**
   * dc:description (as title), else IIM 2:120, EXIF ImageDescription (last where it repeats XPTitle), XPComment,
   * UserComment, XPSubject, the description or comment of a PNG, the description of an SVG.
   */
  readonly description: string | null
  /** dc:subject, else IIM 2:25, else XPKeywords, else the keywords of a PNG: each entry unchanged. */
  readonly keywords: readonly string[]
  /** The terms on the paths of lr:hierarchicalSubject, digiKam:TagsList and the like (hierarchies.ts). */
  readonly hierarchyTerms: readonly string[]
  /** dc:creator (of an SVG: the names of its agents), else IIM 2:80, EXIF Artist, XPAuthor, a PNG's author; split at ";". */
  readonly creators: readonly string[]
  /** photoshop:AuthorsPosition, else IIM 2:85. */
  readonly creatorJobTitle: string | null
  /** photoshop:Credit, else IIM 2:110. */
  readonly creditLine: string | null
  /** photoshop:Source, else IIM 2:115. */
  readonly source: string | null
  /** dc:rights (as title), else IIM 2:116, else EXIF Copyright (photographer part before the NUL first). */
  readonly copyrightNotice: string | null
  /** xmpRights:UsageTerms. */
  readonly usageTerms: string | null
  /** xmpRights:WebStatement, else cc:license. */
  readonly webStatement: string | null
  /** photoshop:Instructions, else IIM 2:40. */
  readonly instructions: string | null
  /** photoshop:TransmissionReference, else IIM 2:103: the job id, which identifies a series. */
  readonly jobId: string | null
  /** photoshop:City, else IIM 2:90, else Iptc4xmpExt:LocationCreated, else the first LocationShown; likewise for the next four. */
  readonly city: string | null
  /** photoshop:State, else IIM 2:95, … */
  readonly provinceState: string | null
  /** photoshop:Country, else IIM 2:101, … */
  readonly countryName: string | null
  /** Iptc4xmpCore:CountryCode, else IIM 2:100, …; upper case, as written (two or three letters). */
  readonly countryCode: string | null
  /** Iptc4xmpCore:Location, else IIM 2:92, … */
  readonly sublocation: string | null
  /** When the content was created: photoshop:DateCreated, else IIM 2:55 with 2:60. */
  readonly dateCreated: string | null
  /** When the shutter opened: exif:DateTimeOriginal of EXIF (0x9003, 0x9011, 0x9291), else the XMP property of that name. */
  readonly dateTaken: string | null
  /**
   * When it was digitised: EXIF (0x9004, 0x9012), else exif:DateTimeDigitized, xmp:CreateDate, IIM 2:62 with 2:63, the
   * creation time of a PNG.
   */
  readonly dateDigitized: string | null
  /** Iptc4xmpExt:PersonInImage, the names of PersonInImageWDetails, and the names of tagged faces (people.ts). */
  readonly personsInImage: readonly string[]
  /** The subset of these persons for which there are details. */
  readonly persons: readonly EmbeddedPerson[]
  /** Iptc4xmpExt:OrganisationInImageName. */
  readonly organisationsInImage: readonly string[]
  /** Iptc4xmpExt:LocationCreated, the first; where the camera was. */
  readonly locationCreated: EmbeddedLocation | null
  /** Iptc4xmpExt:LocationShown. */
  readonly locationsShown: readonly EmbeddedLocation[]
  /** Iptc4xmpExt:Event (alt-lang, as title). */
  readonly event: string | null
  /** The first mwg-coll:Collections / CollectionName (Metadata Working Group, Collections schema). */
  readonly collection: string | null
  /** xmp:Rating, −1 to 5. */
  readonly rating: number | null
  /** xmpMM:OriginalDocumentID, else xmpMM:DocumentID, without a leading "xmp.did:" or "uuid:". */
  readonly documentId: string | null
  /** Iptc4xmpExt:DigitalSourceType, the whole URI. */
  readonly digitalSourceType: string | null
  /** Iptc4xmpCore:AltTextAccessibility (as title). */
  readonly altText: string | null
  /** Iptc4xmpCore:ExtDescrAccessibility (as title). */
  readonly extendedDescription: string | null
  /** Codes of plus:ModelReleaseStatus and plus:PropertyReleaseStatus, such as "MR-UMR", "PR-UPR". */
  readonly modelReleaseStatus: string | null
  readonly propertyReleaseStatus: string | null
  /** plus:ModelReleaseID and plus:PropertyReleaseID. */
  readonly modelReleaseIds: readonly string[]
  readonly propertyReleaseIds: readonly string[]
  /** plus:MinorModelAgeDisclosure, the code such as "AG-U20". */
  readonly minorModelAge: string | null
  /** Iptc4xmpExt:ModelAge. */
  readonly modelAges: readonly number[]
  /** Iptc4xmpExt:AddlModelInfo. */
  readonly modelInfo: string | null
  /** plus:Licensor. */
  readonly licensors: readonly EmbeddedLicensor[]
  /** plus:CopyrightOwner, the names. */
  readonly copyrightOwners: readonly string[]
  /** plus:OtherConstraints (as title). */
  readonly otherConstraints: string | null
  /** plus:DataMining, the code such as "DMI-PROHIBITED". */
  readonly dataMining: string | null
  /** The raw fields of each block under their native names, with a limit of their own. */
  readonly written: WrittenFields
}
