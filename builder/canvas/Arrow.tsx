/** The arrow head of all lines; it takes the colour of its line. */
export function Arrow() {
  return (
    <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden>
      <defs>
        <marker
          id="perennial-arrow"
          viewBox="-8 -6 10 12"
          markerWidth="9"
          markerHeight="11"
          markerUnits="userSpaceOnUse"
          orient="auto-start-reverse"
        >
          <path
            d="M-6 -4.500 L0 0 L-6 4.500"
            fill="none"
            stroke="context-stroke"
            strokeWidth="1.6"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </marker>
      </defs>
    </svg>
  )
}
