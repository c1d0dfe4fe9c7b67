// @ts-check

/**
 * Creates an element with these attributes and children; null ones are left out.
 * @param {string} tag
 * @param {{ [name: string]: string | null }} attributes
 * @param {(Node | string | null)[]} children
 */
export function element(tag, attributes, ...children) {
  const created = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (value !== null) created.setAttribute(name, value)
  created.append(...children.filter((child) => child !== null))
  return created
}

/** Creates a link. @param {string} href @param {string} text */
export const linked = (href, text) => element('a', { href }, text)
