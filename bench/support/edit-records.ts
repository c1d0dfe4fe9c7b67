import { setTimeout as delay } from 'node:timers/promises'
import { editAsset } from '../../src/catalogue/edit-asset.ts'
import { openRecords } from '../../src/compose-records.ts'
import { readConfig } from '../../src/config.ts'

/**
 * Edits the titles of records in transactions of 50, in the order of their ids, and prints how many it edited per second
 * and after how many milliseconds searches found those of every twentieth transaction. Run as a separate process:
 * `edit-records.ts DATA BASE KEY SECONDS PER_SECOND`.
 */
const BATCH = 50
const FOLLOWED = 20
const POLL_MS = 20
const [data, base, key, seconds, perSecond] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
]

const db = await openRecords(readConfig({ data }, {}))
const rows = await db.selectFrom('asset').select('id').orderBy('id').execute()
const pauseMs = (BATCH * 1000) / Number(perSecond)
const startedMs = performance.now()
const endMs = startedMs + Number(seconds) * 1000
const followed: Promise<number>[] = []
let batch = 0
for (let dueMs = startedMs; performance.now() < endMs; dueMs += pauseMs, batch++) {
  const waitMs = dueMs - performance.now()
  if (waitMs > 0) await delay(waitMs)
  await edit(batch)
  if (batch % FOLLOWED === 0) followed.push(untilFound(wordOf(batch)))
}
const tookSeconds = (performance.now() - startedMs) / 1000
const visibleMs = await Promise.all(followed)
process.stdout.write(JSON.stringify({ perSecond: (batch * BATCH) / tookSeconds, visibleMs }))
await db.destroy()

async function edit(number: number): Promise<void> {
  const first = (number * BATCH) % (rows.length - BATCH)
  await db.transaction().execute(async (tx) => {
    for (const { id } of rows.slice(first, first + BATCH))
      await editAsset(tx, id, { texts: { en: { title: `Edited ${wordOf(number)}` } } }, new Date())
  })
}

/** Returns how many milliseconds pass until all records of a transaction are found by their word. */
async function untilFound(word: string): Promise<number> {
  const committedMs = performance.now()
  for (;;) {
    const response = await fetch(`${base}/v3/search/images?page_size=1&phrase=${word}`, {
      headers: { 'api-key': key },
    })
    const { result_count: found } = (await response.json()) as { result_count: number }
    if (found === BATCH) return performance.now() - committedMs
    await delay(POLL_MS)
  }
}

/** A word that no other record has: digits as letters. */
function wordOf(number: number): string {
  return `xq${[...String(number)].map((digit) => 'bcdfghjklm'[Number(digit)]).join('o')}`
}
