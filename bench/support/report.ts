/** The middle one of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The figure that this share of them does not pass. */
export function at(figures: readonly number[], share: number): number {
  return figures.toSorted((a, b) => a - b)[Math.ceil((figures.length - 1) * share)]!
}

/** Rounded to three significant digits, as precise as a noisy machine is. */
export const round = (figure: number): number => Number(figure.toPrecision(3))

/** What happens meanwhile, for the person who waits. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** The result of a benchmark: the one line on standard output, for programs. */
export function report(result: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(result)}\n`)
}
