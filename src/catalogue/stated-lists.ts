/**
 * Lists that records state and the library keeps as JSON, with the member names of the API (contract 8.1 and 8.2).
 */

/** The licences of iStock (contract 11, AssetLicenseName). The first one is that of every download. */
export const ISTOCK_LICENSES = ['Standard', 'Multiseat', 'Unlimited', 'Resale', 'Indemnification'] as const

/** A licence under which an asset is offered for credits. */
export type StatedLicense = {
  readonly license_type: (typeof ISTOCK_LICENSES)[number]
  readonly credits: number
}

/** A page or file that belongs to an asset; `rel` is its relation, such as those of RFC 8288. */
export type StatedLink = { readonly rel: string; readonly uri: string }

/** Something that an asset shows or is about, as another authority identifies it: a person, a place, a work. */
export type StatedEntity = {
  readonly name: string | null
  /** Its kind, in the words of the source: "Person". */
  readonly type: string | null
  readonly uri: string
}
