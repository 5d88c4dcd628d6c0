/** The letters of the demo: the channel opens, letters come, are read, answered and written on. */
import { readFileSync } from 'node:fs'
import { DAY, HOUR, type Instant, later } from '../kernel/clock.ts'
import type { Language } from '../language/locale.ts'
import { dateIn } from '../language/zone.ts'
import { sendLetter, writeMore } from '../letters/actions.ts'
import { setUpChannel } from '../letters/channel-actions.ts'
import { answerLetter, noteOnLetter, openLetter, setStatus } from '../letters/desk-actions.ts'
import { keepDraft } from '../letters/draft-actions.ts'
import type { LetterDocument, LetterStatus } from '../letters/letter.ts'
import { attest } from '../letters/no-ip-actions.ts'
import { assess, enterInDiary, handOver } from '../letters/office-actions.ts'
import type { Phrase } from '../letters/phrase.ts'
import { keepPhrase } from '../letters/phrase-actions.ts'
import type { Vault } from '../letters/vault.ts'
import type { Capacity } from '../posts/post.ts'
import { type Code, hashOfCode } from '../receipts/receipt.ts'
import { findReceipt } from '../receipts/store.ts'
import { type AgreementAct, agree, isAgreement, type Spoken } from './agreement-events.ts'
import { momentOf, type StaffKey } from './content.ts'
import { type DemoDirect, directEvents } from './direct-events.ts'
import { done } from './done.ts'
import { chosen } from './letter-files.ts'
import { isPassing, type Passed, type PassingAct, passOn } from './passing-events.ts'
import type { Told } from './post-events.ts'
import { isRegister, type RegisterAct, type Registered, register } from './register-events.ts'
import type { Event, Story } from './story.ts'

/** When something happens: a local time, or so many hours before the demo begins. */
interface When {
  readonly at?: string
  readonly hours_ago?: number
}

interface Act extends When, Passed, Registered, Spoken {
  readonly by: StaffKey | 'writer'
  readonly act:
    | 'open'
    | 'note'
    | 'status'
    | 'reply'
    | 'draft'
    | 'more'
    | 'assess'
    | 'diary'
    | 'hand_over'
    | PassingAct
    | RegisterAct
    | AgreementAct
  readonly capacity?: Capacity
  readonly document?: LetterDocument
  readonly status?: LetterStatus
  /** A promised day, or so many days on. */
  readonly day?: string
  readonly days?: number
}

interface DemoLetter extends When {
  readonly key: string
  readonly language: Language
  readonly text: string
  readonly name?: string
  /** The title of the post that it is about. */
  readonly about?: string
  readonly exclude?: readonly StaffKey[]
  /** Files beside this one. */
  readonly files?: readonly string[]
  readonly then?: readonly Act[]
}

interface Letters {
  readonly opened: string
  readonly whistle: string
  readonly answer_days: number
  readonly deputies: readonly StaffKey[]
  readonly kept: string
  readonly direct: readonly DemoDirect[]
  readonly phrases: readonly Phrase[]
  /** How the logs in front of the blog are seen to. */
  readonly logs: string
  readonly letters: readonly DemoLetter[]
}

/** What the demo has of letters, as it lies in its file. */
export const letters = (): Letters =>
  JSON.parse(readFileSync(new URL('letters.json', import.meta.url), 'utf8')) as Letters

/** Everything that happens with letters. */
export function letterEvents(story: Story, vault: Vault, posts: readonly Told[]): Event[] {
  const told = letters()
  const opened = { at: momentOf(told.opened, story.zone), act: () => open(story, vault, told) }
  const direct = told.direct.flatMap((one) => directEvents(story, vault, { one, posts }))
  return [
    opened,
    ...direct,
    ...told.letters.flatMap((letter) => eventsOf(story, vault, { letter, posts })),
  ]
}

async function open({ house, staff }: Story, { keyId }: Vault, told: Letters): Promise<void> {
  const { whistle, answer_days: answerDays, kept } = told
  const deputies = told.deputies.map((who) => staff[who].accountId)
  const channel = { isOpen: true, whistle, answerDays, deputies, kept, keyId }
  await setUpChannel(house, staff.official.accountId, channel)
  done(await attest(house, staff.official, { isTicked: true, how: told.logs }))
  for (const phrase of told.phrases)
    done(await keepPhrase(house, staff.official.accountId, { id: undefined, phrase }))
}

const timeOf = ({ now, zone }: Story, { at, hours_ago = 0 }: When): Instant =>
  at === undefined ? later(now, -hours_ago * HOUR) : momentOf(at, zone)

interface Sent {
  number: number
  code: Code
}

function eventsOf(
  story: Story,
  vault: Vault,
  { letter, posts }: { readonly letter: DemoLetter; readonly posts: readonly Told[] },
): Event[] {
  let sent: Sent | undefined
  const send = async () => {
    sent = await write(story, vault, letter, posts)
    story.codes.set(`letter ${letter.key}`, sent.code)
  }
  const acts = (letter.then ?? []).map((act) => ({
    at: timeOf(story, act),
    act: async () => {
      if (sent) await happen(story, vault, sent, act)
    },
  }))
  return [{ at: timeOf(story, letter), act: send }, ...acts]
}

async function write(
  { house, staff }: Story,
  vault: Vault,
  letter: DemoLetter,
  posts: readonly Told[],
): Promise<Sent> {
  const { text, name = '', language, exclude = [], about } = letter
  const post = posts.find(({ head }) => head.title === about)
  return done(
    await sendLetter(house, vault, {
      words: { text, name, email: '' },
      ...{ language, postId: post?.id, commentId: undefined },
      excluded: exclude.map((who) => staff[who].accountId),
      ...{ mark: undefined, code: undefined, files: await chosen(house, letter.files) },
    }),
  )
}

async function happen(story: Story, vault: Vault, sent: Sent, act: Act): Promise<void> {
  const { house, zone } = story
  const { number: id } = sent
  const { text = '', capacity = 'official', status = 'read', document = 'incoming' } = act
  if (isAgreement(act.act)) return agree(story, vault, sent, { ...act, act: act.act })
  if (isPassing(act.act)) return passOn(story, vault, sent, { ...act, act: act.act })
  if (act.by === 'writer') return writeOn(story, vault, sent, text)
  const officer = officerOf(story, act.by)
  const acting = { house, vault, officer, id }
  const answerBy = act.days ? dateIn(later(house.clock(), act.days * DAY), zone) : act.day
  if (isRegister(act.act)) return register(acting, act.act, act)
  if (act.act === 'open') done(await openLetter(house, officer, id))
  if (act.act === 'note') done(await noteOnLetter(house, vault, officer, { id, text }))
  if (act.act === 'reply') done(await answerLetter(house, vault, officer, { id, text, capacity }))
  if (act.act === 'draft') done(await keepDraft(house, vault, officer, { id, text, capacity }))
  if (act.act === 'status') done(await setStatus(house, officer, { id, status, answerBy }))
  if (act.act === 'assess') done(await assess(acting, { document, reason: text }))
  if (act.act === 'hand_over') done(await handOver(acting, text))
  if (act.act === 'diary') done(await enterInDiary(acting, text))
}

const officerOf = ({ staff }: Story, who: StaffKey) => ({
  ...staff[who],
  isOfficial: who === 'official',
  isRegistrar: staff[who].roles.has('registrar'),
})

async function writeOn({ house }: Story, vault: Vault, sent: Sent, text: string): Promise<void> {
  const hash = hashOfCode(house.keys.receipt, sent.code)
  const receiptId = (await findReceipt(house.storage.read, hash)) ?? 0
  const rest = { mark: undefined, files: undefined }
  done(await writeMore(house, vault, { receiptId, letterId: sent.number, text, ...rest }))
}
