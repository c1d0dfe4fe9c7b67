/** Formats a time in UTC to the second, like all times of the contract. */
export function time(ms: number | null): string | null {
  return ms === null ? null : `${new Date(ms).toISOString().slice(0, -5)}Z`
}
