export const number = (value: number): string => value.toLocaleString('zh-Hans')
