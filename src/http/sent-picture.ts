import type { SeenFrame } from '../visual/find-seen.ts'
import { NoPicture } from '../visual/no-picture.ts'
import { type PictureServices, pictureAt } from '../visual/picture-at.ts'
import type { Caller } from './caller.ts'
import type { Context } from './operation.ts'
import { invalid } from './parameters.ts'

/** What may be given as the address of a picture, for the descriptions of parameters. */
export const PICTURE_ADDRESS =
  'The address of a picture that was uploaded before with the same key, or of one on a host that the owner allows.'

/**
 * Returns the picture at the address in this parameter of a call.
 *
 * @throws Problem that the parameter is invalid if there is none
 */
export async function pictureSentBy(
  services: PictureServices,
  { caller, links }: Pick<Context<Caller>, 'caller' | 'links'>,
  { name, url }: { readonly name: string; readonly url: string },
): Promise<SeenFrame> {
  try {
    return await pictureAt(services, { url, clientId: caller.credential.id, home: links.home })
  } catch (error) {
    throw error instanceof NoPicture ? invalid(name, url, error.message) : error
  }
}
