import { describe, expect, expectTypeOf, test } from 'vitest'
import { type MessageKey, messages, translator } from '../../server/language/catalogue.ts'
import { type Language, languages } from '../../server/language/locale.ts'
import { rooms } from '../../server/language/rooms.ts'
import { argumentsOf } from '../support/messages.ts'

/** Messages that are the same in two languages, and why that is right. Everything else is forgotten work. */
const sameInTwo: Partial<Record<MessageKey, string>> = {
  'search.form.year': 'Swedes and Norwegians write år',
  'search.hit.under': 'Swedes and Norwegians write under',
  'search.is.reply': 'Swedes and Norwegians write svar',
  'sharing.cite.html': 'the name of a format',
  'sharing.cite.markdown': 'the name of a format',
  'sharing.cite.number': 'the same word in Swedish and English',
  'sharing.cite.version': 'the same word in Swedish and English',
  'sharing.markdown': 'the same words in Swedish and Norwegian',
  'sharing.feed.comment': 'a name and a post',
  'sharing.feed.comments': 'Swedes and Norwegians write kommentarer',
  'sharing.footnotes': 'Swedes and Norwegians write fotnoter',
  'openness.ledger': 'the same word in sv and nb',
  'openness.figures.later.value': 'figures and av, the same in sv and nb',
  'openness.file.csv': 'Swedes and Norwegians write tabell',
  'openness.file.json': 'data is data in all three',
  'openness.search.capacity': 'the same word in sv and nb',
  'openness.search.words': 'Swedes and Norwegians write ord',
  'openness.search.year': 'Swedes and Norwegians write år',
  'disclosures.entry.by': 'a time, a name and a title',
  'disclosures.make.delegation': 'the same word in sv and en',
  'disclosures.make.language': 'the same word in sv and nb',
  'requests.how.telephone': 'Swedes and Norwegians say telefon',
  'editor.tool.bold': 'Swedes and Norwegians write fet',
  'editor.tool.bold.sign': 'the same word in sv and nb',
  'editor.tool.italic': 'Swedes and Norwegians write kursiv',
  'editor.tool.italic.sign': 'the same word in sv and nb',
  'editor.tool.table': 'Swedes and Norwegians write tabell',
  'editor.tool.table.cell': 'the same word in sv and en',
  'editor.identity.at': 'a place and a number',
  'posts.withheld.mark': 'what is written in the text, in every language',
  'publishing.day': 'the same word in sv and nb',
  'publishing.series': 'the same word in sv and nb',
  'publishing.series.new': 'the same word in sv and nb',
  'publishing.series.none': 'the same word in sv and nb',
  'publishing.series.part': 'the same word in sv and nb',
  'publishing.series.title': 'the same word in sv and nb',
  'disclosures.make.more': 'the same word in sv and nb',
  'agreements.field.preface': 'the same word in Swedish and Norwegian',
  'agreements.person': 'a name alone',
  'agreements.tell': 'a kind and the words',
  'agreements.tell.role': 'the same word in Swedish and Norwegian',
  'posts.agreed.letter': 'the same word in Swedish and Norwegian',
  'common.country.se': 'Swedes and Norwegians write Sverige',
  'common.country.no': 'Swedes and Norwegians write Norge',
  'requests.delegations.one': 'a name, a title and a reference',
  'requests.desk.kind.comment': 'the same words in Swedish and Norwegian',
  'common.yes': 'Swedes and Norwegians say ja',
  'common.cancel': 'Swedes and Norwegians write avbryt',
  'accounts.email': 'Swedes and Norwegians write e-post',
  'accounts.people.roles': 'Swedes and Norwegians say roller',
  'accounts.role.moderator': 'a moderator is one in all three',
  'accounts.role.administrator': 'Norwegians and English write administrator',
  'accounts.done.role_given': 'Swedes and Norwegians write har fått rollen',
  'accounts.me.mail.language': 'Swedes and Norwegians write språk',
  'mail.title': 'Swedes and Norwegians write e-post',
  'mail.reply': 'a reply is svar to Swedes and Norwegians',
  'setup.country': 'Swedes and Norwegians write land',
  'setup.setting.telephone': 'Swedes and Norwegians write telefon',
  'setup.day.3': 'Swedes and Norwegians say onsdag',
  'setup.day.4': 'Swedes and Norwegians say torsdag',
  'setup.day.5': 'Swedes and Norwegians say fredag',
  'comments.write': 'Swedes and Norwegians write skriv en kommentar',
  'comments.level': 'Swedes and Norwegians say nivå',
  'comments.marker.rule': 'Swedes and Norwegians write regel',
  'policy.version': 'Swedes and English write version',
  'posts.history.version': 'Swedes and English write version',
  'posts.desk.version': 'Swedes and English write version',
  'common.table': 'Swedes and Norwegians write tabell',
  'desk.menu.letters': 'Swedes and Norwegians write brev',
  'desk.menu.register': 'Swedes and Norwegians write brevregister',
  'ledger.by.moderator': 'a moderator is one in both',
  'ledger.by.writer': 'Swedes and Norwegians write den som skrev',
  'ledger.entry.proof.file': 'Swedes and Norwegians write beviset',
  'ledger.entry.root': 'Swedes and Norwegians write rot',
  'ledger.entry.salt': 'salt is salt in all three',
  'ledger.number': 'Swedes and Norwegians write nummer',
  'ledger.title': 'Swedes and Norwegians write kontrollogg',
  'setup.setting.ledger_shown': 'Swedes and Norwegians write kontrolloggen',
  'site.menu.ledger': 'Swedes and Norwegians write kontrollogg',
  'letters.choice.internal.yes': 'Swedes and Norwegians say ja',
  'letters.desk.title': 'Swedes and Norwegians write brev',
  'letters.desk.number': 'Swedes and Norwegians write brev nummer',
  'letters.desk.writer': 'Swedes and Norwegians write den som skrev',
  'letters.document.internal': 'Swedes and Norwegians write internt',
  'letters.desk.came': 'Swedes and Norwegians write brevet kom',
  'letters.desk.since': 'Swedes and Norwegians write kom',
  'letters.more': 'Swedes and Norwegians write skriv mer',
  'letters.own.title': 'Swedes and Norwegians write brev nummer',
  'letters.direct.comment': 'Swedes and Norwegians write kommentaren',
  'letters.phrases.language': 'Swedes and Norwegians write språk',
  'letters.phrases.new': 'Swedes and Norwegians write en ny formulering',
  'register.column.state': 'Norwegians and English write status',
  'register.column.number': 'Swedes and Norwegians write brev',
  'register.export.column.number': 'Swedes and Norwegians write nummer',
  'register.export.csv': 'Swedes and Norwegians write tabell',
  'register.export.format': 'Swedes and Norwegians write filformat',
  'register.export.json': 'Swedes and Norwegians write data',
  'register.export.year': 'Swedes and Norwegians write år',
  'register.mail.line': 'Swedes and Norwegians write brev nummer',
  'register.package.name': 'Swedes and Norwegians write brev',
  'letters.you': 'Swedes and Norwegians say du',
  'files.kind.pdf': 'PDF is PDF in all three',
  'images.done.kept': 'Swedes and Norwegians write it alike',
  'images.licence.cc_by_4.short': 'the name of the licence',
  'images.licence.cc_by_sa_4.short': 'the name of the licence',
  'images.profile.choice': 'a number and words',
  'images.uploaded': 'a name and a day',
  'images.used.profile':
    'Swedes write presentation, Norwegians presentasjon; English writes as Swedish',
  'files.named': 'it is put together of what others say',
  'following.comment.nobody': 'Swedes and Norwegians write kommentaren',
  'following.what.thread': 'Swedes and Norwegians write en tråd',
  'following.mail.comment': 'Swedes and Norwegians write skriver',
  'following.mail.answer.subject': 'Swedes and Norwegians write svar på en kommentar',
}

const others = languages.filter((language) => language !== 'sv')
const keys = [...messages('sv').keys()] as MessageKey[]

describe('the words of the interface', () => {
  test.each(others)(
    '%s has the Swedish keys in the Swedish order, to be read side by side',
    (language) => {
      for (const room of Object.keys(rooms.sv) as (keyof typeof rooms.sv)[])
        expect(Object.keys(rooms[language][room]), `${language}/${room}.json`).toEqual(
          Object.keys(rooms.sv[room]),
        )
    },
  )

  test.each(others)('each message in %s asks for the same arguments as in Swedish', (language) => {
    for (const key of keys)
      expect(argumentsOf(textOf(key, language), language), `${key} in ${language}`).toEqual(
        argumentsOf(textOf(key, 'sv'), 'sv'),
      )
  })

  test('no message is empty, or has space around it or twice in a row', () => {
    for (const language of languages)
      for (const [key, text] of messages(language))
        expect(text.replace(/(?<=\d)\u00a0(?=\d)/g, ''), `${key} in ${language}`).toMatch(
          /^\S+( \S+)*$/,
        )
  })

  test('a number is never broken over two lines', () => {
    for (const language of languages)
      for (const [key, text] of messages(language))
        expect(text, `${key} in ${language}: write U+00A0 between the digits`).not.toMatch(/\d \d/)
  })

  test('no apostrophe is doubled: messages without arguments are shown as they are written', () => {
    for (const language of languages)
      for (const [key, text] of messages(language))
        expect(text, `${key} in ${language}: write one ’ instead`).not.toContain("''")
  })

  test('a message is the same in two languages only with a reason in this file', () => {
    const alike = keys.filter((key) => {
      const texts = languages.map((language) => textOf(key, language))
      return new Set(texts).size < texts.length
    })
    expect(alike.sort(), 'translate these, or say in sameInTwo why they are right').toEqual(
      Object.keys(sameInTwo).sort(),
    )
  })
})

describe('a translator', () => {
  test('gives a message without arguments as it is written', () => {
    expect(translator('sv')('common.save')).toBe('Spara')
    expect(translator('nb')('common.save')).toBe('Lagre')
    expect(translator('en')('common.save')).toBe('Save')
  })

  test('fills in arguments as text and leaves the escaping to the page', () => {
    expect(translator('sv')('common.standing.personal', { whose: '<b>Annas</b>' })).toBe(
      'Personligt inlägg: <b>Annas</b> egna tankar i tjänsten, inte ett beslut',
    )
  })

  test('refuses a message whose arguments are missing', () => {
    expect(() => translator('sv')('common.standing.personal')).toThrow('whose')
  })

  test('knows only the keys of the files', () => {
    expectTypeOf<'common.save'>().toExtend<MessageKey>()
    expectTypeOf<'common.savve'>().not.toExtend<MessageKey>()
  })

  test('the standing lines say whose words a post is (LAW L21)', () => {
    const whose = { sv: 'Anna Eks', nb: 'Anna Eks', en: 'Anna Ek’s' }
    const lines = languages.flatMap((language) => [
      translator(language)('common.standing.personal', { whose: whose[language] }),
      translator(language)('common.standing.official'),
    ])
    expect(lines).toEqual([
      'Personligt inlägg: Anna Eks egna tankar i tjänsten, inte ett beslut',
      'Kommunens officiella besked',
      'Personlig innlegg: Anna Eks egne tanker i jobben, ikke et vedtak',
      'Offisiell informasjon fra kommunen',
      'Personal post: Anna Ek’s own thoughts in office, not a decision',
      'Official information from the municipality',
    ])
  })
})

const textOf = (key: MessageKey, language: Language): string => messages(language).get(key) ?? ''
