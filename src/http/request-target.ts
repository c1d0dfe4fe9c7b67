/**
 * The path of a request target, which may include its origin (RFC 9112, 3.2.2) and may percent-encode any character;
 * what follows the path is kept.
 */
export function pathOf(target: string): string {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '')
  return path.includes('%')
    ? path.replace(/%([2-7][\da-f])/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : path
}
