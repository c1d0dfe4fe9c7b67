/**
 * Makes a line safe for a terminal: control characters, which file names may contain, and characters that change the
 * writing direction are escaped as in "\u001b". A line of JSON stays JSON with the same content.
 */
export function printable(line: string): string {
  return line.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
