/** Thrown instead of a clip that takes longer to make than a request waits. */
export class BeingMade extends Error {
  override readonly name = 'BeingMade'
  /** The share that is done, from 0 to 1. */
  readonly progress: number

  constructor(progress: number) {
    super('The clip is still being made.')
    this.progress = progress
  }
}

/** Something that is being made, and the share that is done. */
export type Making<T> = { readonly made: Promise<T>; readonly progress: number }

/** Resolves with what is being made, if that takes no longer than this. @throws BeingMade. */
export async function awaitFor<T>(making: Making<T>, waitMs: number): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new BeingMade(making.progress)), waitMs)
  return Promise.race([making.made, late.promise]).finally(() => clearTimeout(timer))
}
