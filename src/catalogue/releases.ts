/** The releases of one kind. */
export type Release = {
  /** PLUS code: MR-NON (none), MR-NAP (not applicable), MR-UMR (unlimited), MR-LMR (limited); PR-… for properties. */
  readonly status: string | null
  /** The owner's ids of the release documents. */
  readonly ids: readonly string[]
}

/** The releases of an asset (PLUS LDF 1.2.1; IPTC Extension). */
export type Releases = {
  readonly model: Release
  readonly property: Release
  /** PLUS code for the age of the youngest model, such as "AG-U20". */
  readonly minorModelAge: string | null
}

/** Who licenses an asset, and the URL for requests. */
export type Licensor = { readonly name: string | null; readonly url: string | null }

/** The releases of an asset that states none. */
export const NO_RELEASES: Releases = {
  model: { status: null, ids: [] },
  property: { status: null, ids: [] },
  minorModelAge: null,
}

/** Returns the releases of an asset. */
export const releasesOf = ({ releases }: { readonly releases: string | null }): Releases =>
  releases === null ? NO_RELEASES : (JSON.parse(releases) as Releases)

/** PLUS codes of releases that leave nothing to be cleared: unlimited, limited, or not applicable. */
const CLEARED = /^[MP]R-(?:UMR|LMR|UPR|LPR|NAP)$/

/** Returns whether all people and all property that an asset shows are released, according to its record. */
export function isFullyReleased(asset: { readonly releases: string | null }): boolean {
  const { model, property } = releasesOf(asset)
  return [model, property].every(({ status }) => status !== null && CLEARED.test(status))
}
