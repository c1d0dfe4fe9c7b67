import { median, report, round, say } from './report.ts'

/** How something of ours compares with a baseline. */
type Comparison = {
  readonly bench: string
  readonly rounds: number
  /** The least ratio of our rate to that of the baseline. */
  readonly goal: number
  /** Measures one turn of each: how many per second. */
  readonly ours: (turn: number) => Promise<number>
  readonly bare: (turn: number) => Promise<number>
  /** Further figures of the report. */
  readonly more?: Readonly<Record<string, number>>
}

/** Measures both sides in alternation, after a turn for warming up, and reports the median of their ratios. */
export async function compareRates({ bench, rounds, goal, ours, bare, more }: Comparison): Promise<void> {
  const turns: { ours: number; bare: number }[] = []
  for (let turn = 0; turn <= rounds; turn++) {
    const figures = { ours: await ours(turn), bare: await bare(turn) }
    const isWarmUp = turn === 0
    say(`ours ${round(figures.ours)}/s  bare ${round(figures.bare)}/s${isWarmUp ? '  (warming up)' : ''}`)
    if (!isWarmUp) turns.push(figures)
  }
  const ratio = median(turns.map((turn) => turn.ours / turn.bare))
  report({
    bench,
    ratio: round(ratio),
    goal,
    ok: ratio >= goal,
    ...more,
    oursPerSecond: round(median(turns.map((turn) => turn.ours))),
    barePerSecond: round(median(turns.map((turn) => turn.bare))),
  })
}
