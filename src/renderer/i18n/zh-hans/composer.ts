import type { Catalogue } from '../catalogue.ts'
import { isolated } from '../isolate.ts'
import { number } from './number.ts'

export const composer: Catalogue['composer'] = {
  label: (channel) => `发消息到 #${isolated(channel)}`,
  labelDirect: (user) => `发消息给 @${isolated(user)}`,
  send: '发送',
  replyingTo: '正在回复',
  replyingToEarlier: '正在回复更早的消息',
  replyGone: '你要回复的消息已被撤回。你的消息将不带引用发送。',
  cancelReply: '取消回复',
  noPermission: '你可以在这里阅读，但不能发言。',
  tooLong: (over) => `超出 ${number(over)} 个字符`,
  longFile: '消息.txt',
  longAttached: (most) => `一条消息最多 ${number(most)} 个字符：这段文字会作为文件随消息发送。`,
  longRefused: (most) => `一条消息最多 ${number(most)} 个字符：这段文字没有放进来，原处的仍在。`,
}
