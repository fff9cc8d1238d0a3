import type { Catalogue } from '../catalogue.ts'
import { isolated } from '../isolate.ts'
import { number } from './number.ts'

const things = (messages: number, changes: number): string =>
  [...(messages > 0 ? [`${number(messages)} 条消息`] : []), ...(changes > 0 ? [`${number(changes)} 项更改`] : [])].join(
    '和',
  )

export const outbox: Catalogue['outbox'] = {
  title: '发件箱',
  counted: (count) => `发件箱，${number(count)} 项`,
  open: '打开发件箱',
  waiting: (messages, changes) => `${things(messages, changes)}等待发送。`,
  goesOut: (count) => (count === 1 ? '恢复连接后就会发出。' : '恢复连接后按此顺序发出。'),
  unsettledElsewhere: (messages, changes) => `其他频道有${things(messages, changes)}需要你处理。`,
  empty: '没有待发送的内容',
  emptyText: '你发送、修改和撤回的内容会留在这里，直到送达。',
  unknownPlace: '其他频道',
  edit: '编辑',
  kinds: {
    message: '消息',
    edit: '消息的修改',
    retraction: '撤回消息',
  },
  sticker: (name) => `贴纸：${isolated(name)}`,
  reaction: (emoji) => `回应 ${emoji}`,
  reactionOff: (emoji) => `取消回应 ${emoji}`,
  to: (words) => `对：${isolated(words)}`,
}
