import { expect, test, vi } from 'vitest'
import { takeSeat, type OwnSeat } from './seat.ts'

let names = 0

/** Pages of one account, in the order in which they were opened. */
function open(count: number): readonly OwnSeat[] {
  const name = `mew:account-${(names += 1)}`
  return Array.from({ length: count }, () => takeSeat({ locks: navigator.locks, name }))
}

const sitting = (seats: readonly OwnSeat[]): readonly boolean[] => seats.map((seat) => seat.isMine())

test('[rule 22] one of three pages has the seat; each that leaves hands it to the next', async () => {
  const seats = open(3)
  const [first, second, third] = seats
  const told: string[] = []
  second?.onMine(() => told.push('second'))
  await vi.waitFor(() => {
    expect(sitting(seats)).toEqual([true, false, false])
  })
  first?.leave()
  await vi.waitFor(() => {
    expect(sitting(seats)).toEqual([false, true, false])
  })
  expect(told).toEqual(['second'])
  second?.leave()
  await vi.waitFor(() => {
    expect(sitting(seats)).toEqual([false, false, true])
  })
  third?.leave()
  expect(sitting(seats)).toEqual([false, false, false])
})

test('[rule 22] who leaves the line gets it no more', async () => {
  const seats = open(2)
  await vi.waitFor(() => {
    expect(sitting(seats)).toEqual([true, false])
  })
  seats[1]?.leave()
  seats[0]?.leave()
  expect(sitting(seats)).toEqual([false, false])
})

test('[rule 22] without locks each page sits for itself', () => {
  const seat = takeSeat({ locks: undefined, name: 'mew:account' })
  expect([seat.isMine(), seat.isShared]).toEqual([true, false])
  seat.leave()
  expect(seat.isMine()).toBe(false)
})
