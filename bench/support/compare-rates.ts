import { median, report, round, say } from './report.ts'

/** Measures one turn: how many per second. */
type Rate = (turn: number) => Promise<number>

/** How something of ours compares with a baseline. */
type Comparison = {
  readonly bench: string
  readonly rounds: number
  /** The least ratio of our rate to that of the baseline. */
  readonly goal: number
  readonly ours: Rate
  readonly bare: Rate
  /** Further baselines by name, whose ratios are only reported. */
  readonly others?: Readonly<Record<string, Rate>>
  /** Further figures of the report. */
  readonly more?: Readonly<Record<string, number>>
}

/** Measures all sides in alternation, after a turn for warming up, and reports the medians of their ratios. */
export async function compareRates(comparison: Comparison): Promise<void> {
  const { bench, rounds, goal, ours, bare, others = {}, more } = comparison
  const sides = Object.entries({ ours, bare, ...others })
  const turns: Record<string, number>[] = []
  for (let turn = 0; turn <= rounds; turn++) {
    const figures: Record<string, number> = {}
    for (const [name, rate] of sides) figures[name] = await rate(turn)
    const shown = Object.entries(figures).map(([name, figure]) => `${name} ${round(figure)}/s`)
    say(`${shown.join('  ')}${turn === 0 ? '  (warming up)' : ''}`)
    if (turn > 0) turns.push(figures)
  }
  const ratioTo = (name: string) => median(turns.map((turn) => turn.ours! / turn[name]!))
  const perSecond = sides.map(([name]) => [name, round(median(turns.map((turn) => turn[name]!)))])
  report({
    bench,
    ratio: round(ratioTo('bare')),
    goal,
    ok: ratioTo('bare') >= goal,
    ...Object.fromEntries(Object.keys(others).map((name) => [`ratioTo ${name}`, round(ratioTo(name))])),
    ...more,
    perSecond: Object.fromEntries(perSecond),
  })
}
