/** What the official of the demo does with posts besides writing them: lifts a question, makes a series, keeps one on top, plans one. */
import { openQuestions } from '../comments/store.ts'
import { DAY, later, MINUTE } from '../kernel/clock.ts'
import { addDays } from '../language/workdays.ts'
import { dateIn, momentsOf } from '../language/zone.ts'
import { publishDraft } from '../posts/actions.ts'
import { startAside } from '../posts/aside-actions.ts'
import type { DraftContent } from '../posts/draft.ts'
import { saveDraft, startDraft } from '../posts/draft-actions.ts'
import { liftComment } from '../posts/lifted-actions.ts'
import { pinPost } from '../posts/pin-actions.ts'
import { scheduleDraft } from '../posts/schedule-actions.ts'
import { placeInSeries } from '../posts/series-actions.ts'
import { momentOf } from './content.ts'
import { done } from './done.ts'
import type { Told } from './post-events.ts'
import type { Event, Story } from './story.ts'

const SERIES = {
  name: 'Svar på frågor från föreläsningen',
  slug: 'svar-pa-fragor-fran-forelasningen',
}

/** A question that became a post in a series, the budget on top, and a post that becomes public by itself. */
export function publishingEvents(story: Story, posts: readonly Told[]): Event[] {
  const { zone, now } = story
  const known = (title: string) => posts.find(({ head }) => head.title?.startsWith(title))?.id ?? 0
  return [
    {
      at: momentOf('2025-10-22 07:10', zone),
      act: () => answerAPicture(story, known('Frågorna som blev kvar')),
    },
    { at: later(now, -DAY), act: () => sayInBrief(story) },
    { at: later(now, -3 * 60 * MINUTE), act: () => keepOnTop(story, known('Budgeten för 2027')) },
    { at: later(now, -2 * 60 * MINUTE), act: () => plan(story) },
  ]
}

/** Somebody asked what the eighth picture showed: a post of its own, in a series with the one it was asked under. */
async function answerAPicture({ house, staff }: Story, lecture: number): Promise<void> {
  const { official } = staff
  const questions = await openQuestions(house.storage.read, 200)
  const asked = questions.find(({ html }) => html?.includes('bild åtta'))
  const draft = done(await liftComment(house, official, asked?.id ?? 0))
  const save = { id: draft.id, seen: draft.changedAt, content: pictureEight }
  const { changedAt: seen } = done(await saveDraft(house, official, save))
  const { postId } = done(await publishDraft(house, official, { draftId: draft.id, seen }))
  const none = { slug: '', name: '', place: undefined }
  done(await placeInSeries(house, official, { ...none, postId: lecture, name: SERIES.name }))
  done(await placeInSeries(house, official, { ...none, postId, slug: SERIES.slug }))
}

/** What the day holds, in a few lines beside the long posts. */
async function sayInBrief({ house, staff }: Story): Promise<void> {
  const aside = { source: brief, capacity: 'personal', language: 'sv' } as const
  const { id, changedAt: seen } = done(await startAside(house, staff.official, aside))
  done(await publishDraft(house, staff.official, { draftId: id, seen }))
}

async function keepOnTop({ house, staff, now, zone }: Story, postId: number): Promise<void> {
  const lastDay = addDays(dateIn(now, zone), 14)
  done(await pinPost(house, staff.official, { postId, lastDay }))
}

/** Three days from now at seven in the morning, by the clocks of the site. */
async function plan({ house, staff, now, zone }: Story): Promise<void> {
  const { id, changedAt } = done(await startDraft(house, staff.official, morning))
  const [dueAt] = momentsOf(dateIn(later(now, 3 * DAY), zone), '07:00', zone)
  if (!dueAt) throw new Error('the demo plans for a time that there is not')
  const seen = { seen: changedAt, capacity: undefined, newAddress: false }
  done(await scheduleDraft(house, staff.official, { draftId: id, dueAt, ...seen }))
}

const brief =
  'I dag: beredning inför fullmäktige hela förmiddagen. Klockan 14 till 18 sitter jag på biblioteket i järnaffären med budgeten och en termos. Kom och fråga.'

const common = { question: '', decision: undefined, commentsOpen: true, language: 'sv' } as const

const pictureEight: DraftContent = {
  ...common,
  capacity: 'personal',
  title: 'Bild åtta',
  summary: 'Den jag bläddrade förbi. Här är den, och varför jag hoppade över den.',
  source: `Bild åtta var en tom ram. Under den stod: *Det jag hade velat visa.*

Jag hade tänkt tala om hur många som slutar hos oss inom två år och vad de säger när de går. När jag satt med siffrorna kvällen före såg jag att de var för få för att ingen skulle känna igen sig. Då tog jag bort kurvan och lät ramen stå kvar, för att jag själv skulle minnas att den saknades.

Så bläddrade jag förbi den. Det märktes, och det är bra att någon frågar. Nästa år finns siffror från hela länet att lägga oss bland, och då visar jag kurvan.`,
  tags: ['öppenhet'],
}

const morning: DraftContent = {
  ...common,
  capacity: 'official',
  title: 'Så blir det med plogningen i vinter',
  summary: 'Ordningen är densamma som förra året, med två ändringar.',
  source: `Busslinjerna först, sedan skolorna och sedan resten. Två saker är nya.

- Gångvägen från Kvarnbacken till skolan räknas nu som skolväg.
- Den som vill ha nio centimeter och spade i stället för sju och plog kan säga till, gata för gata.

Kartan hänger på biblioteket och ligger på kommunens webbplats.`,
  tags: ['vinter'],
}
