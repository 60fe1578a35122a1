/** Ratings by thumbs, faces or stars. */
import type { ReactElement } from "react";
import type { NodeProps } from "../elements/registry";
import type { InputProps } from "../protocol";
import { useInput } from "../store/hooks";
import { ButtonRow } from "./button-row";

type Rating = number | null;

/** It has no label: what it is for is said by what stands above it. */
export interface FeedbackProps extends InputProps<Rating> {
  readonly options: "thumbs" | "faces" | "stars";
}

interface Kind {
  readonly label: string;
  /** What the ratings are called, from 0. */
  readonly names: readonly string[];
  /** Lines on a field of 24 by 24. */
  readonly paths: readonly string[];
}

const THUMB =
  "M7 11v9.2H3.8V11zM7 11l4-7.6c1.6 0 2.6 1.1 2.3 2.7L12.7 9.3h5.6c1.4 0 2.3 1.2 1.9 2.5l-2 6.5c-.4 1.2-1.3 1.9-2.5 1.9H7";
const STAR = "M12 3.2l2.7 5.6 6.1.8-4.5 4.2 1.1 6.1-5.4-3-5.4 3 1.1-6.1L3.2 9.6l6.1-.8z";
const FACE = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.8 9.4v.6M15.2 9.4v.6";
const MOUTHS = [
  "M7.8 17c1.4-3.4 7-3.4 8.4 0",
  "M8.4 16c1.4-1.6 5.8-1.6 7.2 0",
  "M8.4 15.2h7.2",
  "M8.4 14.4c1.4 1.6 5.8 1.6 7.2 0",
  "M7.6 13.6c.8 4.4 8 4.4 8.8 0z",
];

const KINDS: Readonly<Record<FeedbackProps["options"], Kind>> = {
  thumbs: { label: "Feedback", names: ["Thumbs down", "Thumbs up"], paths: [THUMB, THUMB] },
  faces: {
    label: "Rating",
    names: ["Very bad", "Bad", "Neutral", "Good", "Very good"],
    paths: MOUTHS.map((mouth) => FACE + mouth),
  },
  stars: {
    label: "Rating",
    names: ["1 star", "2 stars", "3 stars", "4 stars", "5 stars"],
    paths: Array(5).fill(STAR),
  },
};

export function Feedback({ node }: NodeProps<FeedbackProps>): ReactElement {
  const { options } = node.props;
  const { value, setValue, disabled } = useInput<Rating>(node);
  const { label, names, paths } = KINDS[options];
  // The thumb that points up comes first.
  const ratings = options === "thumbs" ? [1, 0] : [...names.keys()];
  const isLit = (rating: number): boolean =>
    options === "stars" ? value !== null && rating <= value : rating === value;
  return (
    <div className="stFeedback" data-testid="stFeedback">
      <ButtonRow
        buttons={ratings.map((rating) => ({
          content: (
            <svg
              aria-hidden="true"
              className="rv-rating"
              data-lit={isLit(rating) || undefined}
              data-rating={`${options}-${rating}`}
              viewBox="0 0 24 24"
            >
              <path d={paths[rating]} />
            </svg>
          ),
          name: names[rating],
          pressed: rating === value,
          testId: `stFeedbackButton${rating === value ? "Active" : ""}`,
        }))}
        className="rv-ratings"
        disabled={disabled}
        label={label}
        onPress={(index) => {
          const rating = ratings[index] ?? null;
          setValue(rating === value ? null : rating);
        }}
        single
      />
    </div>
  );
}
