import type { Catalogue } from '../catalogue.ts'
import { isolated } from '../isolate.ts'

export const account: Catalogue['account'] = {
  menu: (name) => `${isolated(name)}：账号菜单`,
  changePicture: '更换头像',
  pictureChanged: '头像已更换。',
  pictureFailed: (reason) => `头像未更换。${reason}`,
  logOut: '退出登录',
  theme: '主题',
  light: '浅色',
  dark: '深色',
  system: '跟随系统',
  language: '语言',
  undo: '发送后可撤销',
  undoFor: (seconds) => (seconds === 0 ? '关闭' : `${seconds} 秒内`),
}
