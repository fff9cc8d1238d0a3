import type { Catalogue } from '../catalogue.ts'
import { isolated } from '../isolate.ts'
import { number } from './number.ts'

export const composer: Catalogue['composer'] = {
  label: (channel) => `发消息到 #${isolated(channel)}`,
  labelDirect: (user) => `发消息给 @${isolated(user)}`,
  send: '发送',
  attach: '添加文件',
  emoji: '表情',
  replyingTo: (name) => `回复 ${isolated(name)}`,
  cancelReply: '取消回复',
  noPermission: '你可以在这里阅读，但不能发言。',
  noPermissionOffline: '你已离线。发送的内容会在恢复连接后发出。',
  tooLong: (over) => `超出 ${number(over)} 个字符`,
  typing: (user) => `${isolated(user)} 正在输入`,
  typingTwo: (first, second) => `${isolated(first)} 和 ${isolated(second)} 正在输入`,
  typingMany: '几个人正在输入',
}
