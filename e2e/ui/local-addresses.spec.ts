import { expect, test } from './fixtures.ts'

test('[F41] a browser is answered at the address of the ready line, at localhost and at the address for browsers', async ({
  stage,
}) => {
  const home = await stage.start()
  const page = await stage.window(home)
  const { url, webUrl, port } = home.gateway

  for (const origin of [url, webUrl, `http://localhost:${port}`]) {
    expect((await page.goto(origin))?.status()).toBe(200)
    await expect(page.getByRole('textbox', { name: 'Email' })).toBeVisible()
    const statusOf = (path: string): Promise<number> =>
      page.evaluate(async (address) => (await fetch(address)).status, path)
    expect([page.url().startsWith(origin), await statusOf('/api/health')]).toEqual([true, 200])
  }
})
