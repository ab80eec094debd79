/**
 * The photo to rub over: by finger, pen or mouse; by keyboard the arrows move the ring, the space
 * bar hides what is in it, and Ctrl+Z takes the last stroke back.
 */

import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import type { Size, Spot, Stroke } from "./mosaic.ts";

interface RubCanvasProps {
  canvas: RefObject<HTMLCanvasElement | null>;
  size: Size;
  /** Px of the photo. */
  radius: number;
  onStroke: (stroke: Stroke) => void;
  /** The last stroke goes on to here. */
  onGrow: (spot: Spot) => void;
  onUndo: () => void;
}

const ARROWS: Readonly<Record<string, Spot>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

export function RubCanvas({ canvas, size, radius, onStroke, onGrow, onUndo }: RubCanvasProps) {
  const { width, height } = size;
  const [ring, move] = useState<Spot>({ x: width / 2, y: height / 2 });
  const [isRubbing, rub] = useState(false);
  const spotOf = ({ clientX, clientY }: PointerEvent): Spot => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box || box.width === 0) return ring;
    const scale = width / box.width;
    return { x: (clientX - box.left) * scale, y: (clientY - box.top) * scale };
  };
  const press = (event: KeyboardEvent): void => {
    const way = ARROWS[event.key];
    const isUndo = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey);
    if (!way && !isUndo && event.key !== " ") return;
    event.preventDefault();
    if (isUndo) onUndo();
    else if (!way) onStroke({ radius, spots: [ring] });
    else
      move({
        x: Math.min(width, Math.max(0, ring.x + way.x * radius)),
        y: Math.min(height, Math.max(0, ring.y + way.y * radius)),
      });
  };
  return (
    <div class="rub">
      <canvas
        ref={canvas}
        class="rub-photo"
        width={width}
        height={height}
        tabIndex={0}
        role="img"
        aria-label={t("desk_photo.canvas")}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          rub(true);
          move(spotOf(event));
          onStroke({ radius, spots: [spotOf(event)] });
        }}
        onPointerMove={(event) => {
          move(spotOf(event));
          if (isRubbing) onGrow(spotOf(event));
        }}
        onPointerUp={() => rub(false)}
        onPointerCancel={() => rub(false)}
        onKeyDown={press}
      />
      <span
        class="rub-ring"
        aria-hidden="true"
        style={{
          left: `${(100 * ring.x) / width}%`,
          top: `${(100 * ring.y) / height}%`,
          width: `${(200 * radius) / width}%`,
        }}
      />
    </div>
  );
}
