import type { Catalogue } from '../catalogue.ts'
import { isolated } from '../isolate.ts'

export const addServer: Catalogue['addServer'] = {
  title: '添加服务器',
  intro: '这台电脑上的工作区保持不变，新添加的服务器会显示在旁边。',
  address: '地址',
  addressHint: '例如 mew.example 或 192.168.1.20:3000',
  addressMissing: '请输入地址。',
  answersIn: (milliseconds) => `${milliseconds} 毫秒内回应`,
  secure: (host) => `连接安全，证书属于 ${isolated(host)}`,
  notSecure: '未加密：只应在自己的网络里使用',
  speaksMew: '使用 Mew 协议',
  noSignUp: '那里目前不开放注册',
  unreachable: '那里没有回应。请检查地址和网络。',
  notMew: '那里有回应，但不是 Mew 服务器。',
  untrusted: '证书不受信任，因此没有发送任何内容。',
  noneYet: '想在这里开一个自己的？',
  submit: '登录',
  createAccount: '创建账号',
  check: '检查',
}
