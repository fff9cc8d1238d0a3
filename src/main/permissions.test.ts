import { expect, test } from 'vitest'
import { isGranted } from './permissions.ts'

test('[PERM1] the page gets what its sockets and its own storage need', () => {
  for (const permission of ['loopback-network', 'local-network', 'local-network-access', 'persistent-storage']) {
    expect(isGranted(permission, 'app://bundle/servers/1')).toBe(true)
    expect(isGranted(permission, 'app://bundle')).toBe(true)
  }
})

test('[PERM2] nobody else gets anything, and the page nothing else', () => {
  for (const origin of ['https://mew.example/', 'app://bundle.evil/', 'app://other/', 'null', '']) {
    expect(isGranted('local-network', origin)).toBe(false)
  }
  for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'hid']) {
    expect(isGranted(permission, 'app://bundle/')).toBe(false)
  }
})
