/** The page of the search, in each of its standings. */
import type { Inhabited } from './inhabited.ts'
import type { Kind } from './kind.ts'

const found = (words: string, rest = '') => `/search?words=${encodeURIComponent(words)}${rest}`

export const searchKinds = ({ site }: Inhabited): Kind[] => [
  { name: 'the search', site, path: '/search' },
  { name: 'what was found', site, path: found('nej') },
  { name: 'what was found further back', site, path: found('nej', '&before=comment-9.post-3') },
  { name: 'what was found of much', site, path: found('nivå', '&kind=comment&year=2026') },
  { name: 'a search that finds nothing', site, path: found('saknas', '&tag=saknas') },
  { name: 'a search without words', site, path: found('-vinter a b c d e f g h i') },
]
