// Letters and figures as a Korean desk needs them: a face of its own, sums below one another, whole words.

import type { Locator, Page } from "@playwright/test";

import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { PaymentsPage } from "../pages/payments_page";
import { card, freshWord } from "../support/blueprints";

const FACE = "Pretendard Variable";

test("Korean words are drawn in Pretendard, which the desk brings itself", async ({
  page,
  baseURL,
}) => {
  const fetched: { url: string; status: number; type: string | undefined }[] = [];
  page.on("response", (answer) => {
    if (answer.request().resourceType() !== "font") return;
    fetched.push({ url: answer.url(), status: answer.status(), type: answer.headers()["content-type"] });
  });
  const list = new PaymentsPage(page);
  await list.open();
  await expect(list.rows.first()).toBeVisible();
  const heading = page.getByRole("heading", { level: 1, name: "결제" });

  await expect.poll(() => isReady(page, "결제취소")).toBe(true);
  expect(await drawnIn(heading)).toEqual([{ familyName: FACE, isCustomFont: true }]);
  expect(fetched.length, "subsets of the face").toBeGreaterThan(0);
  for (const { url, status, type } of fetched) {
    expect(url).toMatch(new RegExp(`^${baseURL}/fonts/pretendard/.*\\.woff2$`));
    expect({ url, status, type }).toEqual({ url, status: 200, type: "font/woff2" });
  }
});

test("sums stand figure below figure, in the list, beside it and in the dialog", async ({
  page,
  desk,
}) => {
  const word = freshWord();
  const [thin, wide] = [`${word} 가는 숫자`, `${word} 넓은 숫자`];
  await desk.receive(card({ orderName: thin, amountWon: 111_111 }));
  const payment = await desk.receive(card({ orderName: wide, amountWon: 888_888 }));
  const list = new PaymentsPage(page);
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  await list.open(`/${payment.id}?q=${word}`);
  await list.expectOrders(thin, wide);
  await expect.poll(() => isReady(page, "1")).toBe(true);
  const sums = [thin, wide].map((order) => list.row(order).getByText(/^(111,111|888,888)$/).first());
  const [ones, eights] = await Promise.all(sums.map(textWidth));
  expect(ones).toBeCloseTo(eights as number, 1);

  await inspector.cancelPart.click();
  await dialog.amount.fill("888888");
  for (const sum of [...sums, list.sums, inspector.amount, dialog.amount, dialog.confirm]) {
    await expect(sum).toHaveCSS("font-variant-numeric", "tabular-nums");
  }
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("no Korean word is broken in two", async ({ page, desk }) => {
    const payment = await desk.receive(card());
    const inspector = new Inspector(page);
    await inspector.open(payment);
    await expect(page.locator("body")).toHaveCSS("word-break", "keep-all");
    await expect.poll(() => isReady(page, "결제취소")).toBe(true);
    const { words, broken } = await inspector.panel.evaluate(readWords);
    expect(words, "Korean words").toBeGreaterThan(20);
    expect(broken).toEqual([]);
  });
});

/** Whether the face is there for these letters. A face that nobody knows counts as ready, so it is looked for. */
function isReady(page: Page, letters: string): Promise<boolean> {
  return page.evaluate(
    ([face, letters]) => {
      const isLoaded = ({ family, status }: FontFace) => family.includes(face) && status === "loaded";
      return document.fonts.check(`14px "${face}"`, letters) && [...document.fonts].some(isLoaded);
    },
    [FACE, letters] as const,
  );
}

/** What the browser really draws it with. */
async function drawnIn(text: Locator): Promise<{ familyName: string; isCustomFont: boolean }[]> {
  const browser = await text.page().context().newCDPSession(text.page());
  await browser.send("DOM.enable");
  await browser.send("CSS.enable");
  const { root } = await browser.send("DOM.getDocument");
  const mark = "data-drawn";
  await text.evaluate((part, mark) => part.setAttribute(mark, ""), mark);
  const { nodeId } = await browser.send("DOM.querySelector", {
    nodeId: root.nodeId,
    selector: `[${mark}]`,
  });
  const { fonts } = await browser.send("CSS.getPlatformFontsForNode", { nodeId });
  await browser.detach();
  return fonts.map(({ familyName, isCustomFont }) => ({ familyName, isCustomFont }));
}

function textWidth(part: Locator): Promise<number> {
  return part.evaluate((part) => {
    const text = document.createRange();
    text.selectNodeContents(part);
    return text.getBoundingClientRect().width;
  });
}

/** In the page: its Korean words, and those that stand on more than one line. */
function readWords(part: Element): { words: number; broken: string[] } {
  const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const broken: string[] = [];
  let words = 0;
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    for (const { index, 0: word } of (text.textContent ?? "").matchAll(/[가-힣]+/g)) {
      const place = document.createRange();
      place.setStart(text, index);
      place.setEnd(text, index + word.length);
      const own = new Set([...place.getClientRects()].map(({ top }) => Math.round(top)));
      if (own.size > 0) words += 1;
      if (own.size > 1) broken.push(word);
    }
  }
  return { words, broken };
}
