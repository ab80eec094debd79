/** What of the book is shown; it stands in the address, so that Back leads to the same lines. */

import { useEffect, useState } from "preact/hooks";
import { t, tl } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { go, type Route, route } from "../../ui/route.ts";
import type { Wanted } from "./shelf.ts";

const FIND = "book-find";
const SHOWS: readonly Wanted["show"][] = ["all", "asked", "unsent"];

/** Read it out of the address. */
export function wantedAt({ query }: Route): Wanted {
  return {
    show: SHOWS.find((show) => show === query.get("show")) ?? "all",
    kind: query.get("kind"),
    query: query.get("q") ?? "",
  };
}

function want({ show, kind, query }: Wanted): void {
  const asked = new URLSearchParams();
  if (show !== "all") asked.set("show", show);
  if (kind !== null) asked.set("kind", kind);
  if (query !== "") asked.set("q", query);
  const text = asked.toString();
  go(text === "" ? "/book" : `/book?${text}`, "replace");
}

interface BookFilterProps {
  kinds: readonly Kind[];
  asked: number;
  unsent: number;
}

/** The title with its search, and the pills under it. */
export function BookFilter({ kinds, asked, unsent }: BookFilterProps) {
  const wanted = wantedAt(route.value);
  const [isOpen, open] = useState(wanted.query !== "" || wanted.kind !== null);
  return (
    <div class="stack">
      <div class="line wrap book-head">
        <h1 class="title grow">{t("book.title")}</h1>
        <Button look="3" icon="search" isExpanded={isOpen} onPress={() => open(!isOpen)}>
          {t("book.find")}
        </Button>
      </div>
      {isOpen && <Finder wanted={wanted} kinds={kinds} />}
      <ShowPills wanted={wanted} asked={asked} unsent={unsent} />
    </div>
  );
}

function Finder({ wanted, kinds }: { wanted: Wanted; kinds: readonly Kind[] }) {
  useEffect(() => document.getElementById(FIND)?.focus(), []);
  return (
    <div class="stack">
      <Field
        id={FIND}
        label={t("book.find")}
        hint={t("ui.search_hint")}
        inputMode="search"
        value={wanted.query}
        onText={(query) => want({ ...wanted, query })}
      />
      {kinds.length > 1 && (
        <Pills
          label={t("book.which")}
          chosen={wanted.kind ?? ""}
          pills={[
            { code: "", words: t("book.every_kind") },
            ...kinds.map(({ id, labels }) => ({ code: id, words: tl(labels) })),
          ]}
          onChoose={(code) => want({ ...wanted, kind: code || null })}
        />
      )}
    </div>
  );
}

function ShowPills({ wanted, asked, unsent }: { wanted: Wanted; asked: number; unsent: number }) {
  return (
    <Pills
      label={t("book.show")}
      chosen={wanted.show}
      pills={[
        { code: "all", words: t("book.all") },
        { code: "asked", words: withCount(t("book.only_asked"), asked) },
        { code: "unsent", words: withCount(t("book.only_unsent"), unsent) },
      ]}
      onChoose={(code) => want({ ...wanted, show: code as Wanted["show"] })}
    />
  );
}

function withCount(words: string, count: number): string {
  return count === 0 ? words : `${words} ${count}`;
}

interface PillsProps {
  label: string;
  pills: readonly { code: string; words: string }[];
  chosen: string;
  onChoose: (code: string) => void;
}

function Pills({ label, pills, chosen, onChoose }: PillsProps) {
  return (
    <fieldset class="pills">
      <legend class="unseen">{label}</legend>
      {pills.map(({ code, words }) => (
        <button
          key={code}
          type="button"
          class="pill"
          aria-pressed={code === chosen}
          onClick={() => onChoose(code)}
        >
          {words}
        </button>
      ))}
    </fieldset>
  );
}
