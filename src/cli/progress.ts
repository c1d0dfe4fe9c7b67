import { Presets, SingleBar } from 'cli-progress'

/** Reports progress on standard error. */
export type Progress = {
  /** `null` when nobody knows how many there will be. */
  start(total: number | null): void
  /** One more is done; `line` is printed above the bar, on standard output. */
  step(line: string | null): void
  /** So many are done. */
  update(done: number): void
  stop(): void
}

/** Between two lines where there is no terminal. */
const LINE_MS = 10_000

/**
 * Shows on standard error how far something is: a bar with rate and time left on a terminal, else a line every ten
 * seconds, so that a log shows that it goes on.
 */
export function showProgress(unit: string): Progress {
  let bar: SingleBar | null = null
  let total: number | null = null
  let startedMs = performance.now()
  let done = 0
  const rate = () => Math.round(done / Math.max((performance.now() - startedMs) / 1000, 0.001))
  const ticking = process.stderr.isTTY
    ? null
    : setInterval(() => {
        if (done === 0) return
        const of = total === null ? '' : ` of ${total}`
        process.stderr.write(`${done}${of} ${unit}, ${rate()} a second\n`)
      }, LINE_MS).unref()
  return {
    start(expected) {
      total = expected
      startedMs = performance.now()
      if (!process.stderr.isTTY) return
      const format =
        total === null
          ? `{value} ${unit}, {rate} a second`
          : `{bar} {value} of {total} ${unit}, {rate} a second, {eta_formatted} left`
      bar = new SingleBar({ format, etaBuffer: 100, clearOnComplete: true }, Presets.shades_classic)
      bar.start(total ?? 0, 0, { rate: '–' })
    },
    step(line) {
      if (line !== null) {
        if (bar) process.stderr.write('\r\x1b[K')
        process.stdout.write(`${line}\n`)
      }
      this.update(done + 1)
    },
    update(now) {
      done = now
      bar?.update(done, { rate: rate() })
    },
    stop() {
      if (ticking) clearInterval(ticking)
      bar?.stop()
    },
  }
}
