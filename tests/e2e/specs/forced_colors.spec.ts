import type { Page } from "@playwright/test";

import { expect, test } from "../fixtures";
import { Inspector } from "../pages/inspector";
import { PaymentsPage } from "../pages/payments_page";

test("in a person's own colours marks and the place of the keyboard stay visible", async ({
  page,
  desk,
}) => {
  await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
  const list = new PaymentsPage(page);
  const inspector = new Inspector(page);
  const payment = await desk.expectBooked("demo-card-partial-cancelled");
  await list.open(`/${payment.id}?period=3m`);
  await expect(inspector.amount).toBeVisible();
  await expect(list.rows.first()).toBeVisible();
  const theirs = await systemColours(page);
  expect(theirs.CanvasText).not.toBe(theirs.Canvas);

  const marks = await page.locator(".status-mark").evaluateAll((marks) =>
    marks.map((mark) => ({
      tone: mark.getAttribute("data-tone"),
      drawn: [...mark.querySelectorAll("path[d]:not([d=''])")].map((path) => {
        const { fill, stroke } = getComputedStyle(path);
        return fill === "none" ? stroke : fill;
      }),
    })),
  );
  expect(new Set(marks.map((mark) => mark.tone)).size, "kinds of marks").toBeGreaterThan(2);
  for (const { tone, drawn } of marks) {
    expect(new Set(drawn), `a mark of ${tone}`).toEqual(new Set([theirs.CanvasText]));
  }

  await page.keyboard.press("j");
  await expect(list.rows.first().getByRole("link")).toBeFocused();
  expect(await ring(page)).toEqual({ style: "solid", colour: theirs.Highlight });
  await inspector.panel.getByRole("link").first().focus();
  await page.keyboard.press("Tab");
  expect(await ring(page)).toEqual({ style: "solid", colour: theirs.Highlight });
  await list.period("3개월").press("ArrowRight");
  expect(await ring(page)).toEqual({ style: "dashed", colour: theirs.CanvasText });
});

/** What the system's words for its colours mean here. */
function systemColours(page: Page): Promise<Record<"Canvas" | "CanvasText" | "Highlight", string>> {
  return page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement("i"));
    const meaning = (word: string) => {
      probe.style.color = word;
      return getComputedStyle(probe).color;
    };
    const words = ["Canvas", "CanvasText", "Highlight"] as const;
    const [Canvas, CanvasText, Highlight] = words.map(meaning) as [string, string, string];
    probe.remove();
    return { Canvas, CanvasText, Highlight };
  });
}

/** Around the row or the choice that what has the focus stands for, or around itself. */
function ring(page: Page): Promise<{ style: string; colour: string } | undefined> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    const around = [focused?.closest("tr, .choice"), focused];
    const drawn = around
      .filter((one) => one instanceof Element)
      .map((one) => getComputedStyle(one))
      .find((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
    return drawn && { style: drawn.outlineStyle, colour: drawn.outlineColor };
  });
}
