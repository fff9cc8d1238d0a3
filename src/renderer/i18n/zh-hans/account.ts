import type { Catalogue } from '../catalogue.ts'
import { isolated } from '../isolate.ts'
import { number } from './number.ts'

export const account: Catalogue['account'] = {
  menu: (name) => `${isolated(name)}：账号菜单`,
  settings: '设置',
  logOut: '退出登录',
  theme: '主题',
  light: '浅色',
  dark: '深色',
  system: '跟随系统',
  density: '密度',
  comfortable: '舒适',
  compact: '紧凑',
  language: '语言',
  addAccount: '添加服务器',
  logOutTitle: '还有消息未发送，要退出登录吗？',
  logOutText: (count) => `${number(count)} 条消息还没有发出。退出登录会删除等待发送的内容。`,
  logOutConfirm: '退出并删除',
  stay: '保持登录',
}
