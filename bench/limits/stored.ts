/** Pages that the site made, in a folder, for the limits that do nothing but send them. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface StoredPage {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** Writes pages into a folder. */
export function writePages(folder: string, pages: readonly StoredPage[]): void {
  const index = pages.map(({ path, headers }) => ({ path, headers }))
  writeFileSync(join(folder, 'pages.json'), JSON.stringify(index))
  pages.forEach(({ body }, at) => {
    writeFileSync(join(folder, `${at}.body`), body)
  })
}

/** Reads them back, by their path. */
export function readPages(folder: string): Map<string, StoredPage> {
  const index = JSON.parse(readFileSync(join(folder, 'pages.json'), 'utf8')) as Omit<
    StoredPage,
    'body'
  >[]
  return new Map(
    index.map((page, at) => [
      page.path,
      { ...page, body: readFileSync(join(folder, `${at}.body`)) },
    ]),
  )
}
