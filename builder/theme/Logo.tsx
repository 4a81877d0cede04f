/** Two leaves on a stem: what comes back every year. */
export function Logo({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="9" fill="#17694d" />
      <path
        d="M16 25V13m0 5c-4.500 0-7-2.400-7-7 4.600 0 7 2.500 7 7Zm0-3c0-4.200 2.300-7 7-7 0 4.600-2.500 7-7 7Z"
        fill="none"
        stroke="#fff"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
