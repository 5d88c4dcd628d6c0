/** How an author writes their presentation. */
import type { T } from '../language/catalogue.ts'
import { type Item, isDescribed } from './item.ts'
import { type Presented, type ProfileFaults, type ProfileForm, profileLimits } from './profile.ts'

export interface ProfilePage {
  readonly faults: readonly { readonly href: string; readonly words: string }[]
  readonly pictures: readonly {
    readonly value: string
    readonly words: string
    readonly isChosen: boolean
  }[]
  readonly brief: { readonly value: string; readonly hint: string }
  readonly interests: { readonly value: string; readonly hint: string }
  readonly isOfficial: boolean
}

declare module '../web/views.ts' {
  interface Views {
    'images/profile': ProfilePage
    'images/box': Presented
  }
}

/** The form with what was saved or typed. */
export function profileModel(
  {
    form,
    faults,
    items,
    isOfficial,
  }: {
    readonly form: ProfileForm
    readonly faults: ProfileFaults
    readonly items: readonly Item[]
    readonly isOfficial: boolean
  },
  t: T,
): ProfilePage {
  return {
    faults: Object.entries(faults).map(([name, key]) => ({
      href: `#${name}`,
      words: t(key, { most: profileLimits[name as 'brief'] ?? 0 }),
    })),
    pictures: [
      { value: '', words: t('images.profile.none'), isChosen: form.picture === '' },
      ...items.filter(isDescribed).map(({ id, name, alt }) => ({
        value: String(id),
        words: t('images.profile.choice', { number: id, words: alt ?? name }),
        isChosen: form.picture === String(id),
      })),
    ],
    brief: {
      value: form.brief,
      hint: t('images.profile.brief.hint', { most: profileLimits.brief }),
    },
    interests: {
      value: form.interests,
      hint: t('images.profile.interests.hint', { most: profileLimits.interests }),
    },
    isOfficial,
  }
}
