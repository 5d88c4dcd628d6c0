import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'vitest'
import { type Language, languages } from '../../server/language/locale.ts'
import { escape } from '../../server/text/html.ts'
import { type Kind, openKinds } from '../browser/kinds.ts'
import { answerOf } from '../browser/sweep.ts'
import { slugOf } from './golden.ts'

const folder = join(import.meta.dirname, '../../.cache/gallery')

/** Not a test: it runs as one, since the sites that the pages stand on live in the tests' world. */
test('every kind of page is written down, in three languages', { timeout: 300_000 }, async () => {
  rmSync(folder, { recursive: true, force: true })
  const { readers, staff } = await openKinds()
  const kinds = [...readers, ...staff]
  for (const language of languages) for (const kind of kinds) await writePage(kind, language)
  write('index.html', index(kinds))
})

async function writePage(kind: Kind, language: Language): Promise<void> {
  const { body } = await answerOf(kind, language)
  write(`${language}/${slugOf(kind.name)}.html`, body)
  for (const [path] of body.matchAll(/\/static\/[\w.-]+/g))
    write(path, (await kind.site.get(path)).body)
}

function write(path: string, text: string): void {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

const index = (kinds: readonly Kind[]): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Insyn: every kind of page</title>
<h1>Every kind of page</h1>
<ul>
${kinds.map(({ name }) => `<li>${escape(name)}: ${languages.map((code) => `<a href="/${code}/${slugOf(name)}.html">${code}</a>`).join(' ')}</li>`).join('\n')}
</ul>
</html>
`
