/** Puts the focus where one writes next; on a touch screen the keyboard would jump up unasked. */
export function focusField(field: HTMLTextAreaElement | null): void {
  if (matchMedia('(hover: hover)').matches) field?.focus({ preventScroll: true })
}
