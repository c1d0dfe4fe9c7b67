import { probeTool } from './probe-tool.ts'

/** Limits of a program: bytes of memory, bytes of a file that it writes, seconds of processor time. */
export type ToolLimits = {
  readonly maxMemoryBytes: number
  readonly maxWrittenBytes: number
  readonly maxCpuSeconds: number
}

/** How much of the confinement the machine offers, most first. */
type Level = 'noNetwork' | 'limits' | 'none'
let level: Level | undefined

/**
 * What has to precede a command so that it ends with this process, is limited (setrlimit(2)) and has no network: setpriv,
 * prlimit and unshare of util-linux, as far as they are installed and permitted. Elsewhere only its time is limited.
 */
export function confined(limits: ToolLimits): readonly string[] {
  level ??= (['noNetwork', 'limits'] as const).find((it) => works(prefixOf(it, limits))) ?? 'none'
  return prefixOf(level, limits)
}

function prefixOf(level: Level, { maxMemoryBytes, maxWrittenBytes, maxCpuSeconds }: ToolLimits): string[] {
  if (level === 'none') return []
  const limits = [`--data=${maxMemoryBytes}`, `--fsize=${maxWrittenBytes}`, `--cpu=${maxCpuSeconds}`]
  const network = level === 'noNetwork' ? ['unshare', '--user', '--map-current-user', '--net', '--'] : []
  return ['setpriv', '--pdeathsig', 'KILL', '--', 'prlimit', ...limits, '--core=0', '--', ...network]
}

function works([program, ...args]: readonly string[]): boolean {
  return probeTool(program!, [...args, 'true']).works
}
