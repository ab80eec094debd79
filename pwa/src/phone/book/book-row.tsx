/** One line of the book. */

import type { Speaker } from "../../forms/say-value.ts";
import { t } from "../../i18n/t.ts";
import { keepTogether } from "../../lib/words.ts";
import { detailOf, iconOf, titleOf } from "../../records/describe.ts";
import { Row } from "../../ui/row.tsx";
import type { Item } from "./shelf.ts";

interface BookRowProps {
  item: Item;
  speaker: Speaker;
  /** Where no heading above says the day. */
  withDay: boolean;
  /** Who wrote it, where that is somebody else. */
  writer?: string;
}

export function BookRow({ item, speaker, withDay, writer }: BookRowProps) {
  const { kind, described, state } = item;
  const said = [
    detailOf(kind, described, speaker, withDay),
    item.isStub ? t("book.old") : "",
    kind ? "" : t("book.no_kind"),
    writer ? keepTogether(t("record.by", { name: writer })) : "",
  ];
  return (
    <Row
      title={titleOf(kind, described)}
      detail={said.filter(Boolean).join(" · ")}
      icon={iconOf(kind)}
      tone="plain"
      href={item.href}
      {...(state && { state })}
    />
  );
}
