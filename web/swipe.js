// @ts-check
// Swiping sideways with one finger. Scrolling and zooming stay the browser's.

/** How far a finger goes at least, in CSS pixels, and how much more sideways than up or down. */
const [FAR, SIDEWAYS] = [48, 1.5]

const isZoomed = () => (visualViewport?.scale ?? 1) > 1.01

/**
 * @param {HTMLElement} where
 * @param {(step: 1 | -1) => void} then is told whether to go on (1) or back (-1)
 */
export function onSwipe(where, then) {
  // Sideways the browser would go back in its history. What is zoomed is moved in all directions.
  const leaveToBrowser = () => {
    where.style.touchAction = isZoomed() ? 'auto' : 'pan-y pinch-zoom'
  }
  leaveToBrowser()
  visualViewport?.addEventListener('resize', leaveToBrowser)

  /** @type {{ x: number, y: number } | null} */
  let from = null
  where.addEventListener(
    'touchstart',
    ({ touches }) => {
      const [touch] = touches
      from = touch && touches.length === 1 && !isZoomed() ? { x: touch.clientX, y: touch.clientY } : null
    },
    { passive: true },
  )
  where.addEventListener('touchend', ({ changedTouches: [touch] }) => {
    if (!from || !touch) return
    const [right, down] = [touch.clientX - from.x, touch.clientY - from.y]
    from = null
    if (Math.abs(right) >= FAR && Math.abs(right) > SIDEWAYS * Math.abs(down)) then(right < 0 ? 1 : -1)
  })
}
