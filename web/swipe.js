// @ts-check
// Horizontal swipes with one finger. Scrolling and zooming are left to the browser.

/** The least distance of a swipe in CSS pixels, and how many times farther it goes sideways than up or down. */
const [MIN_DISTANCE, MIN_SLOPE] = [48, 1.5]

const isZoomed = () => (visualViewport?.scale ?? 1) > 1.01

/**
 * @param {HTMLElement} target
 * @param {(step: 1 | -1) => void} listener called with 1 to go to the next, -1 to the previous
 */
export function onSwipe(target, listener) {
  // The browser must not take a swipe for Back. On a zoomed page it pans in all directions.
  const setTouchAction = () => {
    target.style.touchAction = isZoomed() ? 'auto' : 'pan-y pinch-zoom'
  }
  setTouchAction()
  visualViewport?.addEventListener('resize', setTouchAction)

  /** @type {{ x: number, y: number } | null} */
  let from = null
  target.addEventListener(
    'touchstart',
    ({ touches }) => {
      const [touch] = touches
      from = touch && touches.length === 1 && !isZoomed() ? { x: touch.clientX, y: touch.clientY } : null
    },
    { passive: true },
  )
  target.addEventListener('touchend', ({ changedTouches: [touch] }) => {
    if (!from || !touch) return
    const [right, down] = [touch.clientX - from.x, touch.clientY - from.y]
    from = null
    if (Math.abs(right) >= MIN_DISTANCE && Math.abs(right) > MIN_SLOPE * Math.abs(down))
      listener(right < 0 ? 1 : -1)
  })
}
