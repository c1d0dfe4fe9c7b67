import type { FastifyInstance } from 'fastify'
import { Problem } from '../lib/problem.ts'

/** Refuses OPTIONS for the address of a page: the API's answer to preflights would else be given for every address. */
export function refusePreflight(app: FastifyInstance, url: string): void {
  app.options(url, () => {
    throw new Problem('MethodNotAllowed', 'A page is read by GET.', { headers: { allow: 'GET, HEAD' } })
  })
}
