import { counted } from '../count.ts'
import { isolated } from '../isolate.ts'

export const account = {
  menu: (name: string) => `${isolated(name)}: Account menu`,
  settings: 'Settings',
  logOut: 'Log out',
  theme: 'Theme',
  light: 'Light',
  dark: 'Dark',
  system: 'System',
  density: 'Density',
  comfortable: 'Comfortable',
  compact: 'Compact',
  language: 'Language',
  addAccount: 'Add a server',
  logOutTitle: 'Log out with messages waiting?',
  logOutText: (count: number) =>
    `${counted(count, 'message has', 'messages have')} not been sent. Logging out deletes what is waiting here.`,
  logOutConfirm: 'Log out and delete',
  stay: 'Stay logged in',
}
