import { Presets, SingleBar } from 'cli-progress'

export type Progress = {
  /** `total` null is not known beforehand. */
  start(total: number | null): void
  /** One more is done; `line` is printed above the bar, on standard output. */
  step(line: string | null): void
  stop(): void
}

/** A bar with rate and time left on standard error when that is a terminal; without one, only the lines. */
export function showProgress(unit: string): Progress {
  const known = `{bar} {value} of {total} ${unit}, {rate} a second, {eta_formatted} left`
  const unknown = `{value} ${unit}, {rate} a second`
  let bar: SingleBar | null = null
  let startedMs = 0
  let done = 0
  return {
    start(total) {
      startedMs = performance.now()
      if (!process.stderr.isTTY) return
      const format = total === null ? unknown : known
      bar = new SingleBar({ format, etaBuffer: 100, clearOnComplete: true }, Presets.shades_classic)
      bar.start(total ?? Number.MAX_SAFE_INTEGER, 0, { rate: '–' })
    },
    step(line) {
      done++
      if (line !== null) {
        if (bar) process.stderr.write('\r\x1b[K')
        process.stdout.write(`${line}\n`)
      }
      bar?.update(done, { rate: Math.round(done / ((performance.now() - startedMs) / 1000)) })
    },
    stop: () => bar?.stop(),
  }
}
