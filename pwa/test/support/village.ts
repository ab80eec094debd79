/** A server in memory that is enough to see what reaches it: it judges, counts, and answers. */

import type { ExchangeRequest, Mutation } from "../../src/lib/wire.ts";
import type { Fetch } from "../../src/sync/transport.ts";
import { answering, applied, at } from "./phones.ts";

/** `arrived`: every mutation that came, as often as it came. */
export class Village {
  readonly arrived: Mutation[] = [];
  readonly #seqs = new Map<string, number>();

  readonly answer: Fetch = answering((request) => this.#judge(request));

  #judge(request: ExchangeRequest) {
    const results = request.mutations.map((mutation) => {
      this.arrived.push(mutation);
      const seq = this.#seqs.get(mutation.id) ?? this.#seqs.size + 1;
      this.#seqs.set(mutation.id, seq);
      return applied(mutation, seq);
    });
    return { results, witness: at(this.#seqs.size || 1) };
  }
}
