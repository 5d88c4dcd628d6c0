/** How the post on top is offered at the desk. */
import { dayWords } from '../language/when.ts'
import { addDays } from '../language/workdays.ts'
import { dateIn } from '../language/zone.ts'
import { type FormModel, formModel } from '../web/fields.ts'
import type { Ask } from '../web/web.ts'
import type { Pin } from './pin-store.ts'

export interface PinModel {
  readonly action: string
  readonly form: FormModel
  readonly button: string
  /** Set while the post is on top: until when, and where it is taken down from there. */
  readonly now: { readonly words: string; readonly action: string } | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'posts/pin': PinModel
  }
}

/** A week is what most announcements need. */
const DAYS = 7

/** The part of a public post's page at the desk that puts it on top; `typed` comes back when it is no day. */
export function pinModel(
  postId: number,
  { pin, typed }: { readonly pin: Pin | undefined; readonly typed: string | undefined },
  { t, language, site, now }: Pick<Ask, 't' | 'language' | 'site' | 'now'>,
): PinModel {
  const value = typed ?? pin?.lastDay ?? addDays(dateIn(now, site.timeZone), DAYS)
  return {
    action: `/desk/posts/${postId}/pin`,
    form: formModel(
      t,
      [{ name: 'last_day', label: 'publishing.pin.day', type: 'date', look: 'short' }],
      {
        values: { last_day: value },
        faults: typed === undefined ? {} : { last_day: 'publishing.pin.fault' },
      },
    ),
    button: t(pin ? 'publishing.pin.move' : 'publishing.pin.button'),
    now: pin && {
      words: t('publishing.pin.now', { day: dayWords(pin.lastDay, language) }),
      action: `/desk/posts/${postId}/unpin`,
    },
  }
}
