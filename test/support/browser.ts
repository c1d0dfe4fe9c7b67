import { existsSync } from 'node:fs'
import type { TestContext } from 'node:test'
import { type Browser, chromium } from 'playwright-core'
import { processLifetime } from './process-lifetime.ts'
import { skip } from './test-data.ts'

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
/** Flags: no background requests, and no sandbox, since tests may run as root in a container. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

let running: Promise<Browser> | null = null
processLifetime.after(async () => (await running)?.close())

/**
 * Opens a real Chromium, shared by all tests of a process; what a test opens in it is closed with the test. Returns null if
 * there is none, and the test is skipped or fails.
 */
export async function openBrowser(t: TestContext): Promise<Browser | null> {
  const executablePath = PATHS.find((path) => existsSync(path))
  if (!executablePath) {
    skip(t, 'Chromium is not installed (Debian: apt-get install chromium): this test needs it.')
    return null
  }
  running ??= chromium.launch({ executablePath, args: ARGS })
  const browser = await running
  t.after(() => Promise.all(browser.contexts().map((context) => context.close())))
  return browser
}
