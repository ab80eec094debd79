/** A question of the desk and what its reader said to it; pure. */

import { isObject, type JsonObject } from "../../lib/json.ts";
import { openQuestion, type Question, readQuestion } from "../../session/standing.ts";
import type { Found } from "../../sync/list.ts";

/** Where a question stands. `answer`: the last one given; `isUnsent`: it is still on this phone. */
export type Asking =
  | { readonly now: "open"; readonly question: Question }
  | {
      readonly now: "answered";
      readonly question: Question;
      readonly answer: string;
      readonly isUnsent: boolean;
    }
  | { readonly now: "nothing" };

export function askingOf({ entry, own }: Found): Asking {
  if (!entry) return { now: "nothing" };
  const question = openQuestion(entry);
  if (question) return { now: "open", question };
  const { review, conversation = [] } = entry.shown;
  if (!isObject(review) || review["decision"] !== "returned") return { now: "nothing" };
  const asked = conversation.find((one) => one["id"] === review["id"]) ?? review;
  const answer = lastAnswer(conversation, asked["id"]);
  if (!answer) return { now: "nothing" };
  const act = own.find(({ mutation }) => mutation.id === answer["id"]);
  return {
    now: "answered",
    question: readQuestion(asked, review),
    answer: String(answer["text"] ?? ""),
    isUnsent: act !== undefined && act.result === null,
  };
}

function lastAnswer(
  conversation: readonly JsonObject[],
  question: unknown,
): JsonObject | undefined {
  return [...conversation].reverse().find((one) => one["target"] === question);
}
