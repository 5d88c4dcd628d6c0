/** How readers fetch images and files: each at an address made from its bytes, while something public shows it. */
import type { App } from '../web/house.ts'
import type { Web } from '../web/web.ts'
import { PUBLIC } from './item.ts'
import { sendFile } from './sending-http.ts'
import { findPublicFile } from './store.ts'

/** Registers /images. */
export function imageRoutes(app: App, { house }: Web): void {
  const { settings, storage } = house
  app.get<{ Params: { file: string } }>(`${PUBLIC}/:file`, (request, reply) =>
    sendFile(request, reply, {
      ...{ read: storage.read, settings, find: findPublicFile, isLasting: true },
    }),
  )
}
