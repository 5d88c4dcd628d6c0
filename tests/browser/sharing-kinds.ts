/** The pages that help to share a post or a comment with its context. */
import type { Inhabited } from './inhabited.ts'
import type { Kind } from './kind.ts'

/** On the site where everything has happened. */
export const sharingKinds = ({ site, personal, changed, thread }: Inhabited): Kind[] => [
  { name: 'citing a post', site, path: `${personal.path}/cite` },
  { name: 'citing a comment', site, path: `/comments/${thread.goesOn}/cite` },
  { name: 'asking how a post stood', site, path: `${changed.path}/at` },
  { name: 'asking how a post stood to mend', site, path: `${changed.path}/at?time=x`, status: 422 },
  { name: 'a post as it stood', site, path: `${changed.path}/at/2026-11-21T09:30:00Z` },
]
