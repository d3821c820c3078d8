//! One sentence for a cancellation: what happened, what it means for the money, what is next.

use desk_domain::Text;
use desk_domain::cancellation::{Cancellation, CancellationOrigin, CancellationState};
use desk_domain::payment::{Method, Payment};

use crate::desk::Desk;

pub(super) fn sentence(desk: &Desk, payment: &Payment, cancellation: &Cancellation) -> Text {
    let amount = cancellation.amount;
    match cancellation.state {
        CancellationState::AwaitingApproval => Text::new(
            format!("{amount}원 취소가 승인을 기다려요. 승인되기 전에는 돈이 움직이지 않아요."),
            format!("A cancel of {amount} won waits for approval. No money moves before that."),
        ),
        CancellationState::Requested => Text::new(
            format!("{amount}원을 곧 취소해요. 보내기 전까지 되돌릴 수 있어요."),
            format!(
                "{amount} won will be cancelled shortly. Until it is sent you can take it back."
            ),
        ),
        CancellationState::Sent if cancellation.accepted_at.is_some() => accepted(payment),
        CancellationState::Sent => Text::new(
            "취소를 보냈어요. PG의 답을 기다리고 있어요.",
            "The cancel is sent. Waiting for the gateway's answer.",
        ),
        CancellationState::Unknown => Text::new(
            "PG의 답을 확인하고 있어요. 다시 누르지 마세요. 확인되면 알려 드릴게요.",
            "We are checking the gateway's answer. Do not send it again; you will be told.",
        ),
        CancellationState::Succeeded => succeeded(payment, cancellation),
        CancellationState::Failed => failed(desk, payment, cancellation),
        CancellationState::Rejected => Text::new(
            "승인되지 않아 취소하지 않았어요. 돈은 그대로예요.",
            "It was not approved and nothing was cancelled. The money has not moved.",
        ),
        CancellationState::Withdrawn => Text::new(
            "보내기 전에 되돌렸어요. 돈은 그대로예요.",
            "It was taken back before it was sent. The money has not moved.",
        ),
    }
}

fn accepted(payment: &Payment) -> Text {
    match payment.method {
        Method::VirtualAccount | Method::Transfer => Text::new(
            "취소를 요청했어요. 은행에서 1~2영업일 안에 보내요.",
            "The refund is requested. The bank sends it within 1–2 business days.",
        ),
        Method::Card
        | Method::Mobile
        | Method::GiftCertificate
        | Method::EasyPay
        | Method::Paypal
        | Method::ConvenienceStore
        | Method::Crypto
        | Method::Message
        | Method::Cash
        | Method::CashReceipt
        | Method::BankTransfer
        | Method::BankTransferReceipt
        | Method::Other => Text::new(
            "취소를 요청했어요. PG가 끝내면 알려 드릴게요.",
            "The cancel is requested. You will be told when the gateway has finished it.",
        ),
    }
}

/// Speaks of what is left only while nothing later has changed it.
fn succeeded(payment: &Payment, cancellation: &Cancellation) -> Text {
    let amount = cancellation.amount;
    let left = payment.amounts.paid.saturating_sub(payment.amounts.cancelled);
    let outside = cancellation.origin == CancellationOrigin::Gateway;
    let said = match (outside, left.is_positive()) {
        (true, _) => Text::new(
            format!("PG에서 {amount}원이 취소됐어요. 장부에 맞춰 두었어요."),
            format!("{amount} won were cancelled at the gateway. The book agrees with it."),
        ),
        (false, true) => Text::new(
            format!("{amount}원을 취소했어요. 이 결제에 {left}원이 남았어요."),
            format!("{amount} won are cancelled. {left} won of this payment are left."),
        ),
        (false, false) => Text::new(
            format!("{amount}원을 취소했어요. 이 결제에 남은 금액이 없어요."),
            format!("{amount} won are cancelled. Nothing of this payment is left."),
        ),
    };
    if payment.method_detail.promotion_id.is_none() {
        return said;
    }
    Text::new(
        format!("{} 할인 전 주문 금액이고, 고객에게는 할인을 뺀 돈이 돌아가요.", said.ko),
        format!("{} That is order money: the customer gets it back less the discount.", said.en),
    )
}

fn failed(desk: &Desk, payment: &Payment, cancellation: &Cancellation) -> Text {
    match cancellation.failure.as_ref() {
        Some(words) => {
            let advice = desk.rulebook.explain_failure(payment.channel, words).text;
            Text::new(
                format!("취소되지 않았어요. {}", advice.ko),
                format!("Not cancelled. {}", advice.en),
            )
        }
        None => Text::new(
            "취소되지 않았어요. 돈은 그대로예요.",
            "Not cancelled. The money has not moved.",
        ),
    }
}
