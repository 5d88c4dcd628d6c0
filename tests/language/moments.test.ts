import { expect, test } from 'vitest'
import { afterGap, momentsOf } from '../../server/language/zone.ts'

const zone = 'Europe/Stockholm'

test.each([
  ['an ordinary morning', '2026-12-24', '07:00', ['2026-12-24T06:00:00.000Z']],
  ['a summer morning, with a full stop', '2026-07-01', '07.00', ['2026-07-01T05:00:00.000Z']],
  ['midnight', '2026-12-31', '00:00', ['2026-12-30T23:00:00.000Z']],
  ['the minute before clocks go forward', '2027-03-28', '01:59', ['2027-03-28T00:59:00.000Z']],
  ['the hour that is left out', '2027-03-28', '02:00', []],
  ['its last minute', '2027-03-28', '02:59', []],
  ['the hour after it', '2027-03-28', '03:00', ['2027-03-28T01:00:00.000Z']],
  [
    'the minute before the hour that comes twice',
    '2026-10-25',
    '01:59',
    ['2026-10-24T23:59:00.000Z'],
  ],
  [
    'the hour that comes twice',
    '2026-10-25',
    '02:30',
    ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
  ],
  ['the hour after it', '2026-10-25', '03:00', ['2026-10-25T02:00:00.000Z']],
  ['the day after', '2026-10-26', '02:30', ['2026-10-26T01:30:00.000Z']],
  ['a day that there is not', '2026-02-30', '07:00', []],
  ['a leap day', '2028-02-29', '07:00', ['2028-02-29T06:00:00.000Z']],
  ['an hour that there is not', '2026-12-24', '24:00', []],
  ['a minute that there is not', '2026-12-24', '07:60', []],
  ['words', 'imorgon', 'sju', []],
])('%s', (_, day, time, moments) => {
  expect(momentsOf(day, time, zone)).toEqual(moments)
})

test('what clocks show in the place of a time that they leave out, and nothing for any other', () => {
  expect(afterGap('2027-03-28', '02:30', zone)).toBe('03:30')
  expect(afterGap('2027-03-28', '03:30', zone)).toBeUndefined()
  expect(afterGap('2026-10-25', '02:30', zone)).toBeUndefined()
  expect(afterGap('2026-02-30', '02:30', zone)).toBeUndefined()
  // Lord Howe puts its clocks forward by half an hour, at two.
  expect(afterGap('2026-10-04', '02:10', 'Australia/Lord_Howe')).toBe('02:40')
})
