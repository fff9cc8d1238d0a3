import type { Catalogue } from '../catalogue.ts'
import { isolated } from '../isolate.ts'

export const directMessages: Catalogue['directMessages'] = {
  label: '私信',
  none: '还没有对话',
  noneText: '从服务器里找一个人，给他写点什么。',
  you: (text) => `你：${isolated(text)}`,
  gone: (name) => `与 ${isolated(name)} 的对话不在了。`,
}
