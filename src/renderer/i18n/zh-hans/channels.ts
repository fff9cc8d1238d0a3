import type { Catalogue } from '../catalogue.ts'
import { isolated } from '../isolate.ts'

export const channels: Catalogue['channels'] = {
  label: '频道',
  createTitle: '创建频道',
  createIntro: (server) => `位于 ${isolated(server)}。所有成员都能看到，除非之后加以限制。`,
  name: '频道名称',
  nameHint: '小写字母、数字和短横线。',
  nameMissing: '请给频道取个名字。',
  create: '创建频道',
  newChannel: '新建频道',
  none: '还没有频道',
  noneText: '创建第一个频道，开始聊天。',
  noneTextReader: '这里还没有对你开放的内容。',
  gone: '这个频道不在了',
  goneText: '它被删除了，或者不再对你开放。',
  loadFailed: '频道没有加载出来',
  showCategory: (name) => `展开 ${isolated(name)}`,
  hideCategory: (name) => `收起 ${isolated(name)}`,
  webTitle: '这个频道是一个网页',
  openPage: '在浏览器中打开',
  deleted: (name) => `#${isolated(name)} 被删除了。`,
  closed: (name) => `#${isolated(name)} 不再对你开放。`,
}
