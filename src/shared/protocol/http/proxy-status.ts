/** HTTP status of a proxy in between that got no answer: whether the gateway got the request nobody knows. */
export const isProxyStatus = (status: number): boolean => status === 502 || status === 504
