import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readAssets } from '../../server/web/assets.ts'

const scripts = [...readAssets().files.values()].filter(({ name }) => name.endsWith('.js'))
const sum = (sizes: readonly number[]) => sizes.reduce((all, one) => all + one, 0)
const MOST = 10_000

test('the scripts that help are small: all together as they are sent, each page’s as they are written', () => {
  const kinds = scripts.map(({ name }) => name.replace(/-.*/, '')).sort()
  expect(kinds).toEqual(['challenge', 'desk', 'editor', 'help'])
  expect(sum(scripts.map(({ body }) => brotliCompressSync(body).byteLength))).toBeLessThan(MOST)
  const onPublicPages = scripts.filter(({ name }) => !/^(?:desk|editor)/.test(name))
  expect(sum(onPublicPages.map(({ body }) => body.byteLength))).toBeLessThan(MOST)
})
