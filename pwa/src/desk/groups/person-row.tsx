/** A person of the group; below each other his phones, with the one step that locks or opens one. */

import { sayDuration, sayNumber, sayShortDay, sayWhen } from "../../i18n/say.ts";
import { type PlainKey, t, tl } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { dayOf } from "../../lib/dates.ts";
import { nameOfMember, type Place } from "../../session/directory.ts";
import { useSession } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { StateChip } from "../../ui/state-chip.tsx";
import { maintains } from "../own-directory.ts";
import { CLOCK_OFF_MS, daysSince, isInUse, SILENT_DAYS } from "./lines.ts";
import type { Phone, PhoneState } from "./phones.ts";
import { EditLink } from "./place-list.tsx";
import { labelOf } from "./said.ts";

const MINUTE_MS = 60 * 1000;

interface PersonRowProps {
  person: Place;
  /** His group: his form opens beside it. */
  at: string;
  /** Null: not known. */
  phones: readonly Phone[] | null;
  /** What is shown may be old, and nothing can be done now. */
  isOffline: boolean;
  busyId: string | null;
  onInvite: () => void;
  onChange: (phone: Phone, state: PhoneState) => void;
  onMore: (phone: Phone) => void;
}

export function PersonRow(props: PersonRowProps) {
  const { person, at, phones, isOffline } = props;
  const isWithout = phones !== null && !phones.some(isInUse);
  return (
    <li class="person">
      <div class="person-who">
        <b>{String(person.content["name"] ?? "")}</b>
        <span class="small quiet">{useAbout(person)}</span>
        {person.state && <StateChip state={person.state} />}
      </div>
      {maintains.value && (
        <div class="person-edit">
          <EditLink at={at} place={person} />
        </div>
      )}
      <div class="person-phones">
        {phones?.map((phone) => (
          <PhoneRow key={phone.id} {...props} phone={phone} />
        ))}
        {(phones === null || isWithout) && (
          <div class="phone">
            <p class="phone-name quiet">
              {t(
                phones === null
                  ? isOffline
                    ? "groups.needs_network"
                    : "groups.loading"
                  : "groups.no_phone",
              )}
            </p>
            {isWithout && !isOffline && (
              <div class="phone-acts">
                <Button
                  look="2"
                  label={t("groups.invite_whose", { name: nameOfMember(person) })}
                  onPress={props.onInvite}
                >
                  {t("groups.invite")}
                </Button>
              </div>
            )}
          </div>
        )}
      </div>
    </li>
  );
}

function PhoneRow({ phone, ...props }: PersonRowProps & { phone: Phone }) {
  const state = STATES[phone.state];
  return (
    <div class="phone" data-phone={phone.id}>
      <div class="phone-name">
        <span>{labelOf(phone)}</span>
        {state && <b class="small is-late">{t(state)}</b>}
        {phone.version !== "" && isInUse(phone) && (
          <span class="small quiet">{t("groups.version", { version: phone.version })}</span>
        )}
        {Math.abs(phone.clockOffsetMs) > CLOCK_OFF_MS && isInUse(phone) && (
          <b class="small is-late">{sayClock(phone)}</b>
        )}
      </div>
      <Seen phone={phone} />
      <Waiting phone={phone} />
      <div class="phone-acts">
        {!props.isOffline && phone.state !== "stolen" && <Acts {...props} phone={phone} />}
      </div>
    </div>
  );
}

function Acts({ phone, person, busyId, onChange, onMore }: PersonRowProps & { phone: Phone }) {
  const values = { phone: labelOf(phone), name: nameOfMember(person) };
  const isLocked = phone.state === "locked";
  return (
    <>
      {isInUse(phone) && (
        <Button
          look="2"
          isBusy={busyId === phone.id}
          busyWords={t("groups.working")}
          label={t(isLocked ? "groups.unlock_whose" : "groups.lock_whose", values)}
          onPress={() => onChange(phone, isLocked ? "active" : "locked")}
        >
          {t(isLocked ? "groups.unlock" : "groups.lock")}
        </Button>
      )}
      <button
        type="button"
        class="phone-more"
        aria-label={t("groups.more_whose", values)}
        onClick={() => onMore(phone)}
      >
        <Icon name="ellipsis-vertical" />
      </button>
    </>
  );
}

function Seen({ phone: { seenAt } }: { phone: Phone }) {
  const now = new Date();
  const isLate = seenAt !== null && daysSince(seenAt, now) >= SILENT_DAYS;
  return (
    <p class="phone-seen">
      <span class="phone-label">{t("groups.last")}</span>
      <span class={isLate ? "is-late" : ""}>
        {seenAt === null ? t("groups.not_yet") : sayWhen(seenAt, now)}
      </span>
    </p>
  );
}

function Waiting({ phone: { pending, oldestUnsent } }: { phone: Phone }) {
  return (
    <p class="phone-pending">
      <span class="phone-label">{t("groups.pending")}</span>
      <span>{pending === null ? "–" : sayNumber(pending)}</span>
      {pending !== null && pending > 0 && oldestUnsent !== null && (
        <span class="small quiet">
          {t("groups.since", { when: sayShortDay(dayOf(oldestUnsent), dayOf(new Date())) })}
        </span>
      )}
    </p>
  );
}

const STATES: Readonly<Record<PhoneState, PlainKey | null>> = {
  active: null,
  locked: "groups.locked",
  retired: "groups.retired",
  stolen: "groups.stolen",
};

function sayClock({ clockOffsetMs }: Phone): string {
  const span = sayDuration(Math.abs(clockOffsetMs) / MINUTE_MS);
  return clockOffsetMs > 0 ? t("groups.clock_ahead", { span }) : t("groups.clock_behind", { span });
}

/** "gọi là bác, tổ viên", as the kind of members says it. */
function useAbout({ content }: Place): string {
  const kind = useSession().catalog.kinds["member"] as unknown as Kind | undefined;
  const said = (name: string): string => {
    const field = kind?.fields.find((one) => one.name === name);
    const choice = field?.choices?.find(({ code }) => code === content[name]);
    return choice ? tl(choice.labels).toLowerCase() : "";
  };
  const word = said("called_as");
  return [word && t("groups.called", { word }), said("role")].filter(Boolean).join(", ");
}
