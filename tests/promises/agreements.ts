/** Letters in the world of which a publication was spoken: proposed, withdrawn, published without some words. */
import { agreeingOn } from '../agreements/agreeing.ts'
import { openAt, writeLetter } from '../letters/channel.ts'
import type { Answer, Form, TestSite } from '../support/site.ts'
import { type Marker, type Visitor, word } from './markers.ts'

/** Proposes three publications to the holder of a code, with everything that can be said of one. */
export async function speakOfPublishing(
  site: TestSite,
  { official, code }: { readonly official: string; readonly code: string },
): Promise<{ readonly agreed: Marker[]; readonly published: number }> {
  const letter = async (text: string) => {
    const { number, cookie } = await writeLetter(site, { text, code })
    await openAt(site, number, { cookie: official })
    return agreeingOn(site, { number, cookie, official })
  }
  const proposed = await letter('Ett stycke.\n\nEtt till.')
  done(await proposed.propose({ ...typed('proposed'), others: word('proposed', 'others') }))
  const credit = { credit: 'role', credit_words: word('proposed', 'credit'), part: ['1'] }
  done(await proposed.change(credit))
  const withdrawn = await letter('Det som ingen ville visa.')
  done(await withdrawn.propose(typed('withdrawn')))
  done(await site.post(`${withdrawn.at}/withdrawal`, {}, withdrawn.desk))
  const published = await letter(
    `Utan ${word('agreed', 'out')} här.\n\n${word('agreed', 'unchosen')}`,
  )
  const form = { ...typed('replaced'), title: 'Ett brev', 'out-writer': word('agreed', 'out') }
  for (const now of [form, { ...form, preface: '', 'answer-1': 'Ja.' }]) {
    done(await published.propose(now))
    done(await published.say('yes'))
    done(await published.publish())
  }
  const posts = site.storage.read.selectFrom('post').select((eb) => eb.fn.max('id').as('id'))
  const { id } = await posts.executeTakeFirstOrThrow()
  return { agreed: markers(), published: Number(id) }
}

const typed = (thing: string): Form => ({
  ...{ capacity: 'official', title: word(thing, 'title'), preface: word(thing, 'preface') },
  ...{ part: ['1'], 'answer-1': word(thing, 'answer') },
})

function done({ statusCode, body }: Answer): void {
  if (statusCode !== 303) throw new Error(`${statusCode} ${body}`)
}

function markers(): Marker[] {
  const sides: readonly Visitor[] = ['official', 'holder']
  const marker = (thing: string, place: string, may: readonly Visitor[]): Marker => ({
    ...{ word: word(thing, place), may, must: [] },
  })
  return [
    ...['title', 'preface', 'answer', 'credit'].map((place) => marker('proposed', place, sides)),
    marker('proposed', 'others', ['official']),
    ...['title', 'preface', 'answer'].map((place) => marker('withdrawn', place, [])),
    ...['preface', 'answer'].map((place) => marker('replaced', place, [])),
    ...['out', 'unchosen'].map((place) => marker('agreed', place, [...sides, 'registrar'])),
  ]
}
