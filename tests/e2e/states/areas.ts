// Every state that is judged by axe and pictured, in tables by what somebody is about. Those at the card
// terminal's device and those in doubt need one of their own and stand apart.

import type { Login } from "../support/logins";
import type { State } from "../support/visit";
import { billing, bills, rebilling, voidedOutside } from "./bills";
import { asking } from "./cancelling";
import { drift, followUps, forcing } from "./duties";
import { entrance } from "./entrance";
import { loading } from "./loading";
import { outcomes, unknown } from "./outcomes";
import { inspector, list, notices, phone } from "./payments";
import { customer, history } from "./reading";
import { counter, terminals } from "./terminals";

export interface Area {
  name: string;
  person: Login | "nobody";
  states: State[];
  /** Only where a phone has it. */
  narrow?: boolean;
}

export const areas: Area[] = [
  { name: "login", person: "nobody", states: entrance },
  { name: "the list, empty, with menu and help", person: "staff", states: list },
  { name: "screens being read", person: "manager", states: loading },
  { name: "the inspector of every kind", person: "staff", states: inspector },
  { name: "notices", person: "staff", states: notices },
  { name: "the cancel dialog", person: "staff", states: asking },
  { name: "how a cancel ends", person: "staff", states: outcomes },
  { name: "an answer that is being checked", person: "staff", states: unknown },
  { name: "a cancel at the terminal, before it is sent", person: "staff", states: counter },
  { name: "force-cancel", person: "nobody", states: forcing },
  { name: "follow-ups", person: "manager", states: followUps },
  { name: "what differs", person: "manager", states: drift },
  { name: "re-billing", person: "staff", states: rebilling },
  { name: "a bill's drawer and dialogs", person: "staff", states: billing },
  { name: "a void outside", person: "staff", states: voidedOutside },
  { name: "bills at rest, and those that are not there", person: "staff", states: bills },
  { name: "a customer's tab", person: "staff", states: customer },
  { name: "history, story and guide", person: "staff", states: history },
  { name: "terminals, and pairing one", person: "manager", states: terminals },
  { name: "a phone's bar, and what is behind it", person: "staff", states: phone, narrow: true },
];

/** Dialogs once more as a phone has them. Pictures are taken of every area at that width anyway. */
export const onPhone: Area[] = [
  { name: "the cancel dialog on a phone", person: "staff", states: asking, narrow: true },
  { name: "force-cancel on a phone", person: "nobody", states: forcing, narrow: true },
  { name: "a void outside on a phone", person: "staff", states: voidedOutside, narrow: true },
  { name: "re-billing on a phone", person: "staff", states: rebilling, narrow: true },
];

/** A phone, and the desk's own screen, in CSS pixels. */
export const NARROW = { width: 360, height: 800 };
export const WIDE = { width: 1_440, height: 900 };
