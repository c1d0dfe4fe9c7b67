import { MediaProblem } from '../media/media-problem.ts'
import { awaitFor, type Making } from './being-made.ts'
import { failedRenditions } from './failed-renditions.ts'
import { findKnown } from './find-known.ts'
import {
  type FoundRendition,
  type MadeRendition,
  makeRendition,
  type Raster,
  type RenditionServices,
  type Size,
} from './make-rendition.ts'
import { isClip } from './shown-name.ts'

/** Makes renditions for requests: each once, however many ask for the same one at a time. */
export type RenditionMaking = {
  /**
   * Makes a rendition. One that failed is not retried for a while, with or without a watermark.
   *
   * @throws Problem OriginalNotFound, MediaProblem; BeingMade if a clip takes longer than a request waits.
   */
  make(raster: Raster, size: Size): Promise<FoundRendition>
  /** Makes a rendition, which is in the blob store when this resolves. @throws as `make`, and Error if it cannot be saved. */
  makeAndSave(raster: Raster, size: Size): Promise<FoundRendition>
  /** Makes a rendition when those that were asked for before are made. One that fails is made when somebody waits for it. */
  makeLater(raster: Raster, size: Size): void
}

/** Makes the renditions of a server. */
export type RenditionMaker = RenditionMaking & {
  /** Resolves when what was made is saved. */
  settle(): Promise<void>
}

/** A rendition that is being made and then saved; `saved` rejects if either fails. */
type Saving = Making<FoundRendition> & { readonly saved: Promise<void> }

/** While more than this are being made and saved, requests wait until theirs is saved, so that memory is bounded. */
const MAX_UNDER_WAY = 64

/** How many renditions may wait to be made later; others are made when they are asked for again. */
const MAX_WAITING = 500

/** Opens the maker of a server. */
export function openRenditionMaker(services: RenditionServices): RenditionMaker {
  const underWay = new Map<string, Saving>()
  const failed = failedRenditions(services.now)
  let background = Promise.resolve()
  let waiting = 0
  return {
    make: makeOnce,
    async makeAndSave(raster, size) {
      const { made, saved } = beingMade(raster, size, false)
      const [rendition] = await Promise.all([made, saved])
      return rendition
    },
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
    async settle() {
      await Promise.allSettled([...underWay.values()].map(({ saved }) => saved))
    },
  }

  async function makeOnce(raster: Raster, size: Size, isBackground = false): Promise<FoundRendition> {
    const making = beingMade(raster, size, isBackground)
    const made = await (isClip(size.name) ? awaitFor(making, services.clipWaitMs) : making.made)
    if (underWay.size > MAX_UNDER_WAY) await making.saved.catch(() => {})
    return made
  }

  function beingMade(raster: Raster, size: Size, isBackground: boolean): Saving {
    const key = `${raster.rasterHash} ${size.name} ${size.watermark}`
    const known = underWay.get(key)
    if (known) return known
    const making = startMaking(raster, size, isBackground)
    underWay.set(key, making)
    const end = () => void underWay.delete(key)
    making.saved.then(end, end)
    return making
  }

  function startMaking(raster: Raster, size: Size, isBackground: boolean): Saving {
    let progress = 0
    const onProgress = (share: number) => {
      progress = share
    }
    const work = makeUnlessFailed(raster, size, { onProgress, isBackground })
    const saved = work.then((it) => it.saved)
    work.then(
      () => saved.catch(services.onUnsaved),
      () => {},
    )
    return {
      made: work.then(({ rendition }) => rendition),
      saved,
      get progress() {
        return progress
      },
    }
  }

  async function makeUnlessFailed(
    raster: Raster,
    size: Size,
    how: Parameters<typeof makeRendition>[3],
  ): Promise<MadeRendition> {
    const key = `${raster.rasterHash} ${size.name}`
    const known = failed.recall(key)
    if (known) throw known
    return makeRendition(services, raster, size, how).catch((error) => {
      if (error instanceof MediaProblem) failed.remember(key, error)
      throw error
    })
  }
}
