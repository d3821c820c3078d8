//! What a test does at PortOne's side.

use crate::portone::cancel::{self, CancelBody, Circumstances, RefundAccount};
use crate::portone::errors::ApiError;
use crate::portone::settlement::{self, RefundEnd};
use crate::portone::wire::{Method, Trigger};
use crate::simulators::Running;

impl Running {
    /// Somebody cancels in PortOne's console; absent: everything left. A webhook goes out. What came in by a virtual
    /// account goes to the account that they type there.
    pub fn cancel_outside(
        &self,
        payment_id: &str,
        amount_won: Option<i64>,
    ) -> Result<(), ApiError> {
        self.world.act(|state, now| {
            let is_account = |method: &Method| matches!(method, Method::VirtualAccount(_));
            let method = state.book.get(payment_id)?.payment.method.as_ref();
            let body = CancelBody {
                amount: amount_won,
                refund_account: method.is_some_and(is_account).then(console_account),
                ..CancelBody::for_reason("관리자 콘솔 취소")
            };
            let circumstances = Circumstances {
                now,
                trigger: Trigger::Console,
                idempotency_key: None,
                verdict: None,
            };
            cancel::cancel(state, payment_id, &body, &circumstances).map(drop)
        })
    }

    /// The oldest refund that PortOne has accepted ends, paid out or failed.
    pub fn settle_refund(&self, payment_id: &str, paid_out: bool) -> Result<(), ApiError> {
        let end = if paid_out { RefundEnd::PaidOut } else { RefundEnd::Failed };
        self.world.act(|state, now| settlement::settle_pending(state, payment_id, None, end, now))
    }
}

fn console_account() -> RefundAccount {
    RefundAccount {
        bank: "SHINHAN".to_owned(),
        number: "110123456789".into(),
        holder_name: "김서연".into(),
        holder_phone_number: None,
    }
}
