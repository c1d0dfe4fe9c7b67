/** Papers of one kind that let a picture be used for more than news. */
export type Release = {
  /** Code of PLUS: MR-NON (none), MR-NAP (not needed), MR-UMR (unlimited), MR-LMR (limited); PR-… for properties. */
  readonly status: string | null
  /** What the owner calls the papers. */
  readonly ids: readonly string[]
}

/** What is known of the releases of an asset (PLUS LDF 1.2.1; IPTC Extension). */
export type Releases = {
  readonly model: Release
  readonly property: Release
  /** Code of PLUS for the age of the youngest model, such as "AG-U20". */
  readonly minorModelAge: string | null
}

/** Who gives licences of an asset, and where they are asked for. */
export type Licensor = { readonly name: string | null; readonly url: string | null }

/** The releases of an asset that states none. */
export const NO_RELEASES: Releases = {
  model: { status: null, ids: [] },
  property: { status: null, ids: [] },
  minorModelAge: null,
}

/** The releases of an asset, of which it may say nothing. */
export const releasesOf = ({ releases }: { readonly releases: string | null }): Releases =>
  releases === null ? NO_RELEASES : (JSON.parse(releases) as Releases)
