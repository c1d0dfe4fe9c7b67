/** Returns a text with the passwords of the addresses in it replaced by "***". */
export function withoutPassword(text: string): string {
  return text.replaceAll(/(\/\/[^\s/@:]*):[^\s@]*@/g, '$1:***@')
}
