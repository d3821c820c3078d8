// What an eye sees of a colour, in whatever notation the style sheet has it.

import { expect, type Locator } from "@playwright/test";

/** How much redder than green and blue. */
const RED = 1.5;

/** Once it is at rest: a colour may come slowly. */
export async function expectRed(what: Locator, part: "color" | "backgroundColor" = "color"): Promise<void> {
  await expect.poll(() => redness(what, part), `${what} is red`).toBeGreaterThan(RED);
}

export async function expectNotRed(what: Locator): Promise<void> {
  expect(await redness(what, "color"), `${what} is not red`).toBeLessThan(RED);
}

/** Drawn as one dot, since a computed style keeps the notation. */
function redness(what: Locator, part: "color" | "backgroundColor"): Promise<number> {
  return what.evaluate((element, part) => {
    const dot = document.createElement("canvas").getContext("2d");
    if (!dot) return 0;
    dot.fillStyle = getComputedStyle(element)[part];
    dot.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = dot.getImageData(0, 0, 1, 1).data;
    return red / Math.max(green, blue, 1);
  }, part);
}
