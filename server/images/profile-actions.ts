/** What authors do with their presentation. */
import type { Viewer } from '../accounts/account.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { House } from '../web/house.ts'
import { may } from './actions.ts'
import type { Profile } from './profile.ts'
import { saveProfile } from './profile-store.ts'

/** Keeps what an author says of themselves; while they are the official every page says so from then on. */
export async function presentSelf(
  house: House,
  author: Pick<Viewer, 'accountId' | 'roles'>,
  profile: Profile,
): Promise<Result<undefined, 'forbidden'>> {
  if (!may(author, 'images.use')) return err('forbidden')
  const said = { profile, at: house.clock() }
  await house.storage.transact((tx) => saveProfile(tx, author.accountId, said))
  await house.changed('site')
  return ok(undefined)
}
