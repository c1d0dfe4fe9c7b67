import { before, type TestContext } from 'node:test'
import { suiteLifetime } from './suite-lifetime.ts'

type Start<Server> = (t: Pick<TestContext, 'after' | 'skip'>) => Promise<Server | null>

/**
 * Starts a server for all tests of a suite. Returns what gives it to a test; where the server cannot be started, that
 * skips the test with the reason, and returns null.
 */
export function suiteServer<Server>(start: Start<Server>): (t: TestContext) => Server | null {
  const lifetime = suiteLifetime()
  let missing = ''
  let server: Server | null = null
  before(async () => {
    const skip = (reason?: string) => {
      missing = reason ?? ''
    }
    server = await start({ ...lifetime, skip })
  })
  return (t) => {
    if (server === null) t.skip(missing)
    return server
  }
}
