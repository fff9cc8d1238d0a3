import type { Catalogue } from '../catalogue.ts'
import { isolated } from '../isolate.ts'

export const servers: Catalogue['servers'] = {
  menu: '服务器菜单',
  createTitle: '创建服务器',
  createIntro: '留给你想邀请的人。以后一切都可以更改。',
  name: '服务器名称',
  nameHint: '所有人都能看到。',
  nameMissing: '请给服务器取个名字。',
  create: '创建服务器',
  changeIcon: '更换服务器图标',
  iconChanged: '图标已更换。',
  iconFailed: (reason) => `图标未更换。${reason}`,
  none: '还没有服务器',
  noneText: '创建一个，或打开别人发来的邀请。',
  gone: (name) => `你已不在 ${isolated(name)} 中。`,
  goneText: '它被删除了，或者管理成员的人把你移出了。',
  loadFailed: '服务器没有加载出来',
  deleted: (name) => `${isolated(name)} 被删除了。`,
  removed: (name) => `你被移出了 ${isolated(name)}。`,
}
