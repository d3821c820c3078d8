//! What happened, in words. An event that the table does not know is shown by its stable name.

use desk_domain::Text;

pub(super) fn of(kind: &str) -> Text {
    TABLE
        .iter()
        .find(|(known, _, _)| *known == kind)
        .map_or_else(|| Text::new(kind, kind), |(_, ko, en)| Text::new(*ko, *en))
}

/// Kind, Korean, English.
const TABLE: &[(&str, &str, &str)] = &[
    ("payment.requested", "결제를 요청했어요.", "The payment was requested."),
    ("payment.paid", "결제했어요.", "Paid."),
    ("payment.booked", "장부에 올렸어요.", "Taken into the book."),
    (
        "payment.changed",
        "PG에서 다시 읽어 장부에 반영했어요.",
        "Read again at the gateway and booked.",
    ),
    (
        "payment.gateway_ahead",
        "PG에서 따로 취소된 금액이 있어요. 장부와 달라요.",
        "Money was cancelled outside, at the gateway. The book differs.",
    ),
    (
        "payment.book_ahead",
        "장부에만 취소된 금액이 있어요. PG와 달라요.",
        "Money is cancelled in the book only. The gateway differs.",
    ),
    (
        "payment.gateway_silent",
        "PG에 물었지만 답이 없었어요.",
        "The gateway was asked and gave no answer.",
    ),
    (
        "payment.void_requested",
        "결제되기 전에 닫아 달라고 했어요.",
        "Closing it before it is paid was asked for.",
    ),
    ("cancellation.requested", "취소를 요청했어요.", "A cancel was asked for."),
    ("cancellation.withdrawn", "보내기 전에 되돌렸어요.", "Taken back before it was sent."),
    ("cancellation.sent", "PG에 취소를 보냈어요.", "The cancel was sent to the gateway."),
    (
        "cancellation.accepted",
        "PG가 취소를 접수했어요. 끝나면 알려 드려요.",
        "The gateway accepted the cancel and settles it later.",
    ),
    (
        "cancellation.unknown",
        "PG의 답을 받지 못해 확인하고 있어요.",
        "The gateway's answer was lost; it is being checked.",
    ),
    (
        "cancellation.proved_by_state",
        "이 결제사는 누가 취소했는지 알려 주지 않아요. 전액 취소된 것을 보고 이 취소로 적었어요. 같은 때 \
         매니저 사이트에서 취소했다면 구별할 수 없어요.",
        "This vendor does not tell who cancelled. It shows the payment cancelled whole, so it is written \
         down as this cancel; one made at the manager site at the same time would look no different.",
    ),
    ("cancellation.succeeded", "취소했어요.", "Cancelled."),
    ("cancellation.failed", "취소되지 않았어요.", "Not cancelled."),
];
