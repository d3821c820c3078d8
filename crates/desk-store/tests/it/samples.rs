//! Payments and cancellations to try things on. Every number in an id is the test's own.

use desk_domain::cancellation::{
    Cancellation, CancellationKind, CancellationOrigin, CancellationState, ReasonCode,
    RefundArrival, RetainOption, VendorWords,
};
use desk_domain::payment::{
    CardDetail, CashReceiptState, Channel, Customer, GatewayStatus, Method, MethodDetail,
};
use desk_domain::{CancellationId, MerchantId, PaymentId, StaffId, Timestamp, Won};
use desk_store::{
    Booked, InFlight, Intent, NewCancellation, OutsideCancellations, PaymentSnapshot, Requested,
    Settlement, SnapshotCancellation, SnapshotCancellationState, Source,
};

use crate::fixture::Fixture;

/// 2026-11-03T14:05:00+09:00.
pub(crate) const NOW: Timestamp = Timestamp(1_793_682_300_000_000);

pub(crate) fn merchant() -> MerchantId {
    MerchantId::from_bits(1)
}

pub(crate) fn other_merchant() -> MerchantId {
    MerchantId::from_bits(2)
}

pub(crate) fn cashier() -> StaffId {
    StaffId::from_bits(1)
}

pub(crate) fn later(seconds: i64) -> Timestamp {
    NOW.plus_seconds(seconds)
}

/// What a payment says of such a cancellation, with which nothing is wrong.
pub(crate) fn running(id: &CancellationId, state: CancellationState) -> InFlight {
    InFlight { id: id.clone(), state, attention: None }
}

/// A card payment of 10,000 won, paid a day before `NOW`.
pub(crate) fn paid(number: u128) -> PaymentSnapshot {
    PaymentSnapshot {
        source: Source::Vendor { over: None },
        new_id: PaymentId::from_bits(number),
        merchant_id: merchant(),
        channel: Channel::Portone,
        channel_id: None,
        gateway_payment_id: format!("order-{number}"),
        customer: Customer {
            id: None,
            name: Some("홍길동".to_owned()),
            phone: Some("010-1234-5678".to_owned()),
        },
        order_name: "고2 수학 정규반".to_owned(),
        method: Method::Card,
        method_detail: MethodDetail {
            card: Some(CardDetail {
                number_masked: Some("433012******1234".to_owned()),
                ..CardDetail::default()
            }),
            ..MethodDetail::default()
        },
        amount: Won(10_000),
        tax_free: Won(4_000),
        cancelled: Won::ZERO,
        cancelled_tax_free: Won::ZERO,
        cash_receipt: CashReceiptState::None,
        gateway_status: GatewayStatus::Paid,
        requested_at: later(-86_460),
        paid_at: Some(later(-86_400)),
        cancelled_at: None,
        approval_number: Some("30012345".to_owned()),
        receipt_url: None,
        cancellations: Vec::new(),
    }
}

/// A virtual account that nobody has paid into.
pub(crate) fn waiting(number: u128) -> PaymentSnapshot {
    PaymentSnapshot {
        method: Method::VirtualAccount,
        method_detail: MethodDetail::default(),
        gateway_status: GatewayStatus::WaitingForDeposit,
        paid_at: None,
        approval_number: None,
        ..paid(number)
    }
}

/// The payment after the vendor cancelled `amount` of it, an hour before `NOW`.
pub(crate) fn cancelled_outside(number: u128, amount: Won) -> PaymentSnapshot {
    let listed = outside_cancellation(number, SnapshotCancellationState::Succeeded, amount);
    let whole = amount == Won(10_000);
    PaymentSnapshot {
        cancelled: amount,
        gateway_status: if whole {
            GatewayStatus::Cancelled
        } else {
            GatewayStatus::PartiallyCancelled
        },
        cancelled_at: listed.cancelled_at,
        cancellations: vec![listed],
        ..paid(number)
    }
}

pub(crate) fn outside_cancellation(
    number: u128,
    state: SnapshotCancellationState,
    amount: Won,
) -> SnapshotCancellation {
    SnapshotCancellation {
        new_id: CancellationId::from_bits(1_000_000 + number),
        gateway_cancellation_id: format!("outside-{number}"),
        state,
        amount,
        tax_free: Won::ZERO,
        reason_code: ReasonCode::Other,
        note: "관리자 콘솔에서 취소".to_owned(),
        reference: None,
        requested_at: later(-3_600),
        cancelled_at: (state == SnapshotCancellationState::Succeeded).then(|| later(-3_599)),
        receipt_url: None,
        arrival: RefundArrival::Unsaid,
        requested_by: None,
    }
}

/// A click by the cashier on payment `payment`, as it stands: version 1, 10,000 won left.
pub(crate) fn click(payment: u128, number: u128, amount: i64) -> NewCancellation {
    let id = CancellationId::from_bits(number);
    NewCancellation {
        cancellation: Cancellation {
            payment_id: PaymentId::from_bits(payment),
            merchant_id: merchant(),
            kind: if amount == 10_000 { CancellationKind::Full } else { CancellationKind::Partial },
            origin: CancellationOrigin::Desk,
            amount: Won(amount),
            tax_free: None,
            retain_option: Some(RetainOption::Retain),
            state: CancellationState::Requested,
            reason_code: ReasonCode::CustomerRequest,
            note: String::new(),
            requested_by: Some(cashier()),
            requested_at: NOW,
            withdraw_until: Some(later(5)),
            sent_at: None,
            settled_at: None,
            accepted_at: None,
            gateway_cancellation_id: None,
            gateway_key: id.to_string(),
            expected_cancellable: Won(10_000),
            refund_account_hint: Some("6789".to_owned()),
            holder_differs: true,
            failure: None,
            quiet_since: None,
            attention: None,
            receipt_url: None,
            terminal_id: None,
            outside: None,
            id,
        },
        sealed_refund_account: Some(b"sealed".to_vec()),
        intent: Intent { key: format!("key-{number}"), fingerprint: format!("body-{number}") },
        send_at: later(5),
        payment_version: 1,
        closes_duty: false,
    }
}

pub(crate) fn succeeded(gateway_id: &str) -> Settlement {
    Settlement::Succeeded {
        gateway_cancellation_id: Some(gateway_id.to_owned()),
        receipt_url: None,
    }
}

/// Nobody answered.
pub(crate) fn unanswered(check_at: Timestamp) -> Settlement {
    let why = "read timed out".to_owned();
    Settlement::Unknown { why, words: None, quiet_since: None, check_at }
}

/// Nothing has shown it for as long as anybody waits.
pub(crate) fn unproven() -> Settlement {
    Settlement::Unproven { words: pg_words(), check_at: later(3_600) }
}

/// A fault of the PG.
pub(crate) fn pg_words() -> VendorWords {
    VendorWords {
        code: "PG_PROVIDER".to_owned(),
        message: "PG사 오류".to_owned(),
        pg_code: Some("2015".to_owned()),
        pg_message: None,
    }
}

impl Fixture {
    pub(crate) async fn book(&self, snapshot: &PaymentSnapshot) -> Booked {
        self.book_read(&self.read_now(snapshot).await, OutsideCancellations::Adopt).await
    }

    pub(crate) async fn notice(&self, snapshot: &PaymentSnapshot) -> Booked {
        self.book_read(&self.read_now(snapshot).await, OutsideCancellations::Notice).await
    }

    /// Books a read as it is, whenever it began.
    pub(crate) async fn book_read(
        &self,
        snapshot: &PaymentSnapshot,
        outside: OutsideCancellations,
    ) -> Booked {
        self.store.book_payment(snapshot, outside, "system", NOW).await.unwrap().1
    }

    /// The snapshot as a read that begins now.
    pub(crate) async fn read_now(&self, snapshot: &PaymentSnapshot) -> PaymentSnapshot {
        let known = self.store.payment_at_gateway(&snapshot.place()).await.unwrap();
        let source = Source::Vendor { over: known.map(|row| row.payment.version) };
        PaymentSnapshot { source, ..snapshot.clone() }
    }

    pub(crate) async fn payment(&self, number: u128) -> desk_domain::payment::Payment {
        let id = PaymentId::from_bits(number);
        self.store.payment(&id).await.unwrap().unwrap().payment
    }

    pub(crate) async fn cancellation(&self, id: &CancellationId) -> Cancellation {
        self.store.cancellation(id).await.unwrap().unwrap().cancellation
    }

    /// Clicks, and expects the click to be taken.
    pub(crate) async fn click(&self, new: &NewCancellation) -> CancellationId {
        let outcome = self.store.request_cancellation(new).await.unwrap();
        assert!(matches!(outcome, Requested::Created(_)), "{outcome:?}");
        new.cancellation.id.clone()
    }

    /// The same, on the payment as it stands now.
    pub(crate) async fn click_again(&self, mut new: NewCancellation) -> CancellationId {
        let id = &new.cancellation.payment_id;
        let payment = self.store.payment(id).await.unwrap().unwrap().payment;
        new.payment_version = payment.version;
        new.cancellation.expected_cancellable = payment.cancellable();
        self.click(&new).await
    }

    /// What was written down of a cancellation, oldest first.
    pub(crate) async fn actions(&self, id: &CancellationId) -> Vec<String> {
        let story = self.store.story_of_cancellation(id).await.unwrap();
        story.into_iter().map(|line| line.action).collect()
    }

    /// A click that is sent.
    pub(crate) async fn send(&self, new: &NewCancellation) -> CancellationId {
        let id = self.click(new).await;
        assert!(self.store.begin_sending(&id, later(5)).await.unwrap().is_some());
        id
    }
}
