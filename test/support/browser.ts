import { existsSync } from 'node:fs'
import type { TestContext } from 'node:test'
import { type Browser, chromium } from 'playwright-core'

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
/** Chromium asks its maker nothing, and runs as root in a container. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real Chromium for a test; null when the machine has none, and then the test is skipped or fails. */
export async function openBrowser(t: TestContext): Promise<Browser | null> {
  const executablePath = PATHS.find((path) => existsSync(path))
  if (!executablePath) {
    const reason = 'Chromium is not installed (Debian: apt-get install chromium): this test needs it.'
    if (process.env.VITRINE_TEST_NO_SKIP === '1') throw new Error(reason)
    t.skip(reason)
    return null
  }
  const browser = await chromium.launch({ executablePath, args: ARGS })
  t.after(() => browser.close())
  return browser
}
