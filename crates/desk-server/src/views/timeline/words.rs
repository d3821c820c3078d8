//! What happened, in words. An event that the table does not know is shown by its stable name.

use desk_domain::Text;

pub(super) fn of(kind: &str) -> Text {
    look_up(TABLE, kind).unwrap_or_else(|| Text::new(kind, kind))
}

/// What happened at a card terminal, where another is asked than a gateway. `why` is what the hub wrote of a wait
/// that ended; it begins with the name of the wait.
pub(super) fn at_terminal(kind: &str, why: Option<&str>) -> Text {
    let wait = why.and_then(|why| why.split(':').next());
    let wait = wait.filter(|_| kind == "cancellation.unknown");
    let told = wait.and_then(|wait| look_up(AT_TERMINAL, wait));
    told.or_else(|| look_up(AT_TERMINAL, kind)).unwrap_or_else(|| of(kind))
}

type Table = [(&'static str, &'static str, &'static str)];

fn look_up(table: &Table, kind: &str) -> Option<Text> {
    let (_, ko, en) = table.iter().find(|(known, _, _)| *known == kind)?;
    Some(Text::new(*ko, *en))
}

/// Kind or name of a wait, Korean, English.
const AT_TERMINAL: &Table = &[
    ("cancellation.sent", "단말기에 취소를 보냈어요.", "The cancel was sent to the terminal."),
    (
        "cancellation.unknown",
        "단말기의 답을 받지 못해 확인하고 있어요.",
        "The terminal's answer was lost; it is being checked.",
    ),
    (
        "take_time_out",
        "단말기 프로그램이 제때 받지 않아 확인하고 있어요.",
        "The terminal's program did not take it in time; it is being checked.",
    ),
    (
        "begin_time_out",
        "단말기가 제때 시작하지 않아 확인하고 있어요.",
        "The terminal did not begin in time; it is being checked.",
    ),
    (
        "card_time_out",
        "기다리는 동안 카드를 넣지 않아 확인하고 있어요.",
        "No card was put in in time; it is being checked.",
    ),
    (
        "van_time_out",
        "승인 회사(VAN)의 답이 제때 오지 않아 확인하고 있어요.",
        "The approval network (VAN) did not answer in time; it is being checked.",
    ),
    (
        "cancellation.doubted",
        "단말기가 거절했거나 오류를 알려 왔어요. 정말 그런지 확인하고 있어요.",
        "The terminal refused or reported a fault; it is being checked.",
    ),
    (
        "cancellation.unproven",
        "취소가 어떻게 끝났는지 확인하지 못했어요. 통합 승인 내역에서 확인할 때까지 이 결제는 더 취소할 수 없어요.",
        "Nothing shows how this cancel ended. Until somebody has looked in the integrated approvals, nothing \
         more of the payment can be cancelled.",
    ),
    (
        "cancellation.contradicted",
        "취소되지 않았다고 적었지만 단말기에서 취소된 것을 확인했어요. 장부를 고쳤어요.",
        "Written down as not cancelled, but the terminal shows it done. The book is corrected.",
    ),
];

/// A force-cancel that is done: no money has moved by it.
pub(super) const IN_THE_BOOK: &str = "cancellation.in_the_book";

/// Kind, Korean, English.
const TABLE: &Table = &[
    ("payment.requested", "결제를 요청했어요.", "The payment was requested."),
    ("payment.paid", "결제했어요.", "Paid."),
    ("payment.booked", "장부에 올렸어요.", "Taken into the book."),
    ("payment.changed", "PG에서 다시 읽어 장부에 반영했어요.", "Read again at the PG and booked."),
    (
        "payment.gateway_ahead",
        "PG에서 따로 취소된 금액이 있어요. 장부와 달라요.",
        "Money was cancelled outside, at the PG. The book differs.",
    ),
    (
        "payment.book_ahead",
        "장부에만 취소된 금액이 있어요. PG와 달라요.",
        "Money is cancelled in the book only. The PG differs.",
    ),
    (
        "payment.gateway_silent",
        "PG에 물었지만 답이 없었어요.",
        "The PG was asked and gave no answer.",
    ),
    (
        "payment.unreadable",
        "PG에서 하루 동안 읽지 못해 그만 물었어요. PG에서 결제를 확인해 주세요.",
        "The PG could not show it for a day, and is asked no more. Look it up there.",
    ),
    (
        "payment.void_requested",
        "결제되기 전에 닫아 달라고 했어요.",
        "Closing it before it is paid was asked for.",
    ),
    (
        "payment.voided_outside",
        "매니저 사이트에서 파기했다고 적었어요. 여기서는 확인할 수 없어요.",
        "Written down as voided in the manager site. The desk cannot see that itself.",
    ),
    (
        "follow_up.opened",
        "장부와 PG가 같은지 확인해야 해서 할 일을 만들었어요.",
        "Book and gateway may differ; a follow-up was opened.",
    ),
    ("follow_up.changed", "할 일의 내용이 바뀌었어요.", "The follow-up has changed."),
    ("follow_up.assigned", "할 일의 담당자를 바꿨어요.", "The follow-up has a new owner."),
    ("follow_up.noted", "할 일에 메모를 남겼어요.", "A note was left on the follow-up."),
    (
        "follow_up.claimed",
        "밖에서 취소했다고 할 일에 적었어요.",
        "The follow-up says that it was cancelled outside.",
    ),
    ("follow_up.closed", "증빙을 확인해 할 일을 끝냈어요.", "The follow-up was closed on proof."),
    ("cancellation.requested", "취소를 요청했어요.", "A cancel was asked for."),
    ("cancellation.withdrawn", "보내기 전에 되돌렸어요.", "Taken back before it was sent."),
    ("cancellation.abort_asked", "단말기에 멈춰 달라고 했어요.", "The terminal was asked to stop."),
    ("cancellation.sent", "PG에 취소를 보냈어요.", "The cancel was sent to the PG."),
    (
        "cancellation.accepted",
        "PG가 취소를 접수했어요. 끝나면 알려 드려요.",
        "The PG accepted the cancel and settles it later.",
    ),
    (
        "cancellation.adopted",
        "밖에서 취소된 금액을 이유와 함께 장부에 올렸어요.",
        "Cancelled outside; taken into the book with the reason.",
    ),
    (
        "cancellation.unknown",
        "PG의 답을 받지 못해 확인하고 있어요.",
        "The PG's answer was lost; it is being checked.",
    ),
    (
        "cancellation.doubted",
        "PG가 거절했거나 오류를 알려 왔어요. 정말 그런지 확인하고 있어요.",
        "The PG refused or reported a fault; it is being checked.",
    ),
    (
        "cancellation.unproven",
        "취소가 어떻게 끝났는지 확인하지 못했어요. PG 관리자 사이트에서 확인할 때까지 이 결제는 더 취소할 수 없어요.",
        "Nothing shows how this cancel ended. Until somebody has looked in the PG's admin, nothing more of \
         the payment can be cancelled.",
    ),
    (
        "cancellation.contradicted",
        "취소되지 않았다고 적었지만 PG에서 취소된 것을 확인했어요. 장부를 고쳤어요.",
        "Written down as not cancelled, but the PG shows it done. The book is corrected.",
    ),
    (
        "cancellation.no_proof",
        "하루가 지나도 결과를 확인하지 못했어요. PG 관리자 사이트에서 확인해 주세요.",
        "After a day nothing shows how it ended. Look in the PG's admin.",
    ),
    (
        "cancellation.settled_by_hand",
        "매니저가 PG에서 확인한 결과를 적었어요.",
        "A manager wrote down what the PG's own records show.",
    ),
    (
        "cancellation.refund_failed",
        "환불한 돈이 계좌에 들어가지 못했어요. 계좌를 확인해 주세요.",
        "The refund did not reach the account. Check the account.",
    ),
    (
        "cancellation.pending_long",
        "PG가 취소를 아직 끝내지 않았어요. PG에 물어봐 주세요.",
        "The PG has not ended this cancel yet. Ask the PG.",
    ),
    (
        "cancellation.refund_arrived",
        "환불한 돈이 계좌에 들어갔어요.",
        "The refund has reached the account.",
    ),
    (
        "cancellation.proved_by_sum",
        "이 PG는 취소를 하나씩 알려 주지 않아요. 취소 합계가 이 금액만큼 늘어서 이 취소로 적었어요. 같은 때 \
         다른 곳에서 같은 금액을 취소했다면 구별할 수 없어요.",
        "This gateway tells no single cancels. Its sum grew by this amount, so it is written down as \
         this cancel; the same amount cancelled elsewhere at the same time would look no different.",
    ),
    (
        "cancellation.proved_by_state",
        "이 결제사는 누가 취소했는지 알려 주지 않아요. 전액 취소된 것을 보고 이 취소로 적었어요. 같은 때 \
         매니저 사이트에서 취소했다면 구별할 수 없어요.",
        "This vendor does not tell who cancelled. It shows the payment cancelled whole, so it is written \
         down as this cancel; one made at the manager site at the same time would look no different.",
    ),
    ("cancellation.succeeded", "취소했어요.", "Cancelled."),
    (IN_THE_BOOK, "장부에서 취소했어요.", "Cancelled in the book."),
    ("cancellation.failed", "취소되지 않았어요.", "Not cancelled."),
    (
        "bill.created",
        "취소한 금액을 다시 청구하기로 했어요.",
        "The cancelled money is to be asked for again.",
    ),
    ("bill.sending", "청구서를 보내고 있어요.", "The bill is being sent."),
    ("bill.sent", "청구서를 보냈어요.", "The bill was sent."),
    (
        "bill.refused",
        "청구서를 보내지 못했어요. 이유를 보고 다시 보내 주세요.",
        "The bill could not be sent. See why, then send it again.",
    ),
    (
        "bill.unclear",
        "청구서가 나갔는지 확인하고 있어요.",
        "Whether the bill went out is being checked.",
    ),
    (
        "bill.refused_in_doubt",
        "결제사가 거절했지만 먼저 보낸 청구서가 늦게 도착할 수 있어요. 15분쯤 더 확인하고 알려 드릴게요.",
        "The vendor refused it, but an earlier try may still arrive. It is checked for a quarter of an hour.",
    ),
    (
        "bill.resending",
        "청구서 메시지를 한 번 더 보내 달라고 했어요.",
        "One more message was asked for.",
    ),
    ("bill.resent", "청구서 메시지를 한 번 더 보냈어요.", "The message was sent once more."),
    (
        "bill.came_late",
        "이미 끝낸 청구서가 결제사에 늦게 도착했어요. 결제 전이면 데스크가 결제사에서 파기하고, 결제됐으면 할 일로 \
         남겨요.",
        "A bill reached the vendor after it was given up here. The desk voids it there if it is unpaid, and \
         leaves a follow-up if it was paid.",
    ),
    ("bill.paid", "다시 청구한 금액을 받았어요.", "The bill was paid."),
    ("bill.recorded", "다른 방법으로 받았다고 적었어요.", "Recorded as paid in another way."),
    ("bill.cancelled", "다시 받은 결제를 취소했어요.", "The payment of the bill was cancelled."),
    (
        "bill.void",
        "청구서를 파기했어요. 금액은 다시 청구할 수 있어요.",
        "The bill is void. Its amount can be billed again.",
    ),
];
