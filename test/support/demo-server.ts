import { after, before } from 'node:test'
import { type DevServer, startDev } from '../../src/dev.ts'

/** Serves the demo library to all tests of a suite: call it in `describe`, and read its address in the tests. */
export function demoServer(): Pick<DevServer, 'http'> {
  let server: DevServer | undefined
  before(async () => {
    server = await startDev({ settings: { data: ':temp:', port: 0, tlsPort: 0, logLevel: 'silent' } })
  })
  after(() => server?.stop())
  return {
    get http() {
      return server!.http
    },
  }
}
