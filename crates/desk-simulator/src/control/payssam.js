// PaySsam's part of the control page; `$`, `call`, `rows`, `won` are the page's own.
(() => {
  const stateWords = { W: "미결제", F: "결제완료", C: "취소", D: "파기" };
  const payWords = {
    CARD_VAN: "카드", KEYIN: "키인", OFFLINE_CARD: "오프라인 카드", OFFLINE_CASH: "오프라인 현금",
  };
  const sourceWords = { api: "API", manager_site: "매니저 사이트", vendor: "결제선생이 스스로" };
  let chosenBill = null;

  function choose(id) {
    const button = document.createElement("button");
    button.textContent = id;
    button.onclick = () => actBill(async () => { chosenBill = id; });
    return button;
  }

  async function refreshBills() {
    const query = encodeURIComponent($("bill-search").q.value);
    const [status, bills, callbacks] = await Promise.all([
      call("GET", "/api/status"),
      call("GET", "/api/payssam/bills?q=" + query),
      call("GET", "/api/payssam/callbacks"),
    ]);
    $("bill-status").textContent = `${status.payssam} · 청구서 ${won.format(status.bills)}건`
      + ` · 승인동기화 ${status.callbackTarget ?? "청구서의 주소로만"}`;
    rows("bills", bills.items, (b) =>
      [choose(b.id), stateWords[b.state], payWords[b.payType], b.priceWon, b.refundedWon]);
    rows("callbacks", callbacks.items.slice(-10).reverse(), (c) =>
      [c.paymentId, c.state, `${c.attempts}번`, String(c.lastStatus ?? "–")]);
    if (chosenBill) await showBill(chosenBill);
  }

  async function showBill(id) {
    const truth = await call("GET", "/api/payssam/bills/" + encodeURIComponent(id));
    const facts = [
      ["청구서", truth.id], ["상태", stateWords[truth.state]],
      ["끝낸 곳", sourceWords[truth.ending?.source] ?? "–"],
      ["받은 돈", won.format(truth.chargedWon) + "원"],
      ["실제 환불", `${won.format(truth.refundedWon)}원 (${truth.refundCount}번)`],
    ];
    $("bill-truth").replaceChildren(...facts.flatMap(([name, value]) => {
      const dt = document.createElement("dt"), dd = document.createElement("dd");
      dt.textContent = name; dd.textContent = value;
      return [dt, dd];
    }));
    $("no-bill").hidden = true; $("bill").hidden = false;
  }

  async function actBill(work) {
    try { await work(); $("bill-outcome").textContent = ""; }
    catch (error) { $("bill-outcome").textContent = error.message; }
    await refreshBills();
  }

  $("bill-search").onsubmit = (event) => { event.preventDefault(); actBill(async () => {}); };
  for (const button of document.querySelectorAll("[data-bill]"))
    button.onclick = () => actBill(() =>
      call("POST", `/api/payssam/bills/${encodeURIComponent(chosenBill)}/${button.dataset.bill}`));
  $("end-tests").onclick = () => actBill(() => call("POST", "/api/payssam/test-payments/cancel"));
  $("answer").onsubmit = (event) => {
    event.preventDefault();
    actBill(() => call("POST", "/api/payssam/answers", { code: event.target.code.value.trim() }));
  };
  refreshBills();
  setInterval(refreshBills, 4000);
})();
