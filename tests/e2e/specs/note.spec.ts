import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { card } from "../support/blueprints";

const MAX_CHARS = 500;

test("a missing reason, a missing note and a note too long are told at their fields", async ({
  page,
  desk,
}) => {
  const payment = await desk.receive(card());
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  await inspector.open(payment);
  await inspector.cancel.click();

  await dialog.confirm.click();
  await expect(dialog.dialog.getByText("사유를 골라 주세요.")).toBeVisible();
  await dialog.chooseReason("기타");
  await dialog.confirm.click();
  await dialog.expectError(dialog.note, "기타를 골랐으면 메모를 적어 주세요.");

  await dialog.note.fill("가".repeat(MAX_CHARS + 1));
  await dialog.confirm.click();
  await dialog.expectError(dialog.note, "500자");
  expect((await desk.detail(payment)).cancellations).toEqual([]);

  await dialog.note.fill("가".repeat(MAX_CHARS));
  await dialog.confirm.click();
  await expect(dialog.withdraw).toBeVisible();
});

test("what was typed is not thrown away by Escape without asking", async ({ page, desk }) => {
  const payment = await desk.receive(card());
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  const question = page.getByRole("dialog", { name: "적던 내용을 버릴까요?" });
  await inspector.open(payment);
  await inspector.cancel.click();
  await dialog.note.fill("형제 결제와 바뀜");
  await page.keyboard.press("Escape");
  await question.getByRole("button", { name: "계속 적기" }).click();
  await expect(dialog.note).toHaveValue("형제 결제와 바뀜");
  await page.keyboard.press("Escape");
  await question.getByRole("button", { name: "버리기" }).click();
  await expect(dialog.dialog).toBeHidden();
  await inspector.cancel.click();
  await expect(dialog.note).toHaveValue("");
});
