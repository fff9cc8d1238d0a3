import { isolated } from '../isolate.ts'

export const account = {
  menu: (name: string) => `${isolated(name)}: Account menu`,
  changePicture: 'Change picture',
  pictureChanged: 'Your picture was changed.',
  pictureFailed: (reason: string) => `Your picture was not changed. ${reason}`,
  logOut: 'Log out',
  theme: 'Theme',
  light: 'Light',
  dark: 'Dark',
  system: 'System',
  language: 'Language',
  undo: 'Undo after sending',
  undoFor: (seconds: number): string => (seconds === 0 ? 'Off' : `For ${seconds} seconds`),
}
