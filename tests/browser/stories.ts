/** What is said in the three journeys: one for each language, on sites of both countries. */
import type { Country, Language } from '../../server/language/locale.ts'

export interface Story {
  readonly language: Language
  readonly country: Country
  readonly locale: string
  readonly authority: string
  readonly site: string
  readonly official: Staff
  readonly moderator: Staff
  readonly personal: Written
  readonly formal: Written & { readonly decision: string }
  /** Ten replies, each to the one before; the first is a question. */
  readonly talk: readonly string[]
  readonly answers: { readonly personal: string; readonly official: string }
  readonly rude: string
  readonly calm: string
  readonly threat: string
}

interface Staff {
  readonly name: string
  readonly title: string
  readonly email: string
  readonly password: string
}

interface Written {
  readonly title: string
  readonly summary: string
  readonly source: string
  readonly question: string
}

const passwords = ['granit spade fredlig moln', 'timmer orkester lampa vinter'] as const

export const stories: readonly Story[] = [
  {
    ...{ language: 'sv', country: 'se', locale: 'sv-SE' },
    ...{ authority: 'Ekens kommun', site: 'Kommundirektörens blogg' },
    official: staff('Kerstin Ahlby', 'kommundirektör', 0),
    moderator: staff('Erik Lund', 'kommunikatör', 1),
    personal: {
      title: 'Det jag inte berättar om skolan',
      summary: 'En del kan jag svara på.',
      source: 'I tisdags fick jag *elva* frågor.\n\n- Sju gällde skolan.\n- Fyra gällde mig.',
      question: 'Vad behöver du veta?',
    },
    formal: {
      title: 'Så plogar vi i vinter',
      summary: 'Först bussarna, sedan skolorna.',
      source: '## Ordningen\n\nVi börjar klockan fyra.',
      question: '',
      decision: 'KS 2026/114',
    },
    talk: [
      'Stängs skolan i vår?',
      'Min dotter frågar samma sak.',
      'Och bussen, då?',
      'Den går som förut.',
      'Hur vet du det?',
      'Det stod i tidningen.',
      'Vilken tidning?',
      'Den lokala, i fredags.',
      'Tack, då läser jag där.',
    ],
    answers: {
      personal: 'Jag hoppas att den blir kvar.',
      official: 'Nämnden beslutar den 4 mars.',
    },
    rude: 'Du är ju inte klok.',
    calm: 'Frågan bakom är ändå rimlig.',
    threat: 'Jag vet var du bor.',
  },
  {
    ...{ language: 'nb', country: 'no', locale: 'nb-NO' },
    ...{ authority: 'Furulia kommune', site: 'Kommunedirektørens blogg' },
    official: staff('Ingrid Moen', 'kommunedirektør', 0),
    moderator: staff('Ola Berg', 'kommunikasjonsrådgiver', 1),
    personal: {
      title: 'Det jeg ikke forteller om skolen',
      summary: 'Noe av det kan jeg svare på.',
      source: 'På tirsdag fikk jeg *elleve* spørsmål.\n\n- Sju gjaldt skolen.\n- Fire gjaldt meg.',
      question: 'Hva trenger du å vite?',
    },
    formal: {
      title: 'Slik brøyter vi i vinter',
      summary: 'Først bussene, så skolene.',
      source: '## Rekkefølgen\n\nVi begynner klokken fire.',
      question: '',
      decision: 'Sak 114/26',
    },
    talk: [
      'Blir skolen lagt ned til våren?',
      'Datteren min spør om det samme.',
      'Og hva med bussen?',
      'Den går som før.',
      'Hvordan vet du det?',
      'Det sto i avisen.',
      'Hvilken avis?',
      'Lokalavisen, på fredag.',
      'Takk, da leser jeg der.',
    ],
    answers: {
      personal: 'Jeg håper at den får bli.',
      official: 'Utvalget avgjør saken 4. mars.',
    },
    rude: 'Du er jo ikke riktig klok.',
    calm: 'Spørsmålet bak er likevel rimelig.',
    threat: 'Jeg vet hvor du bor.',
  },
  {
    ...{ language: 'en', country: 'se', locale: 'en-GB' },
    ...{ authority: 'Oakby municipality', site: 'The chief executive’s blog' },
    official: staff('Karen Oakes', 'chief executive', 0),
    moderator: staff('Eric Grove', 'communications officer', 1),
    personal: {
      title: 'What I do not tell about the school',
      summary: 'Some of it I can answer.',
      source: 'On Tuesday I got *eleven* questions.\n\n- Seven about the school.\n- Four about me.',
      question: 'What do you need to know?',
    },
    formal: {
      title: 'How we clear the snow this winter',
      summary: 'Buses first, then schools.',
      source: '## The order\n\nWe begin at four.',
      question: '',
      decision: 'Case 2026/114',
    },
    talk: [
      'Will the school close in spring?',
      'My daughter asks the same.',
      'And what about the bus?',
      'It runs as before.',
      'How do you know?',
      'It was in the paper.',
      'Which paper?',
      'The local one, on Friday.',
      'Thanks, I shall read it there.',
    ],
    answers: {
      personal: 'I hope that it can stay.',
      official: 'The board decides on 4 March.',
    },
    rude: 'You must be out of your mind.',
    calm: 'The question behind it is fair, though.',
    threat: 'I know where you live.',
  },
]

function staff(name: string, title: string, at: 0 | 1): Staff {
  const email = `${name.toLowerCase().replace(' ', '.')}@example.org`
  return { name, title, email, password: passwords[at] }
}
