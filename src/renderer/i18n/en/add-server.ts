import { isolated } from '../isolate.ts'

export const addServer = {
  title: 'Add a server',
  intro: 'Your workspace on this computer stays as it is. Servers you add appear beside it.',
  address: 'Address',
  addressHint: 'Like mew.example or 192.168.1.20:3000',
  addressMissing: 'Enter an address.',
  answersIn: (milliseconds: number) => `Answers in ${milliseconds} ms`,
  secure: (host: string) => `Secure connection, certificate of ${isolated(host)}`,
  notSecure: 'Not encrypted: use it only on your own network',
  speaksMew: 'Speaks the Mew protocol',
  noSignUp: 'No one can sign up there at the moment',
  unreachable: 'Nothing answers there. Check the address and your network.',
  notMew: 'Something answers there, but it is not a Mew server.',
  untrusted: 'Its certificate is not trusted, so nothing was sent.',
  noneYet: 'Rather have one of your own, here?',
  submit: 'Log in',
  createAccount: 'Create an account',
  check: 'Check',
}
