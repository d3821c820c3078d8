//! Where each truth about a payment comes from, for somebody who has to prove it.

use desk_api::Evidence;
use desk_domain::payment::Payment;
use desk_domain::{Text, Timestamp};

pub(crate) fn evidence(payment: &Payment) -> Vec<Evidence> {
    let detail = &payment.method_detail;
    let instant = |at: Option<Timestamp>| at.map(Timestamp::to_rfc3339);
    let lines = [
        ("PG 결제 번호", "Gateway payment id", Some(payment.gateway_payment_id.clone())),
        ("승인번호", "Approval number", payment.approval_number.clone()),
        ("PG", "Gateway", detail.pg.clone()),
        ("결제일시", "Paid at", instant(payment.paid_at)),
        ("PG 확인 시각", "Gateway read at", instant(payment.gateway_checked_at)),
        ("PG 상태", "Gateway status", Some(payment.gateway_status.as_str().to_owned())),
        (
            "PG 취소 금액",
            "Cancelled at the gateway",
            Some(format!("{}", payment.gateway_cancelled)),
        ),
        ("장부 취소 금액", "Cancelled in the book", Some(format!("{}", payment.amounts.cancelled))),
        ("영수증", "Receipt", payment.receipt_url.clone()),
    ];
    lines
        .into_iter()
        .filter_map(|(ko, en, value)| {
            value.map(|value| Evidence { label: Text::new(ko, en), value })
        })
        .collect()
}
