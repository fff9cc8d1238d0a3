import type { Catalogue } from '../catalogue.ts'
import { isolated } from '../isolate.ts'

export const members: Catalogue['members'] = {
  label: '成员',
  online: '在线',
  offline: '离线',
  bots: '机器人',
  person: (name, presence) =>
    presence === undefined ? isolated(name) : `${isolated(name)}，${presence === 'online' ? '在线' : '离线'}`,
  show: '显示成员',
  hide: '隐藏成员',
  unknownPresence: '离线时无法得知谁在线',
}
