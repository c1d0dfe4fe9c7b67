import { spawnSync } from 'node:child_process'

const TIMEOUT_MS = 5000

/** What a program of the machine did when it was tried. */
export type Probe = {
  readonly isInstalled: boolean
  /** Whether it succeeded, or had not ended in time: a busy machine starts programs slowly, which says nothing of them. */
  readonly works: boolean
}

/** Tries a program of the machine, without input. */
export function probeTool(program: string, args: readonly string[]): Probe {
  const { error, status } = spawnSync(program, args, { stdio: 'ignore', timeout: TIMEOUT_MS })
  const isLate = (error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT'
  return { isInstalled: error === undefined || isLate, works: status === 0 || isLate }
}
