/** Two to four short answers in one band; the chosen one is filled, underlined and bold. */

import { type Asked, QuestionGroup } from "./question.tsx";

export interface Segment {
  code: string;
  label: string;
  detail?: string;
}

interface SegmentedProps extends Asked {
  segments: readonly Segment[];
  value: string | null;
  onChoose: (code: string) => void;
}

export function Segmented(props: SegmentedProps) {
  return (
    <QuestionGroup asked={props}>
      <Band {...props} name={props.id} />
    </QuestionGroup>
  );
}

interface BandProps {
  name: string;
  segments: readonly Segment[];
  value: string | null;
  isReadOnly?: boolean | undefined;
  onChoose: (code: string) => void;
}

/** The band alone, for frames of another kind. */
export function Band({ name, segments, value, isReadOnly, onChoose }: BandProps) {
  return (
    <div class="band">
      {segments.map((segment) => (
        <label key={segment.code}>
          <input
            type="radio"
            name={name}
            value={segment.code}
            checked={segment.code === value}
            disabled={isReadOnly}
            onChange={() => onChoose(segment.code)}
          />
          <span class="segment">
            <span>{segment.label}</span>
            {segment.detail && <span class="small">{segment.detail}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}
