/** Who said yes to the privacy notice, to which version of it, and when: kept here and sent. */

import { type Agreement, Registry } from "../db/registry.ts";
import { type Session, takeAccount } from "./session.ts";

/** The text of the notice; a new text gets a new one. */
export const NOTICE_VERSION = "2026-11";

const registry = new Registry();

/** Note the yes: durably on this phone, and for the commune's access log. */
export async function agree(session: Session): Promise<void> {
  const { account, phone, engine } = session;
  const agreed: Agreement = { version: NOTICE_VERSION, at: new Date().toISOString() };
  await phone.noteAccess({
    id: phone.newId(),
    at: agreed.at,
    action: "dong_y",
    object_type: "privacy_notice",
    object_id: agreed.version,
  });
  await registry.noteAgreement(account, agreed);
  takeAccount({ ...account, agreed });
  void engine.wake("tap");
}
