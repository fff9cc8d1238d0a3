import { isolated } from '../isolate.ts'

export const account = {
  menu: (name: string) => `${isolated(name)}: Account menu`,
  logOut: 'Log out',
  theme: 'Theme',
  light: 'Light',
  dark: 'Dark',
  system: 'System',
  language: 'Language',
}
