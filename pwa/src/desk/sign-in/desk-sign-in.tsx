/** An officer signs in by name and password; a demo offers its own. */

import { useEffect, useState } from "preact/hooks";
import { language } from "../../i18n/language.ts";
import { t } from "../../i18n/t.ts";
import { opened } from "../../session/session.ts";
import { begin, type Entry, enter, findDemoOffice } from "../../session/sign-in.ts";
import type { Commune, DemoOffice, Refused } from "../../session/sign-in-door.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { go, route } from "../../ui/route.ts";
import { List, Row } from "../../ui/row.tsx";
import { Front } from "../front.tsx";
import { endLeftCookie } from "./left-cookie.ts";
import { PasswordField } from "./password-field.tsx";
import { sayRefusal } from "./refusal.ts";

export function DeskSignIn() {
  const hasBook = opened.value.now === "open";
  const [userName, typeName] = useState("");
  const [password, typePassword] = useState("");
  const tried = useTrying();
  const demo = useDemoOffice();
  if (tried.choosing) {
    const { choosing } = tried;
    return (
      <Front title={t("sign_in.which_commune")}>
        <List>
          {choosing.communes.map((commune) => (
            <Row
              key={commune.id}
              title={commune.name}
              onPress={() => tried.choose(choosing, commune)}
            />
          ))}
        </List>
      </Front>
    );
  }
  const isBare = userName.trim() === "" || password === "";
  const ask = (): void => {
    if (isBare) document.getElementById(userName.trim() === "" ? "user-name" : "password")?.focus();
    else tried.ask(userName.trim(), password);
  };
  return (
    <Front title={t("desk.sign_in")}>
      <p class="quiet">{hasBook ? t("desk.signed_out") : t("desk.sign_in_detail")}</p>
      <form
        class="stack stack-wide"
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <Field
          id="user-name"
          label={t("desk.user_name")}
          autoComplete="username"
          value={userName}
          onText={typeName}
        />
        <PasswordField value={password} onText={typePassword} />
        {tried.refused && (
          <Note tone="stop" isAnnounced>
            <p>{sayRefusal(tried.refused)}</p>
          </Note>
        )}
        <Button look="1" isFull isSubmit isBusy={tried.isBusy} busyWords={t("desk.signing_in")}>
          {t("desk.go_in")}
        </Button>
      </form>
      {demo && (
        <section class="stack">
          <h2 class="heading">{t("desk.demo")}</h2>
          <List>
            {demo.map((one) => (
              <Row
                key={one.userName}
                title={one.name}
                detail={roleHere(one.role)}
                onPress={() => tried.ask(one.userName, one.password)}
              />
            ))}
          </List>
          <p class="small quiet">{t("ui.demo")}</p>
        </section>
      )}
      <a class="button button-3" href="/" target="_self">
        {t("desk.to_phone")}
      </a>
    </Front>
  );
}

interface Trying {
  readonly isBusy: boolean;
  readonly refused: Refused | null;
  readonly choosing: Entry | null;
  ask(userName: string, password: string): void;
  choose(entry: Entry, commune: Commune): void;
}

function useTrying(): Trying {
  const [isBusy, work] = useState(false);
  const [refused, tell] = useState<Refused | null>(null);
  const [choosing, offer] = useState<Entry | null>(null);
  const open = async (entry: Entry, commune: Commune): Promise<void> => {
    await begin(entry, commune);
    if (route.value.parts[1] === "sign-in") go("/desk", "replace");
  };
  const ask = async (userName: string, password: string): Promise<void> => {
    await endLeftCookie();
    const answer = await enter({ user_name: userName, password });
    if ("why" in answer) return tell(answer);
    const [commune, another] = answer.communes;
    if (!commune) return tell({ why: "wrong" });
    if (another) return offer(answer);
    return open(answer, commune);
  };
  const run = (deed: Promise<void>): void => {
    work(true);
    tell(null);
    deed.catch(fail).finally(() => work(false));
  };
  return {
    isBusy,
    refused,
    choosing,
    ask: (userName, password) => {
      if (!isBusy) run(ask(userName, password));
    },
    choose: (entry, commune) => run(open(entry, commune)),
  };
}

/** The browser's own store refused: nothing here can go on without it. */
function fail(error: unknown): void {
  globalThis.reportError(error);
  opened.value = { now: "failed", error };
}

function useDemoOffice(): readonly DemoOffice[] | null {
  const [demo, show] = useState<readonly DemoOffice[] | null>(null);
  useEffect(() => {
    findDemoOffice().then(show, globalThis.reportError);
  }, []);
  return demo;
}

/** The demo says everybody's part in both languages, the English one in brackets behind. */
function roleHere(role: string): string {
  return language.value === "vi" ? role.replace(/ \([^)]*\)$/, "") : role;
}
