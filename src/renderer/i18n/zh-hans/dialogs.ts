import type { Catalogue } from '../catalogue.ts'
import { isolated } from '../isolate.ts'

export const dialogs: Catalogue['dialogs'] = {
  openLinkTitle: '打开这个链接？',
  openLinkText: (shown) => `文字显示为“${isolated(shown)}”，但链接指向别处。`,
  openLinkHost: '指向',
  openLink: '打开链接',
}
