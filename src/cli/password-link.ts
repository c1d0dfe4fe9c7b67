import type { PasswordLink } from '../access/password-links.ts'
import type { Config, SettingName } from '../config.ts'
import { moment } from './times.ts'

/** Settings of every command that prints a link for users. */
export const LINK_SETTINGS: readonly SettingName[] = ['publicUrl']

/** A link as it is printed. */
export type ShownLink = { readonly link: string; readonly expires: string }

/** The address by which a user chooses a password: that of the server, which `publicUrl` names if it is public. */
export function presentLink(
  { token, expiresMs }: PasswordLink,
  { publicUrl, tlsPort }: Pick<Config, 'publicUrl' | 'tlsPort'>,
): ShownLink {
  const base = publicUrl?.replace(/\/+$/, '') ?? `https://localhost:${tlsPort}`
  return { link: `${base}/set-password?token=${token}`, expires: moment(expiresMs)! }
}

/** Tells the owner what to do with a link. */
export const sentence = (username: string, { link, expires }: ShownLink): string =>
  `Send this link to ${username}, who chooses a password with it, once, until ${expires.slice(0, 10)}:\n${link}`
