import type { Catalogue } from '../catalogue.ts'
import { isolated } from '../isolate.ts'

export const connection: Catalogue['connection'] = {
  connecting: '正在连接',
  waitingForServer: '服务器暂时没有响应。恢复后会自动继续。',
  reconnecting: (place) => `正在重新连接 ${isolated(place)}`,
  offlineSince: (time) => `离线：显示的是截至 ${time} 的消息`,
  offline: '离线',
  retryNow: '立即重试',
  tryingAgainIn: (seconds) => `${seconds} 秒后重试`,
  attempt: (count) => `第 ${count} 次尝试`,
  catchingUp: '正在同步',
}
