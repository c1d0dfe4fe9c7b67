import { HttpProblem } from './http-problem.ts'

/** The answer while a file is being made (contract 16, Links). */
export const stillBeingMade = (
  what: 'clip' | 'file',
  { progress, retryAfterSeconds }: { readonly progress: number; readonly retryAfterSeconds: number },
) =>
  new HttpProblem('ServiceUnavailable', `This ${what} is still being made; ask again after Retry-After.`, {
    headers: { 'retry-after': String(retryAfterSeconds) },
    members: { progress: Math.round(progress * 1000) / 1000 },
  })
