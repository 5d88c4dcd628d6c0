import { describe, expect, test } from 'vitest'
import { signerOf } from '../../server/kernel/signature.ts'
import { checkpointText, readCheckpoint } from '../../server/ledger/checkpoint.ts'
import {
  judged,
  keyText,
  type NoteKey,
  noteKey,
  readKey,
  readNote,
  signed,
} from '../../server/ledger/note.ts'

// golang.org/x/mod/sumdb/note, note_test.go
const peter = {
  key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  secret: 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature:
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
}
const petersNote = `${peter.text}\n${peter.signature}`
const petersKey = readKey(peter.key) as NoteKey

// github.com/transparency-dev/formats, log/checkpoint_test.go: the Go checksum database, a log in use
const golang = readKey(
  'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8',
) as NoteKey
const golangs = `go.sum database tree
6476701
mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=

— sum.golang.org Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=
`

const verdict = (note: string | Uint8Array, key: NoteKey) => {
  const read = readNote(note)
  return read && judged(read, key)
}

describe('a signed note', () => {
  const signer = signerOf(Buffer.from(peter.secret, 'base64').subarray(1))

  test('is the one that Go writes, byte for byte', () => {
    expect(signed(peter.text, 'PeterNeumann', signer)).toBe(petersNote)
    expect(keyText(noteKey('PeterNeumann', signer.publicKey))).toBe(peter.key)
  })

  test('is checked with its key', () => {
    expect(verdict(petersNote, petersKey)).toBe('signed')
    expect(verdict(Buffer.from(petersNote), petersKey)).toBe('signed')
    expect(verdict(golangs, golang)).toBe('signed')
    expect(readNote(petersNote)?.text).toBe(peter.text)
  })

  test('is forged with any sign of its text or of its signature changed', () => {
    for (const at of [0, 40, peter.text.length - 2]) {
      const other = petersNote[at] === 'x' ? 'y' : 'x'
      const changed = petersNote.slice(0, at) + other + petersNote.slice(at + 1)
      expect(verdict(changed, petersKey)).toBe('forged')
    }
    expect(verdict(petersNote.replace('RyyBwJnAM=', 'RyyBwJnBM='), petersKey)).toBe('forged')
  })

  test('says nothing with somebody else’s key, even of the same name', () => {
    expect(verdict(petersNote, golang)).toBe('unsigned')
    expect(verdict(petersNote, noteKey('PeterNeumann', golang.publicKey))).toBe('unsigned')
  })

  test('may carry signatures of others, which are passed over', () => {
    const [, , , , theirs] = golangs.split('\n')
    expect(verdict(`${peter.text}\n${theirs}\n${peter.signature}`, petersKey)).toBe('signed')
    expect(verdict(`${petersNote}${theirs}\n`, petersKey)).toBe('signed')
  })

  test('carries at most a hundred', () => {
    expect(verdict(`${peter.text}\n${peter.signature.repeat(100)}`, petersKey)).toBe('signed')
    expect(verdict(`${peter.text}\n${peter.signature.repeat(101)}`, petersKey)).toBeUndefined()
  })

  test.each([
    ['without a signature', peter.text],
    ['with an empty line alone', `${peter.text}\n`],
    ['with a last line that does not end', petersNote.slice(0, -1)],
    ['with a control character', `\u0001${petersNote}`],
    ['that is not UTF-8', Buffer.concat([Buffer.from([0xff]), Buffer.from(petersNote)])],
    ['with a name with a space', petersNote.replace('PeterNeumann', 'Bad Name')],
    ['with a name with another space', petersNote.replace('PeterNeumann', 'Bad\u2003Name')],
    ['with a name with a plus', petersNote.replace('PeterNeumann', 'Bad+Name')],
    ['with a line too many', `${petersNote}Unexpected line.\n`],
    ['with base64 that is not written so', petersNote.replace('AM=\n', 'AN=\n')],
  ])('is none %s', (_, note) => {
    expect(readNote(note)).toBeUndefined()
  })

  test.each([
    [
      'of another length',
      'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==',
    ],
    ['of another kind', 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['with an id that is not its own', peter.key.replace('c74f20a3', 'c74f20a4')],
    ['without a name', peter.key.replace('PeterNeumann', '')],
  ])('has no key %s', (_, key) => {
    expect(readKey(key)).toBeUndefined()
  })
})

describe('a checkpoint', () => {
  const root = Buffer.from('mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=', 'base64').toString('hex')

  test('says origin, size and root', () => {
    const read = { origin: 'go.sum database tree', size: 6476701, root }
    expect(readCheckpoint(golangs)).toEqual(read)
    expect(golangs.startsWith(`${checkpointText(read)}\n`)).toBe(true)
  })

  test('may say more, which is passed over', () => {
    expect(readCheckpoint(golangs.replace('Wk=\n', 'Wk=\nmore\n'))).toMatchObject({ root })
  })

  test.each([
    ['a size with a zero before it', '\n6476701', '\n06476701'],
    ['a size that is no number', '\n6476701', '\n-1'],
    ['a root that is too short', 'mb8QLQIs', 'mb8Q'],
    ['an empty line', 'Wk=\n', 'Wk=\n\nmore\n'],
    ['no origin', 'go.sum database tree\n', '\n'],
  ])('is none with %s', (_, from, to) => {
    expect(readCheckpoint(golangs.replace(from, to))).toBeUndefined()
  })
})
