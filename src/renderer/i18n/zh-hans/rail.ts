import type { Catalogue } from '../catalogue.ts'
import { isolated } from '../isolate.ts'
import { number } from './number.ts'

export const rail: Catalogue['rail'] = {
  label: '服务器',
  directMessages: '私信',
  addServer: '添加服务器',
  logInAgain: (place) => `重新登录 ${isolated(place)}`,
  createServer: '创建服务器',
  openLists: '打开服务器和频道',
  withUnread: (name, unread, mentions) => {
    if (mentions > 0) return `${isolated(name)}，${number(mentions)} 条提及`
    return unread ? `${isolated(name)}，未读` : isolated(name)
  },
}
