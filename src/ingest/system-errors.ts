/** What codes of the system mean, for who reads why a file was not taken in. */
const MEANINGS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EIO: 'the disk reports an error',
  ELOOP: 'its links go in a circle',
  ENAMETOOLONG: 'its name is too long',
  EISDIR: 'it is a folder',
  EBUSY: 'it is in use',
  ESTALE: 'the network drive has lost it',
  ETIMEDOUT: 'the network drive does not answer',
}

/** Why something cannot be read, in words where the code has some, and with the code in any case. */
export const cannotBeRead = (what: string, code: string | undefined): string => {
  const meaning = MEANINGS[code ?? '']
  return `${what} cannot be read: ${meaning === undefined ? code : `${meaning} (${code})`}.`
}
