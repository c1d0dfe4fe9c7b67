import { loadavg } from 'node:os'
import { type Browser, chromium, type Page } from 'playwright-core'
import { ingestManifest } from '../src/ingest/manifest/ingest-manifest.ts'
import { catchUp } from '../src/search/indexer.ts'
import { serve } from './support/processes.ts'
import { at, report, round, say } from './support/report.ts'
import { withLibrary } from './support/with-library.ts'

/**
 * The time from pressing a key in the search field of the gallery to shown results, in Chromium, while words are typed: of a
 * catalogue of 97,460 records, or of the library whose data folder is the argument.
 */
const GOAL_P95_MS = 150
/** Between two keys, as people type. */
const KEYS_MS = 200
const WORDS = [
  'landscape',
  'river',
  'portrait',
  'london',
  'graphite',
  'paper',
  'sketchbook',
  'woman',
  'tower',
]
const CHROMIUM = '/usr/bin/chromium'

/** Functions passed to the page run there, so this program has no types for their globals. */
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const document: any, location: any, window: any, MutationObserver: any, requestAnimationFrame: any

const [folder] = process.argv.slice(2)
if (folder) await bench(folder)
else
  await withLibrary(async (library, data) => {
    // The catalogue is test data, which another library does not need.
    const { museum } = await import('./support/museum.ts')
    say('Ingesting the catalogue …')
    await ingestManifest(library, museum)
    await catchUp(library)
    await library.close()
    await bench(data)
  })

async function bench(data: string): Promise<void> {
  const server = await serve(data, ['--gallery'])
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const times = await typedIn(browser, server.base)
    const p95Ms = round(at(times, 0.95))
    report({
      bench: 'typing',
      keys: times.length,
      p50Ms: round(at(times, 0.5)),
      p95Ms,
      goal: GOAL_P95_MS,
      ok: p95Ms <= GOAL_P95_MS,
      load: round(loadavg()[0]!),
    })
  } finally {
    await browser.close()
    await server.stop()
  }
}

/** The times of all keys, in ms. The first word warms up. */
async function typedIn(browser: Browser, base: string): Promise<number[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(`${base}/?family=all`)
  await page.locator('#pictures li').first().waitFor()
  await page.evaluate(watchKeys)
  for (const word of WORDS) await typeWord(page, word)
  const times: number[] = await page.evaluate(() => window.shownMs)
  return times.slice(WORDS[0]!.length)
}

async function typeWord(page: Page, word: string): Promise<void> {
  await page.locator('#phrase').fill('')
  for (const letter of word) {
    await page.waitForTimeout(KEYS_MS)
    const known = await page.evaluate(() => window.shownMs.length)
    await page.keyboard.type(letter)
    await page.waitForFunction((count) => window.shownMs.length > count, known)
  }
}

/** Notes, in the page, how long after each key its results have been painted. */
function watchKeys(): void {
  window.shownMs = []
  let pressed: { atMs: number; phrase: string } | null = null
  document.getElementById('phrase').addEventListener('input', (event: { timeStamp: number }) => {
    const phrase = document.getElementById('phrase').value
    pressed = phrase === '' ? null : { atMs: event.timeStamp, phrase }
  })
  new MutationObserver(() => {
    const key = pressed
    if (!key || new URLSearchParams(location.search).get('phrase') !== key.phrase) return
    pressed = null
    requestAnimationFrame(() => setTimeout(() => window.shownMs.push(window.performance.now() - key.atMs)))
  }).observe(document.getElementById('status'), { childList: true, characterData: true, subtree: true })
}
