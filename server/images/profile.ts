/** What an author says of themselves: a picture, a line, and what they have interests in. Pure. */
import { oneLine } from '../kernel/line.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Language } from '../language/locale.ts'
import type { Html } from '../text/html.ts'
import type { Item } from './item.ts'

/** The most of each, in characters as a person counts them. */
export const profileLimits = { brief: 300, interests: 5000 } as const

export interface Profile {
  /** The number of an image of the library. */
  readonly itemId: number | undefined
  /** Beside each post; empty when nothing is said. */
  readonly brief: string
  /** Markdown: background, and what could make a reader wonder whose side one is on. */
  readonly interests: string
}

export const noProfile: Profile = { itemId: undefined, brief: '', interests: '' }

/** The fields as they come. */
export interface ProfileForm {
  readonly picture: string
  readonly brief: string
  readonly interests: string
}

export type ProfileFaults = Readonly<Partial<Record<keyof ProfileForm, ProfileFault>>>
export type ProfileFault = `images.profile.fault.${keyof ProfileForm}`

/** Reads the form; the picture is one of those offered, or none. */
export function parseProfile(
  form: ProfileForm,
  offered: readonly Pick<Item, 'id'>[],
): Result<Profile, ProfileFaults> {
  const item = offered.find(({ id }) => String(id) === form.picture)
  const brief = oneLine(form.brief)
  const interests = form.interests.trim()
  const faults: ProfileFaults = {
    ...(form.picture === '' || item ? {} : { picture: 'images.profile.fault.picture' }),
    ...([...brief].length > profileLimits.brief ? { brief: 'images.profile.fault.brief' } : {}),
    ...([...interests].length > profileLimits.interests
      ? { interests: 'images.profile.fault.interests' }
      : {}),
  }
  if (Object.keys(faults).length > 0) return err(faults)
  return ok({ itemId: item?.id, brief, interests })
}

/** The form as it would be filled in with this. */
export const profileFormOf = ({ itemId, brief, interests }: Profile): ProfileForm => ({
  ...{ picture: String(itemId ?? ''), brief, interests },
})

/** What is said of the official besides the presentation of the blog, in the language of the site. */
export interface Presented {
  readonly picture: Html | undefined
  /** Who made the picture, and how it may be used. */
  readonly credit: string | undefined
  readonly brief: string
  readonly interests: Html | undefined
  readonly language: Language
}
