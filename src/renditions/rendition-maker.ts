import { MediaProblem } from '../media/media-problem.ts'
import { awaitFor, type Making } from './being-made.ts'
import { failedRenditions } from './failed-renditions.ts'
import { findKnown } from './find-known.ts'
import {
  type FoundRendition,
  makeRendition,
  type Raster,
  type RenditionServices,
  type Size,
} from './make-rendition.ts'
import { isClip } from './shown-name.ts'

/** Makes renditions: each once, however many requests ask for the same one at a time. */
export type RenditionMaker = {
  /**
   * Makes a rendition. One that failed is not retried for a while, with or without a watermark.
   *
   * @throws Problem OriginalNotFound, MediaProblem; BeingMade if a clip takes longer than a request waits.
   */
  make(raster: Raster, size: Size): Promise<FoundRendition>
  /** Makes a rendition when those that were asked for before are made. One that fails is made when somebody waits for it. */
  makeLater(raster: Raster, size: Size): void
}

/** How many renditions may wait to be made later; others are made when they are asked for again. */
const MAX_WAITING = 500

/** Opens the maker of a server. */
export function openRenditionMaker(services: RenditionServices): RenditionMaker {
  const underWay = new Map<string, Making<FoundRendition>>()
  const failed = failedRenditions(services.now)
  let background = Promise.resolve()
  let waiting = 0
  return {
    make: makeOnce,
    makeLater(raster, size) {
      if (waiting === MAX_WAITING) return
      waiting++
      background = background
        .then(async () => {
          if (!(await findKnown(services, raster, size))) await makeOnce(raster, size, true)
        })
        .catch(() => {})
        .finally(() => waiting--)
    },
  }

  function makeOnce(raster: Raster, size: Size, isBackground = false): Promise<FoundRendition> {
    const key = `${raster.rasterHash} ${size.name} ${size.watermark}`
    const making = underWay.get(key) ?? startMaking(raster, size, { key, isBackground })
    return isClip(size.name) ? awaitFor(making, services.clipWaitMs) : making.made
  }

  function startMaking(
    raster: Raster,
    size: Size,
    { key, isBackground }: { readonly key: string; readonly isBackground: boolean },
  ): Making<FoundRendition> {
    const { promise: made, resolve } = Promise.withResolvers<FoundRendition>()
    const making = { made, progress: 0 }
    underWay.set(key, making)
    const onProgress = (share: number) => {
      making.progress = share
    }
    resolve(makeUnlessFailed(raster, size, { onProgress, isBackground }).finally(() => underWay.delete(key)))
    return making
  }

  async function makeUnlessFailed(
    raster: Raster,
    size: Size,
    how: Parameters<typeof makeRendition>[3],
  ): Promise<FoundRendition> {
    const key = `${raster.rasterHash} ${size.name}`
    const known = failed.recall(key)
    if (known) throw known
    return makeRendition(services, raster, size, how).catch((error) => {
      if (error instanceof MediaProblem) failed.remember(key, error)
      throw error
    })
  }
}
