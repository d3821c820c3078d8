// The person before the device. Words by language, then what the device shows, then the buttons.
(() => {
  const words = {
    ko: {
      title: "카드 단말기 시뮬레이터", screen: "단말기 화면", insertRight: "결제한 카드 넣기",
      insertOther: "다른 카드 넣기", cancelKey: "취소 키", pull: "카드 빼기", answer: "VAN 응답 보내기",
      declineCode: "거절 이유", decline: "VAN이 거절", lineTitle: "회선", line: "VAN 회선",
      lineUp: "연결됨", lineBefore: "끊김: VAN에 묻기 전", lineAfter: "끊김: VAN이 처리한 뒤",
      lineHint: "바꾼 뒤의 요청부터 그대로 이어져요. 다시 연결하면 단말기가 결과를 물어봐요.",
      plug: "단말기 전원", approvals: "최근 승인", number: "승인번호", kind: "종류", customer: "고객",
      amount: "금액", refunds: "실제 취소", idle: "대기 중이에요", awaiting_card: "카드를 넣어 주세요",
      processing: "VAN에 묻고 있어요", succeeded: "취소했어요", declined: "거절됐어요",
      aborted: "중단했어요", unknown: "응답을 받지 못했어요", unplugged: "전원이 꺼져 있어요",
      person: "취소 키를 눌렀어요", card_pulled: "카드를 뺐어요", time_out: "기다리는 시간이 지났어요",
      card: "카드", cash_receipt: "현금영수증", bank_transfer_receipt: "무통장영수증", times: "번",
      won: "원", until: "까지 기다려요", tooLate: "지금은 할 수 없어요.",
    },
    en: {
      title: "Card terminal simulator", screen: "The device's display", insertRight: "Insert the card that paid",
      insertOther: "Insert another card", cancelKey: "Cancel key", pull: "Pull the card", answer: "Let the VAN answer",
      declineCode: "Why it is declined", decline: "The VAN declines", lineTitle: "Line", line: "Line to the VAN",
      lineUp: "Connected", lineBefore: "Lost before the VAN is asked", lineAfter: "Lost after the VAN has executed",
      lineHint: "It holds from the next request on. Once it is back, the device asks for the outcome.",
      plug: "Power of the device", approvals: "Latest approvals", number: "Approval", kind: "Kind", customer: "Customer",
      amount: "Amount", refunds: "Really cancelled", idle: "Idle", awaiting_card: "Please insert the card",
      processing: "Asking the VAN", succeeded: "Cancelled", declined: "Declined",
      aborted: "Aborted", unknown: "No answer came", unplugged: "The power is off",
      person: "The cancel key was pressed", card_pulled: "The card was pulled", time_out: "The wait was over",
      card: "Card", cash_receipt: "Cash receipt", bank_transfer_receipt: "Transfer receipt", times: "×",
      won: " won", until: " is how long it waits", tooLate: "That is not possible now.",
    },
  };
  const $ = (id) => document.getElementById(id);
  const digits = new Intl.NumberFormat("ko-KR");
  const time = new Intl.DateTimeFormat("ko-KR", { timeZone: "Asia/Seoul", timeStyle: "medium" });
  let language = localStorage.getItem("van-language") === "en" ? "en" : "ko";
  const say = (name) => words[language][name] ?? name;

  async function call(method, path, body) {
    const response = await fetch("/api/van" + path, {
      method,
      headers: { "content-type": "application/json" },
      body: method === "GET" ? undefined : JSON.stringify(body ?? {}),
    });
    if (response.status === 409) throw new Error(say("tooLate"));
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return text ? JSON.parse(text) : {};
  }

  function put(id, text) {
    if ($(id).textContent !== text) $(id).textContent = text;
  }

  function speak() {
    document.documentElement.lang = language;
    document.title = say("title");
    for (const part of document.querySelectorAll("[data-say]")) part.textContent = say(part.dataset.say);
    $("language").textContent = language === "ko" ? "English" : "한국어";
    $("language").lang = language === "ko" ? "en" : "ko";
  }

  function display(device) {
    const attempt = device.attempt;
    const result = attempt?.result;
    const stage = device.plugged ? result?.kind ?? attempt?.stage ?? "idle" : "unplugged";
    put("display", say(stage));
    const facts = attempt ? [attempt.approvalNumber, digits.format(device.amountWon) + say("won")] : [];
    if (result?.words) facts.push(`${result.words} (${result.code})`);
    if (result?.why) facts.push(say(result.why));
    if (attempt?.waitUntil) facts.push(time.format(new Date(attempt.waitUntil)) + say("until"));
    put("detail", facts.join(" · "));
    for (const button of document.querySelectorAll("[data-in]"))
      button.disabled = !device.plugged || attempt?.stage !== button.dataset.in;
  }

  async function refresh() {
    const [device, approvals] = await Promise.all([
      call("GET", "/device"), call("GET", "/approvals?limit=12"),
    ]);
    put("device", `CAT-ID ${device.catId} · ${time.format(new Date(device.now))}`);
    display(device);
    if (!$("code").length)
      $("code").append(...device.declines.map(({ code, words }) => new Option(`${words} (${code})`, code)));
    if (document.activeElement !== $("line")) $("line").value = device.line;
    $("plug").setAttribute("aria-pressed", String(device.plugged));
    $("approvals").replaceChildren(...approvals.items.map((of) => {
      const row = document.createElement("tr");
      const cells = [of.approvalNumber, say(of.kind), of.customerName,
        digits.format(of.amountWon), of.refundCount + say("times")];
      cells.forEach((text, at) => {
        const cell = document.createElement("td");
        cell.textContent = text;
        if (at > 2) cell.className = "won";
        row.append(cell);
      });
      return row;
    }));
  }

  async function act(work) {
    try { await work(); put("outcome", ""); } catch (error) { put("outcome", error.message); }
    await refresh();
  }

  for (const button of document.querySelectorAll("[data-act]"))
    button.onclick = () => act(() =>
      call("POST", "/" + button.dataset.act, JSON.parse(button.dataset.body ?? "{}")));
  $("decline").onclick = () => act(() => call("POST", "/decline", { code: $("code").value }));
  $("line").onchange = () => act(() => call("PUT", "/line", { line: $("line").value }));
  $("plug").onclick = () => act(() =>
    call("PUT", "/plug", { plugged: $("plug").getAttribute("aria-pressed") !== "true" }));
  $("language").onclick = () => {
    language = language === "ko" ? "en" : "ko";
    localStorage.setItem("van-language", language);
    speak();
    refresh();
  };
  speak();
  refresh();
  setInterval(() => refresh().catch(() => put("outcome", "…")), 1000);
})();
