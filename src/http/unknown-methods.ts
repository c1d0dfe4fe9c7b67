import type { HTTPMethods } from 'fastify'
import type { AnyRequest } from './check-request.ts'

/** The methods that an address may have. */
const USED = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
/** Stands for every method that no address has. */
const STAND_IN = 'UNLINK'

const KNOWN: ReadonlySet<string> = new Set([...USED, 'OPTIONS'])
const askedMethods = new WeakMap<object, string>()

/**
 * Every method that reaches the router, but OPTIONS: that is answered without a key (contract 16, CORS).
 * NOTE: the router keeps a tree for each method, and one for each of the 34 that Node reads makes a server start slowly.
 */
export const METHODS: readonly HTTPMethods[] = [...USED, STAND_IN]

/**
 * The request as the router can take it: a method that no address has becomes one stand-in, which is refused as any
 * other would be, after the key. HTTP/2 lets a method be any word, and Fastify's router reports one that it does not
 * know as a bug of Fastify's.
 */
export function routable(request: AnyRequest): AnyRequest {
  const method = request.method ?? ''
  if (KNOWN.has(method)) return request
  askedMethods.set(request, method)
  return Object.assign(request, { method: STAND_IN })
}

/** The method as the client sent it. */
export function methodOf(request: AnyRequest): string {
  return askedMethods.get(request) ?? request.method ?? ''
}
