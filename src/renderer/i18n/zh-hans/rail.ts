import type { Catalogue } from '../catalogue.ts'
import { countLabel } from '../count.ts'
import { isolated } from '../isolate.ts'
import { number } from './number.ts'

export const rail: Catalogue['rail'] = {
  label: '服务器',
  directMessages: '私信',
  addServer: '添加服务器',
  logInAgain: (place) => `重新登录 ${isolated(place)}`,
  createServer: '创建服务器',
  openLists: '打开服务器和频道',
  withUnread: (name, { unread, mentions, isMore }) => {
    if (mentions > 0 && isMore) return `${isolated(name)}，${countLabel(mentions, isMore)} 条提及`
    if (mentions > 0) return `${isolated(name)}，${number(mentions)} 条提及`
    return unread > 0 ? `${isolated(name)}，未读` : isolated(name)
  },
}
