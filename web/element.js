// @ts-check

/**
 * An element with these attributes and children; what is null is left out.
 * @param {string} tag
 * @param {{ [name: string]: string | null }} attributes
 * @param {(Node | string | null)[]} children
 */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value)
  made.append(...children.filter((child) => child !== null))
  return made
}

/** Text that links somewhere. @param {string} href @param {string} text */
export const linked = (href, text) => element('a', { href }, text)
