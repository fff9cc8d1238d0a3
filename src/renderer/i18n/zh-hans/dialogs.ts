import type { Catalogue } from '../catalogue.ts'
import { isolated } from '../isolate.ts'

export const dialogs: Catalogue['dialogs'] = {
  openLinkTitle: '打开这个链接？',
  openLinkText: (shown) => `文字显示为“${isolated(shown)}”，但链接指向别处。`,
  openLinkPlain: '它会在本应用之外打开。',
  openLinkHost: '指向',
  openLink: '打开链接',
  quickSwitcher: '快速切换',
  invitePeople: '邀请他人',
  inviteLink: '邀请链接',
  copyLink: '复制链接',
  copied: '已复制',
  inviteTitle: (server) => `邀请他人加入 ${isolated(server)}`,
  inviteExpires: (time) => `有效期至 ${time}。`,
  inviteForever: '在被删除之前一直有效。',
  joinTitle: (server) => `加入 ${isolated(server)}？`,
  join: '加入',
  notNow: '暂不',
}
