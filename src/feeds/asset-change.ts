/** What happened to an asset, as a client of a channel sees it: these are the values of the API. */
export type Lifecycle = 'New' | 'Update' | 'Delete'

/** One entry of a change set. */
export type AssetChange = {
  readonly assetId: number
  readonly lifecycle: Lifecycle
  readonly atMs: number
}

/** A change as it is stored: a change set may have thousands. */
type Stored = readonly [assetId: number, lifecycle: Lifecycle, atMs: number]

/** Returns the changes as JSON for the record of their change set. */
export function toStored(changes: readonly AssetChange[]): string {
  return JSON.stringify(changes.map(({ assetId, lifecycle, atMs }): Stored => [assetId, lifecycle, atMs]))
}

/** Parses the changes in the record of a change set. */
export function fromStored(json: string): AssetChange[] {
  return (JSON.parse(json) as Stored[]).map(([assetId, lifecycle, atMs]) => ({ assetId, lifecycle, atMs }))
}
