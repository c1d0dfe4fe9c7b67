// @ts-check

/** Has the browser save the file at an address, which the server sends as an attachment. @param {string} uri */
export function saveFile(uri) {
  const link = document.createElement('a')
  link.href = uri
  link.download = ''
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
}
