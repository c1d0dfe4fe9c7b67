import type { FastifyInstance } from 'fastify'
import { isUsable, type KeyRing } from '../../access/key-ring.ts'
import { addSessionEndpoints, type SessionServices } from './session-endpoints.ts'
import { addGallerySignIn, type SignInServices } from './sign-in-to-gallery.ts'

type Services = Omit<SessionServices & SignInServices, 'galleryClient'> & { readonly keys: KeyRing }

/**
 * Lets users of customers sign in to the gallery
 * (docs/decisions/0023-a-session-for-the-gallery.md).
 */
export function addSession(app: FastifyInstance, services: Services, galleryKey: string): void {
  const { keys, now } = services
  const galleryClient = () => {
    const client = keys.find(galleryKey)
    return client && isUsable(client, now()) ? client : null
  }
  addGallerySignIn(app, { ...services, galleryClient })
  addSessionEndpoints(app, { ...services, galleryClient })
}
