/**
 * The next page, asked for while this one is written: the wire of a slow phone would stand idle.
 *
 * It is a guess at the next request and no more. What the phone asks next it reads from its disk as
 * ever, once this page is written; the guess's answer counts only where it was asked the very same,
 * turn, witness and cursors (R10). Otherwise it is nobody's, and the phone asks as if there were none.
 */

import type { ExchangeRequest, Reply } from "../lib/wire.ts";
import { isRefusal, type Refusal } from "./transport.ts";

/** `request`: as it was sent. `nowMs`: when its answer came, by the phone's clock. */
export interface Answered {
  readonly request: ExchangeRequest;
  readonly answer: Reply | Refusal;
  readonly nowMs: number;
}

export class Ahead {
  readonly #clock: { now(): number };
  readonly #ask: (request: ExchangeRequest) => Promise<Reply | Refusal>;
  #guess: { readonly request: ExchangeRequest; readonly answered: Promise<Answered> } | null = null;

  /** `clock`: the phone's, ms since 1970. */
  constructor(
    clock: { now(): number },
    ask: (request: ExchangeRequest) => Promise<Reply | Refusal>,
  ) {
    this.#clock = clock;
    this.#ask = ask;
  }

  /** Answer a request, and ask for the page that follows, if any. Throws NoAnswer. */
  async answer(request: ExchangeRequest): Promise<Answered> {
    const guess = this.#guess;
    this.#guess = null;
    const isGuessed = guess !== null && same(guess.request, request);
    const answered = await (isGuessed ? guess.answered : this.#send(request));
    this.#askNext(answered);
    return answered;
  }

  async #send(request: ExchangeRequest): Promise<Answered> {
    const answer = await this.#ask(request);
    return { request, answer, nowMs: this.#clock.now() };
  }

  #askNext({ request, answer }: Answered): void {
    const next = isRefusal(answer) ? null : following(request, answer, this.#clock.now());
    if (!next) return;
    const answered = this.#send(next);
    answered.catch(() => undefined); // told to whoever takes it; nobody may
    this.#guess = { request: next, answered };
  }
}

/**
 * Guess what is asked once this reply is applied; null: nothing, or it can't be told. Before a phone
 * knows from which day on it keeps records whole, the guess would bring them whole for nothing.
 */
function following(
  { health: _health, ...asked }: ExchangeRequest,
  { more, reset, streams, cursor, witness }: Reply,
  nowMs: number,
): ExchangeRequest | null {
  const [since, ...others] = asked.since;
  if (!more || reset || streams || !cursor || !since || others.length > 0) return null;
  if (asked.full_from === null || asked.mutations.length + asked.access_log.length > 0) return null;
  const now = new Date(nowMs).toISOString();
  return { ...asked, turn: asked.turn + 1, now, witness, since: [{ ...since, cursor }] };
}

function same(one: ExchangeRequest, next: ExchangeRequest): boolean {
  return JSON.stringify({ ...one, now: "" }) === JSON.stringify({ ...next, now: "" });
}
