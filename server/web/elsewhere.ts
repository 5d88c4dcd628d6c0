/** What another process changed: the command line works on the same file while the server runs. */
import type { App, House } from './house.ts'

/**
 * Looks, with the first request of each second, whether somebody else has written to the database
 * or let the site only be read; if so this request and all after it are answered from what stands there now.
 */
export function noticeOthers(app: App, house: House): void {
  let looked = ''
  let renewing: Promise<void> | undefined
  const look = (): Promise<void> | undefined => {
    const second = house.clock().slice(0, 19)
    if (second === looked) return renewing
    looked = second
    const isOtherMode = house.readOnly.look()
    if (!house.storage.changedElsewhere() && !isOtherMode) return renewing
    renewing = house.changed('site').finally(() => {
      renewing = undefined
    })
    return renewing
  }
  app.addHook('onRequest', (_request, _reply, done) => {
    const coming = look()
    if (coming) coming.then(() => done(), done)
    else done()
  })
}
