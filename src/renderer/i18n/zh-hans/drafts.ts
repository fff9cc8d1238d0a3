import type { Catalogue } from '../catalogue.ts'
import { isolated } from '../isolate.ts'
import { number } from './number.ts'

export const drafts: Catalogue['drafts'] = {
  title: '草稿',
  counted: (count) => `草稿，${number(count)} 份`,
  empty: '没有草稿',
  emptyText: '写了但没有发送的内容会留在各自的频道，并列在这里。',
  files: (count) => `${number(count)} 个文件`,
  onlyReply: '一条尚未填写的回复',
  answers: '回复一条消息',
  discard: (place) => `丢弃 ${isolated(place)} 中的草稿`,
  discarded: '草稿已丢弃',
  undo: '撤销',
  open: (place) => `打开 ${isolated(place)}`,
}
