import type { Catalogue } from '../catalogue.ts'
import { isolated } from '../isolate.ts'

export const account: Catalogue['account'] = {
  menu: (name) => `${isolated(name)}：账号菜单`,
  logOut: '退出登录',
  theme: '主题',
  light: '浅色',
  dark: '深色',
  system: '跟随系统',
  language: '语言',
}
