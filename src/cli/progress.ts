import { Presets, SingleBar } from 'cli-progress'

/** Reports progress on standard error. */
export type Progress = {
  /** `null` when the total is unknown. */
  start(total: number | null): void
  /** Counts one more; prints `line` above the bar, on standard output. */
  step(line: string | null): void
  /** Sets the count. */
  update(done: number): void
  stop(): void
}

/** Interval between lines when there is no terminal. */
const LINE_MS = 10_000

/**
 * Shows progress on standard error: on a terminal a bar with rate and remaining time, otherwise a line every ten seconds,
 * so that a log shows that work goes on.
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
