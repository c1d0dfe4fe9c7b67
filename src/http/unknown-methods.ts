import type { HTTPMethods } from 'fastify'
import type { AnyRequest } from './check-request.ts'

/** The methods that an address may have. */
const USED = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
/** Stands for every method that no address has. */
const STAND_IN = 'UNLINK'

const KNOWN: ReadonlySet<string> = new Set([...USED, 'OPTIONS'])
const originalMethods = new WeakMap<object, string>()

/**
 * Every method that reaches the router except OPTIONS, which is answered without a key (contract 16, CORS).
 * NOTE: the router keeps a tree for each method; trees for all 34 methods that Node knows would make the start slow.
 */
export const METHODS: readonly HTTPMethods[] = [...USED, STAND_IN]

/**
 * Prepares a request for the router: a method that no address has is replaced by one stand-in, which is refused like any
 * other, after the key was checked. HTTP/2 allows any word as a method, and Fastify's router reports unknown ones as a
 * bug of Fastify.
 */
export function routable(request: AnyRequest): AnyRequest {
  const method = request.method ?? ''
  if (KNOWN.has(method)) return request
  originalMethods.set(request, method)
  return Object.assign(request, { method: STAND_IN })
}

/** The method as the client sent it. */
export function methodOf(request: AnyRequest): string {
  return originalMethods.get(request) ?? request.method ?? ''
}
