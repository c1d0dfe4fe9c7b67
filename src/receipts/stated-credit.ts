/** The credit and rights that a delivered file carries, as they were stated when it was licensed. */
export type StatedCredit = {
  readonly credit_line: string | null
  readonly copyright: string | null
  /** Who made it. Receipts that were signed by earlier versions do not state this, nor the owners. */
  readonly creator?: string | null
  readonly copyright_owners?: string[]
  /** Address of the licence or of a statement of the rights. */
  readonly web_statement: string | null
  readonly licensor: { readonly name: string | null; readonly url: string | null } | null
}

/** The rights in the record of an asset: texts, and lists as JSON. */
export type AssetRights = {
  readonly creditLine: string | null
  readonly copyright: string | null
  readonly artist: string | null
  readonly copyrightOwners: string | null
  readonly webStatement: string | null
  readonly licensors: string | null
}

/** The credit and rights that the record of an asset states. */
export function statedCredit(asset: AssetRights): StatedCredit {
  const [licensor = null] = JSON.parse(asset.licensors ?? '[]') as StatedCredit['licensor'][]
  return {
    credit_line: asset.creditLine,
    copyright: asset.copyright,
    creator: asset.artist,
    copyright_owners: JSON.parse(asset.copyrightOwners ?? '[]'),
    web_statement: asset.webStatement,
    licensor,
  }
}
