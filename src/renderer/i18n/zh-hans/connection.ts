import type { Catalogue } from '../catalogue.ts'
import { isolated } from '../isolate.ts'
import { number } from './number.ts'

export const connection: Catalogue['connection'] = {
  connecting: '正在连接',
  connectingSince: (time) => `正在连接：显示的是截至 ${time} 的消息`,
  waitingForServer: '服务器暂时没有响应。恢复后会自动继续。',
  reconnecting: (place) => `正在重新连接 ${isolated(place)}`,
  offlineSince: (time) => `离线：显示的是截至 ${time} 的消息`,
  offline: '离线',
  retryNow: '立即重试',
  tryingAgainIn: (seconds) => `${seconds} 秒后重试`,
  attempt: (count) => `第 ${count} 次尝试`,
  noRoom: '这台电脑没有剩余空间了。',
  newerKept: '更新版本的应用在这里保存了内容。这些内容是安全的，但当前版本无法读取。',
  nothingKept: '这台电脑上无法保存任何内容。',
  lost: (things) => `你写过的内容已不在这台电脑上：${things}。`,
  unreadable: (things) => `你写过的内容无法读取：${things}。`,
  lostOnTheirWay: (count, places) => `${number(count)} 项待发送内容${places === '' ? '' : `（${places}）`}`,
  lostDrafts: (count, places) => `${number(count)} 份草稿${places === '' ? '' : `（${places}）`}`,
  readIsNotKept: '现在阅读的内容离线时将无法查看。',
  writtenIsNotKept: '写了但没有发送的内容会在关闭后丢失。',
}
