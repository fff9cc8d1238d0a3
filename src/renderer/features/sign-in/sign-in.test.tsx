import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { LoginBody, RegisterBody } from '#shared/protocol/http/auth.ts'
import { settled } from '../../fixtures/held-gateway.ts'
import { en } from '../../i18n/en.ts'
import { drawInApp } from '../../ui/draw-in-app.tsx'
import { SignInPage } from './sign-in-page.tsx'

afterEach(cleanup)

interface Forms {
  readonly logIns: readonly LoginBody[]
  readonly signUps: readonly RegisterBody[]
}

type Props = Partial<Parameters<typeof SignInPage>[0]>

function draw(props: Props = {}): Forms {
  const [logIns, signUps]: [LoginBody[], RegisterBody[]] = [[], []]
  drawInApp(
    <SignInPage
      allowsSignUp
      startCode="none"
      onLogIn={(form) => {
        logIns.push(form)
        return Promise.resolve(undefined)
      }}
      onSignUp={(form) => {
        signUps.push(form)
        return Promise.resolve(undefined)
      }}
      {...props}
    />,
  )
  return { logIns, signUps }
}

const field = (label: string): HTMLInputElement => screen.getByLabelText<HTMLInputElement>(label)

function fill(values: Readonly<Record<string, string>>): void {
  for (const [label, value] of Object.entries(values)) fireEvent.change(field(label), { target: { value } })
}

const complaintAt = (label: string): string =>
  document.getElementById(field(label).getAttribute('aria-describedby') ?? '')?.textContent ?? ''

async function submit(): Promise<void> {
  await act(async () => {
    fireEvent.submit(field('Email'))
    await settled()
  })
}

test('the fields are what password managers and keyboards look for, and the first has the focus', () => {
  draw()
  expect([field('Email').type, field('Email').autocomplete]).toEqual(['email', 'email'])
  expect([field('Password').type, field('Password').autocomplete]).toEqual(['password', 'current-password'])
  expect(document.activeElement).toBe(field('Email'))
})

test('what was typed is handed on as it was typed, once, however often Enter is pressed meanwhile', async () => {
  const attempt = Promise.withResolvers<string | undefined>()
  const onLogIn = vi.fn(() => attempt.promise)
  draw({ onLogIn })
  fill({ Email: 'a@mail.example', Password: ' secret words ' })
  for (let press = 0; press < 3; press += 1) await submit()
  expect(onLogIn.mock.calls).toEqual([[{ email: 'a@mail.example', password: ' secret words ' }]])
  expect(screen.getByRole('button', { name: 'Log in' }).getAttribute('aria-busy')).toBe('true')
  attempt.resolve(undefined)
  await waitFor(() => expect(screen.getByRole('button', { name: 'Log in' }).getAttribute('aria-busy')).not.toBe('true'))
})

test('a refusal is an alert, and everything that was typed stays until it is changed', async () => {
  draw({ onLogIn: () => Promise.resolve(en.errors.byCode.invalidCredentials) })
  fill({ Email: 'a@mail.example', Password: 'wrong' })
  await submit()
  expect(screen.getByRole('alert').textContent).toBe(en.errors.byCode.invalidCredentials)
  expect([field('Email').value, field('Password').value]).toEqual(['a@mail.example', 'wrong'])
  fill({ Password: 'better' })
  expect(screen.queryByRole('alert')).toBeNull()
})

test('what is missing or incomplete is said at its field, and nobody is asked', async () => {
  const { logIns } = draw()
  await submit()
  expect([complaintAt('Email'), complaintAt('Password')]).toEqual([en.signIn.emailMissing, en.signIn.passwordMissing])
  fill({ Email: 'a@mail', Password: 'x' })
  expect(complaintAt('Password')).toBe('')
  await submit()
  expect([complaintAt('Email'), field('Email').getAttribute('aria-invalid')]).toEqual([
    en.signIn.emailIncomplete,
    'true',
  ])
  expect(logIns).toEqual([])
})

test('an account is made in the same place, under the rules of the contract', async () => {
  const { signUps, logIns } = draw()
  fireEvent.click(screen.getByRole('button', { name: 'Create an account' }))
  fill({ Username: 'ab', Email: 'a@mail.example', Password: 'short' })
  await submit()
  expect([complaintAt('Username'), complaintAt('Password')]).toEqual([
    en.signIn.usernameMissing,
    en.signIn.passwordShort,
  ])
  fill({ Username: 'mika', Password: 'long enough' })
  await submit()
  expect(signUps).toEqual([{ username: 'mika', email: 'a@mail.example', password: 'long enough' }])
  expect(logIns).toEqual([])
  expect(field('Password').autocomplete).toBe('new-password')
  fireEvent.click(screen.getByRole('button', { name: 'Log in instead' }))
  expect(screen.getByRole('button', { name: 'Log in' })).toBeDefined()
})

test('where nobody may sign up, there is no way to it', () => {
  draw({ allowsSignUp: false })
  expect(screen.queryByRole('button', { name: 'Create an account' })).toBeNull()
})

test.each([
  ['printed', en.signIn.startCode],
  ['outdated', en.signIn.startCodeUsed],
] as const)('a start code that is %s is told of', (startCode, words) => {
  draw({ startCode })
  expect(screen.getByText(words)).toBeDefined()
})

test('why one is asked to log in stands above the fields, and where', () => {
  draw({ notice: en.signIn.endedPlain, place: 'mew.example' })
  expect(screen.getByRole('heading', { name: 'Log in to mew.example' })).toBeDefined()
  expect(screen.getByText(en.signIn.endedPlain)).toBeDefined()
})
