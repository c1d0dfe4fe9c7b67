import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { startVitrine } from './support/processes.ts'
import { median, report, round, say } from './support/report.ts'
import { slowLine } from './support/slow-line.ts'

/**
 * What a visitor's first view of the gallery takes, without anything in the browser's cache, over a line with the latency
 * and rate below: requests, bytes of the page itself (without pictures), and the time until the first row of
 * pictures is there. CHROMIUM is the path of the browser.
 */
const RUNS = 7
const LINE = { roundTripMs: 40, bytesPerSecond: 1_250_000 }

/** Functions passed to the page run there, so this program has no types for their globals. */
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const document: any

type View = { readonly requests: number; readonly bytes: number; readonly ms: number }

const data = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
const server = await startVitrine(['dev', '--json', '--port', '0', '--tls-port', '0', '--data', data])
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-quic'] })
try {
  const { http, https } = JSON.parse(server.line)
  for (const url of [http, https]) {
    const views: View[] = []
    const line = await slowLine(Number(new URL(url).port), LINE)
    const address = Object.assign(new URL(url), { port: String(line.port) }).href
    for (let turn = 0; turn <= RUNS; turn++) views.push(await firstView(browser, address))
    line.close()
    // The first run makes what the server keeps in memory afterwards.
    const counted = views.slice(1)
    const of = (name: keyof View) => median(counted.map((view) => view[name]))
    say(`${url}: ${counted.map(({ ms }) => round(ms)).join(', ')} ms`)
    report({
      bench: 'first view',
      protocol: url.split(':')[0],
      requests: of('requests'),
      kilobytes: round(of('bytes') / 1000),
      ms: round(of('ms')),
    })
  }
} finally {
  await browser.close()
  await server.stop()
  await rm(data, { recursive: true })
}

async function firstView(browser: Browser, url: string): Promise<View> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    ignoreHTTPSErrors: true,
  })
  const page = await context.newPage()
  const network = await context.newCDPSession(page)
  await network.send('Network.enable')
  const pictures = new Set<string>()
  let requests = 0
  let bytes = 0
  network.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.mimeType === 'image/jpeg' || response.mimeType === 'image/webp') pictures.add(requestId)
    else requests++
  })
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!pictures.has(requestId)) bytes += encodedDataLength
  })
  const startedMs = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await page.waitForFunction(() => {
    const first = [...document.querySelectorAll('#pictures img')].slice(0, 4)
    return first.length === 4 && first.every((picture) => picture.complete && picture.naturalWidth > 0)
  })
  const ms = performance.now() - startedMs
  await context.close()
  return { requests, bytes, ms }
}
