// Somebody at a screen of the desk, in either language, and both sides behind it: what a state needs to be
// reached.

import { type APIRequestContext, expect, type Locator, type Page } from "@playwright/test";

import type { Control } from "./control";
import type { Booked, Desk } from "./desk";
import { type Login, password } from "./logins";
import type { Van } from "./van";
import type { Words } from "./words";

/** What a screen can look like, and how it is reached from the state before it in its table. */
export type State = [name: string, reach: (visit: Visit) => Promise<unknown>];

interface Sides {
  request: APIRequestContext;
  desk: Desk;
  control: Control;
  van: Van;
}

export class Visit {
  readonly request: APIRequestContext;
  readonly desk: Desk;
  readonly control: Control;
  readonly van: Van;
  /** Whichever dialog is open. */
  readonly dialog: Locator;
  /** What is open beside a list. */
  readonly panel: Locator;
  readonly rows: Locator;

  constructor(
    readonly page: Page,
    readonly words: Words,
    sides: Sides,
  ) {
    this.request = sides.request;
    this.desk = sides.desk;
    this.control = sides.control;
    this.van = sides.van;
    this.dialog = page.getByRole("dialog");
    this.panel = page.getByRole("complementary");
    this.rows = page.getByRole("rowheader");
  }

  /** For whoever begins as nobody: the page and what asks beside it. */
  async logIn(login: Login): Promise<void> {
    for (const browser of [this.page.request, this.request]) {
      const answer = await browser.post("/api/session", { data: { login, password } });
      expect(answer.ok(), `${answer.url()} answered ${answer.status()}`).toBe(true);
    }
  }

  /** After the clock was moved on over hours: once the session has ended, the desk goes by the new time. */
  async logInAnew(login: Login): Promise<void> {
    const session = async () => (await this.page.request.get("/api/session")).status();
    await expect.poll(session).toBe(401);
    await this.logIn(login);
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path);
    // On a phone, what is open beside the list hides the title of the list.
    await expect(this.page.locator(":is(h1, h2, [role=alert]):visible").first()).toBeVisible();
  }

  /** A screen with a list, once its rows are there. */
  async openList(path: string): Promise<void> {
    await this.page.goto(path);
    await expect(this.rows.first()).toBeVisible();
  }

  /** Beside a list of only this payment. */
  async openPayment({ id, gatewayId }: Booked): Promise<void> {
    await this.page.goto(`/payments/${id}?period=3m&q=${gatewayId}`);
    await this.beside();
  }

  async openBill({ id }: { id: string }, search = ""): Promise<void> {
    await this.page.goto(`/bills/${id}${search}`);
    await this.beside();
  }

  async openFirstRow(): Promise<void> {
    await this.rows.first().getByRole("link").click();
    await this.beside();
  }

  /** Until what is open beside the list is read. */
  async beside(): Promise<void> {
    await expect(this.panel.getByRole("heading").first()).toBeVisible();
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Opens the dialog of a deed of this payment. */
  async begin(deed: string, payment: Booked): Promise<void> {
    await this.openPayment(payment);
    await this.button(deed).click();
    await expect(this.dialog).toBeVisible();
  }

  async confirm(name: RegExp = this.words.confirm): Promise<void> {
    await this.dialog.getByRole("button", { name }).click();
  }

  /** Says why, in a dialog that asks how much and why. */
  async giveReason(): Promise<void> {
    await this.dialog.locator("[value=customer_request]").check();
  }

  /** Closes the dialog that is open. */
  async leave(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await expect(this.dialog).toBeHidden();
  }

  /** In full, filled in and confirmed. */
  async cancel(payment: Booked): Promise<void> {
    await this.begin(this.words.cancel, payment);
    await this.giveReason();
    await this.confirm();
  }

  /** How many of its stations a cancel has passed: written, sent, answered. */
  async expectStations(passed: number, options: { timeout?: number } = {}): Promise<void> {
    const stations = this.dialog.locator(".cancel-dialog__way [data-done]");
    await expect(stations).toHaveCount(passed, options);
  }

  async expectInvalid(): Promise<void> {
    await expect(this.page.locator("[aria-invalid=true]").first()).toBeVisible();
  }
}
