import { Agent, request } from 'node:http'
import type { TestContext } from 'node:test'

/** A connection that stays open, so that one thread answers all of its requests. */
export type Connection = (path: string, key: string) => Promise<{ status: number; text: string }>

/** Opens a connection when the first request is sent. It is closed after the test. */
export function connect(t: Pick<TestContext, 'after'>, base: string): Connection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  t.after(() => agent.destroy())
  return (path, key) =>
    new Promise((resolve, reject) => {
      request(base + path, { agent, headers: { 'api-key': key } }, async (response) => {
        let text = ''
        for await (const chunk of response.setEncoding('utf8')) text += chunk
        resolve({ status: response.statusCode!, text })
      })
        .on('error', reject)
        .end()
    })
}
