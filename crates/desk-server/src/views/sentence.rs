//! One sentence for a cancellation: what happened, what it means for the money, what is next.

use desk_domain::cancellation::{
    Attention, Cancellation, CancellationKind, CancellationOrigin, CancellationState,
};
use desk_domain::payment::{Agreement, Channel, Method, Payment};
use desk_domain::{Text, Won};

use crate::desk::Desk;

pub(super) fn sentence(desk: &Desk, payment: &Payment, cancellation: &Cancellation) -> Text {
    if let Some(attention) = cancellation.attention {
        return to_look_at(attention, cancellation.amount);
    }
    let amount = cancellation.amount;
    match cancellation.state {
        CancellationState::AwaitingApproval => Text::new(
            format!("{amount}원 취소가 승인을 기다려요. 승인되기 전에는 돈이 움직이지 않아요."),
            format!("A cancel of ₩{amount} waits for approval. No money moves before that."),
        ),
        // Only where the screens have a button for it.
        CancellationState::Requested if cancellation.withdraw_until.is_none() => Text::new(
            format!("{amount}원을 곧 취소해요. 끝나면 여기에 보여요."),
            format!("₩{amount} will be cancelled shortly. You will see here how it ends."),
        ),
        CancellationState::Requested => Text::new(
            format!("{amount}원을 곧 취소해요. 보내기 전까지 되돌릴 수 있어요."),
            format!("₩{amount} will be cancelled shortly. Until it is sent you can take it back."),
        ),
        CancellationState::Sent if cancellation.accepted_at.is_some() => accepted(payment),
        CancellationState::Sent if payment.channel == Channel::Terminal => Text::new(
            "취소를 보냈어요. 단말기의 답을 기다리고 있어요.",
            "The cancel is sent. Waiting for the terminal's answer.",
        ),
        CancellationState::Sent => Text::new(
            "취소를 보냈어요. PG의 답을 기다리고 있어요.",
            "The cancel is sent. Waiting for the PG's answer.",
        ),
        CancellationState::Unknown if cancellation.failure.is_some() => being_checked(),
        CancellationState::Unknown if payment.channel == Channel::Terminal => Text::new(
            "단말기의 답을 확인하고 있어요. 다시 누르지 마세요. 확인되면 알려 드릴게요.",
            "We are checking the terminal's answer. Do not send it again; you will be told.",
        ),
        CancellationState::Unknown => Text::new(
            "PG의 답을 확인하고 있어요. 다시 누르지 마세요. 확인되면 알려 드릴게요.",
            "We are checking the PG's answer. Do not send it again; you will be told.",
        ),
        CancellationState::Succeeded if cancellation.kind == CancellationKind::Force => {
            forced(payment, cancellation)
        }
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

/// What to do where waiting alone will not end it.
pub(super) fn to_look_at(attention: Attention, amount: Won) -> Text {
    match attention {
        Attention::NoProof => Text::new(
            format!(
                "{amount}원 취소가 어떻게 끝났는지 확인하지 못했어요. 이미 취소됐을 수 있어서 이 결제는 더 취소할 \
                 수 없어요. PG 관리자 사이트에서 확인하고, 매니저가 할 일에 적어 주세요."
            ),
            format!(
                "Nothing shows how this cancel of ₩{amount} ended. The money may be back already, so \
                 nothing more of the payment can be cancelled. Look in the PG's admin, and let a manager \
                 write it in the follow-up."
            ),
        ),
        Attention::RefundFailed => Text::new(
            format!(
                "PG에서는 취소됐지만 {amount}원이 환불 계좌에 들어가지 못했어요. 계좌를 고객과 확인하고 \
                 PG에 다시 보내 달라고 해 주세요."
            ),
            format!(
                "The PG has cancelled, but ₩{amount} did not reach the refund account. Check \
                 the account with the customer and ask the PG to send it again."
            ),
        ),
        Attention::PendingLong => Text::new(
            format!(
                "PG가 {amount}원 취소를 받고도 오래 끝내지 못하고 있어요. PG에 어디까지 갔는지 물어봐 주세요. \
                 다시 취소하지 마세요."
            ),
            format!(
                "The PG took this cancel of ₩{amount} long ago and has not ended it. Ask the PG how \
                 far it has come. Do not cancel it again."
            ),
        ),
    }
}

/// A no of the PG that only time and reads can prove.
pub(super) fn being_checked() -> Text {
    Text::new(
        "PG가 거절했거나 오류를 알려 왔어요. 정말 취소되지 않았는지 확인하고 있어요. 다시 누르지 마세요.",
        "The PG refused or reported a fault. We are checking that nothing was cancelled. Do not send \
         it again.",
    )
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
            "The cancel is requested. You will be told when the PG has finished it.",
        ),
    }
}

/// A force-cancel moved no money: what it left behind is the whole point.
fn forced(payment: &Payment, cancellation: &Cancellation) -> Text {
    let amount = cancellation.amount;
    if cancellation.outside.is_some() {
        return done_outside(payment, amount);
    }
    match payment.agreement {
        Agreement::Agrees => Text::new(
            format!("{amount}원을 장부에서 취소했어요. 남은 할 일이 없어요."),
            format!("₩{amount} was cancelled in the book. Nothing is left to do."),
        ),
        Agreement::BookAhead
        | Agreement::GatewayAhead
        | Agreement::AmountsDiffer
        | Agreement::Unknown => Text::new(
            format!("{amount}원을 장부에서만 취소했어요. 돈이 어떻게 됐는지는 할 일에서 봐요."),
            format!(
                "₩{amount} was cancelled in the book only. The follow-up says what becomes of the money."
            ),
        ),
    }
}

/// Somebody says that the money went back outside. Only what the gateway shows ends it, where one can be asked.
fn done_outside(payment: &Payment, amount: Won) -> Text {
    match payment.agreement {
        Agreement::Agrees => Text::new(
            format!("밖에서 취소한 {amount}원을 장부에도 적었어요. 남은 할 일이 없어요."),
            format!("The ₩{amount} cancelled outside is in the book, too. Nothing is left to do."),
        ),
        Agreement::BookAhead | Agreement::GatewayAhead | Agreement::AmountsDiffer => Text::new(
            format!(
                "{amount}원을 장부에서 취소했지만, 결제한 곳에서는 아직 취소가 보이지 않아요. 할 일에서 다음 순서를 봐 주세요."
            ),
            format!(
                "₩{amount} was cancelled in the book, but where it was paid the cancel does not show yet. \
                 See the follow-up for what to do."
            ),
        ),
        Agreement::Unknown => Text::new(
            format!(
                "{amount}원을 장부에서 취소했어요. 밖에서 취소됐는지는 답이 없어 확인하지 못했어요. 다시 확인해서 할 일에 알려 드릴게요."
            ),
            format!(
                "₩{amount} was cancelled in the book. Nobody answered whether it was cancelled outside; \
                 we ask again, and the follow-up will tell."
            ),
        ),
    }
}

/// Speaks of what is left only while nothing later has changed it.
fn succeeded(payment: &Payment, cancellation: &Cancellation) -> Text {
    let amount = cancellation.amount;
    let left = payment.amounts.paid.saturating_sub(payment.amounts.cancelled);
    let outside = cancellation.origin == CancellationOrigin::Gateway;
    if payment.channel == Channel::Recorded {
        return Text::new(
            format!("장부에서 {amount}원을 취소했어요. 돈은 받은 방법 그대로 돌려드려 주세요."),
            format!("₩{amount} was cancelled in the book. Return the money the way it came."),
        );
    }
    let said = match (outside, left.is_positive()) {
        (true, _) => Text::new(
            format!("PG에서 {amount}원이 취소됐어요. 장부에 맞춰 두었어요."),
            format!("₩{amount} was cancelled at the PG. The book agrees with it."),
        ),
        (false, true) => Text::new(
            format!("{amount}원을 취소했어요. 지금 이 결제에 {left}원이 남았어요."),
            format!("₩{amount} was cancelled. ₩{left} of this payment is left now."),
        ),
        (false, false) => Text::new(
            format!("{amount}원을 취소했어요. 지금 이 결제에 남은 금액이 없어요."),
            format!("₩{amount} was cancelled. Nothing is left of this payment now."),
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
            let advice = desk.explain(payment, words);
            let told = advice.in_full();
            let (ko, en) = if advice.converges {
                return told;
            } else if advice.outcome_unknown {
                ("취소를 확인하지 못했어요.", "Nothing shows this cancel.")
            } else {
                ("취소되지 않았어요.", "Not cancelled.")
            };
            Text::new(format!("{ko} {}", told.ko), format!("{en} {}", told.en))
        }
        None => Text::new(
            "취소되지 않았어요. 돈은 그대로예요.",
            "Not cancelled. The money has not moved.",
        ),
    }
}
