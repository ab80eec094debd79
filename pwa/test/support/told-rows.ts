/** A server of rows alone, as its pull tells of them: pages, departures, grants, another history. */

import { readSeq } from "../../src/lib/cursor.ts";
import { digestOf } from "../../src/lib/digest.ts";
import type { Departure, ExchangeRequest, Mutation, RecordRow, Reply } from "../../src/lib/wire.ts";
import { applied, at } from "./phones.ts";

export class ToldRows {
  readonly rows = new Map<string, RecordRow>();
  streams: Readonly<Record<string, string>>;
  #departures: Departure[] = [];
  #tag = 0;
  #head = 1;
  #lineage = 1;

  constructor(streams: readonly string[]) {
    this.streams = granting(streams);
  }

  /** Take a row in, in its place; gives it with its new seq. */
  put(row: RecordRow): RecordRow {
    this.#head += 1;
    const taken = { ...row, seq: this.#head };
    const before = this.rows.get(row.id);
    if (before && before.stream !== row.stream) this.#depart(before);
    this.rows.set(row.id, taken);
    return taken;
  }

  /** Let a row go out of the caller's reach. */
  hide(row: RecordRow): void {
    this.#head += 1;
    this.#depart(row);
    this.rows.delete(row.id);
  }

  grant(streams: readonly string[]): void {
    this.#tag += 1;
    this.streams = granting(streams);
  }

  /** Go back to some of the rows, in another history. */
  restore(keeps: (row: RecordRow) => boolean): void {
    this.#lineage += 1;
    this.#departures = [];
    for (const row of this.rows.values()) if (!keeps(row)) this.rows.delete(row.id);
  }

  /** Answer with a page. `isWrong`: with digests that are those of nothing. */
  answer(request: ExchangeRequest, isWrong: boolean): Partial<Reply> {
    const results = request.mutations.map((one) => this.#take(one));
    const witness = at(this.#head, this.#chain());
    const granted = { streams: this.streams, streams_tag: this.#sign(), witness, results };
    if (request.witness !== null && !request.witness.endsWith(this.#chain())) {
      return { ...granted, reset: true };
    }
    const cursors = new Map(
      request.since.flatMap(({ cursor, streams }) => streams.map((name) => [name, cursor])),
    );
    const isNew = ({ stream, seq }: { stream: string; seq: number }) =>
      cursors.has(stream) && seq > (readSeq(cursors.get(stream) ?? "0") ?? 0);
    const found = [...this.rows.values()].filter(isNew).sort((one, next) => one.seq - next.seq);
    const records = found.slice(0, request.page_size);
    const isRest = found.length > records.length;
    const reached = isRest ? (records.at(-1)?.seq ?? 0) : this.#head;
    const departures = this.#departures.filter((one) => isNew(one) && one.seq <= reached);
    const more = isRest || Object.keys(this.streams).some((name) => !cursors.has(name));
    const cursor = at(reached, this.#chain());
    const said = { ...granted, records, departures, cursor, more };
    return more ? said : { ...said, digests: this.#digests(isWrong) };
  }

  #take(mutation: Mutation) {
    const row = this.rows.get(mutation.record_id);
    const revised = { revision: mutation.id, content: { ...row?.content, ...mutation.content } };
    if (mutation.act === "edit" && row) this.put({ ...row, ...revised });
    if (mutation.act === "review" && row) {
      const review = { ...mutation.content, id: mutation.id, target: mutation.target };
      this.put({ ...row, review, review_revision: mutation.id });
    }
    return applied(mutation, this.#head);
  }

  #depart({ id, stream }: RecordRow): void {
    this.#departures.push({ id, stream, seq: this.#head });
  }

  #digests(isWrong: boolean): NonNullable<Reply["digests"]> {
    const digest = (stream: string) =>
      digestOf(isWrong ? [] : [...this.rows.values()].filter((row) => row.stream === stream));
    return Object.fromEntries(Object.keys(this.streams).map((name) => [name, digest(name)]));
  }

  #sign(): string {
    return `t${this.#tag}`;
  }

  #chain(): string {
    return String(this.#lineage).padStart(8, "0");
  }
}

function granting(streams: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(streams.map((name) => [name, "desk"]));
}
