import { sql } from 'kysely'
import { lastPosition, logChange } from '../src/catalogue/changes.ts'
import { addAsset } from '../src/catalogue/save-asset.ts'
import type { Library } from '../src/compose.ts'
import { accessToken, signUp } from './support/customer.ts'
import { serve } from './support/processes.ts'
import { at, median, report, round, say } from './support/report.ts'
import { timed } from './support/timed.ts'
import { withLibrary } from './support/with-library.ts'

/**
 * A change feed of a million entries, read to its end by one client through the port: entries a second with confirmation,
 * the time of a request where the log begins and where it ends (it must not grow with what was confirmed), the time to
 * skip a million entries of other channels, and the lag from the commit of another process until a change is delivered.
 */
const ENTRIES = Number(process.argv[2] ?? 1_000_000)
const SAMPLES = 50
const MAX_LAG_MS = 1000
const ABILITIES = ['changes-creative-image', 'changes-creative-film']
const [IMAGES, FILMS] = [1, 2]

type ChangeSet = { change_set_id: string | null; changed_assets: { id: string }[] }
type Ask = (method: string, path: string) => Promise<ChangeSet>

await withLibrary(async (library, data) => {
  say(`Writing ${ENTRIES} changes …`)
  await writeChanges(library)
  const client = await signUp(data, ABILITIES)
  const server = await serve(data)
  try {
    const { base } = server
    const headers = { 'api-key': client.key, authorization: `Bearer ${await accessToken(base, client)}` }
    const ask: Ask = async (method, path) => {
      const response = await fetch(`${base}/v3/asset-changes/${path}`, { method, headers })
      if (!response.ok) throw new Error(`${method} ${path} returned ${response.status}.`)
      return (await response.json()) as ChangeSet
    }
    await readToTheEnd(ask)
    await skipOthers(ask)
    await measureLag(library, ask)
  } finally {
    await server.stop()
  }
})

function next(ask: Ask, channel: number): Promise<ChangeSet> {
  return ask('PUT', `change-sets?channel_id=${channel}`)
}

async function readToTheEnd(ask: Ask): Promise<void> {
  const setMs: number[] = []
  const [ms, count] = await timed(async () => {
    for (let read = 0; ; ) {
      const [tookMs, set] = await timed(() => next(ask, IMAGES))
      if (set.change_set_id === null) return read
      setMs.push(tookMs)
      read += set.changed_assets.length
      await ask('DELETE', `change-sets/${set.change_set_id}`)
    }
  })
  if (count !== ENTRIES) throw new Error(`${count} of ${ENTRIES} entries were delivered.`)
  const tenth = Math.ceil(setMs.length / 10)
  report({
    bench: 'change feed read to its end',
    entries: count,
    perSecond: round((count / ms) * 1000),
    firstSetsMs: round(median(setMs.slice(0, tenth))),
    lastSetsMs: round(median(setMs.slice(-tenth))),
  })
}

/** The smallest batch is the worst case: pages of the log must not be as small. */
function nextFilm(ask: Ask): Promise<ChangeSet> {
  return ask('PUT', `change-sets?channel_id=${FILMS}&batch_size=1`)
}

async function skipOthers(ask: Ask): Promise<void> {
  let isReading = true
  const first = timed(() => nextFilm(ask)).finally(() => {
    isReading = false
  })
  const meanwhile: number[] = []
  while (isReading) meanwhile.push((await timed(() => next(ask, IMAGES)))[0])
  const [firstMs] = await first
  const again: number[] = []
  for (let count = 0; count < SAMPLES; count++) again.push((await timed(() => nextFilm(ask)))[0])
  report({
    bench: 'empty channel',
    firstMs: round(firstMs),
    thenMs: round(median(again)),
    othersMeanwhileMs: round(median(meanwhile)),
  })
}

/** Commits changes one by one, in this process, and asks until each is delivered. */
async function measureLag(library: Library, ask: Ask): Promise<void> {
  const lagMs: number[] = []
  for (let count = 0; count < SAMPLES; count++) {
    const id = await addOne(library, `Late ${count}`)
    const [ms, set] = await timed(async () => {
      for (;;) {
        const set = await next(ask, IMAGES)
        if (set.change_set_id !== null) return set
      }
    })
    if (set.changed_assets[0]?.id !== String(id)) throw new Error('Another change was delivered.')
    await ask('DELETE', `change-sets/${set.change_set_id}`)
    lagMs.push(ms)
  }
  const worstMs = at(lagMs, 1)
  report({
    bench: 'lag from commit to delivery',
    goalMs: MAX_LAG_MS,
    ok: worstMs < MAX_LAG_MS,
    medianMs: round(median(lagMs)),
    worstMs: round(worstMs),
  })
}

function addOne({ db, now }: Library, title: string): Promise<number> {
  return db.transaction().execute((tx) => {
    const description = {
      family: 'creative',
      title,
      collection: 'Bench',
      licenseModel: null,
      graphicalStyle: 'photography',
      qualityRank: 3,
      artist: null,
      editorialSource: null,
      keywords: [],
    } as const
    return addAsset(tx, { description, master: null, now: now() })
  })
}

/** Copies one record, and logs the copies as an import does. The index is set to the end: its work is not measured. */
async function writeChanges(library: Library): Promise<void> {
  const { db, index, now } = library
  const first = await addOne(library, 'One of many')
  const row = await db.selectFrom('asset').selectAll().where('id', '=', first).executeTakeFirstOrThrow()
  const others = sql.join(
    Object.keys(row)
      .filter((name) => name !== 'id')
      .map((name) => sql.ref(name)),
  )
  await db.transaction().execute(async (tx) => {
    await sql`insert into asset (id, ${others})
      with recursive copy(number) as (select 1 union all select number + 1 from copy where number < ${ENTRIES - 1})
      select ${first} + number, ${others} from copy, asset where id = ${first}`.execute(tx)
    await tx
      .updateTable('counter')
      .set({ value: first + ENTRIES })
      .where('value', '=', first)
      .execute()
    const ids = Array.from({ length: ENTRIES - 1 }, (_, number) => first + 1 + number)
    await logChange(tx, { subject: 'asset', ids, kind: 'added', at: now() })
  })
  const position = await lastPosition(db)
  await index.apply({ documents: [], removed: [], events: [], removedEvents: [], position })
}
