/** A QR, dark on white in every theme: a camera reads no other. */

const QUIET = 4; // modules of white around it, as the standard asks

interface QrProps {
  /** A text a row, "1" is a dark module. */
  rows: readonly string[];
  label: string;
}

export function Qr({ rows, label }: QrProps) {
  const size = rows.length + 2 * QUIET;
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="white" />
      <path d={pathOf(rows)} fill="black" />
    </svg>
  );
}

/** One run of dark modules after the other. */
function pathOf(rows: readonly string[]): string {
  return rows
    .map((row, y) =>
      [...row.matchAll(/1+/g)]
        .map(
          ({ 0: run, index }) => `M${index + QUIET} ${y + QUIET}h${run.length}v1h-${run.length}z`,
        )
        .join(""),
    )
    .join("");
}
