/** Meanings of system error codes, for the reasons why files are refused. */
const MEANINGS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EIO: 'the disk reports an error',
  ELOOP: 'its links form a circle',
  ENAMETOOLONG: 'its name is too long',
  EISDIR: 'it is a folder',
  EBUSY: 'it is in use',
  ESTALE: 'the network drive has lost it',
  ETIMEDOUT: 'the network drive does not answer',
}

/** Says that something cannot be read, with the error code and, if it is listed above, its meaning. */
export const cannotBeRead = (what: string, code: string | undefined): string => {
  const meaning = MEANINGS[code ?? '']
  return `${what} cannot be read: ${meaning === undefined ? code : `${meaning} (${code})`}.`
}
