//! Terminals behind the trait: what is handed over, what is refused before, what silence means.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use desk_domain::amounts::Amounts;
use desk_domain::cancellation::{
    Cancellation, CancellationKind, CancellationOrigin, CancellationState, ReasonCode,
};
use desk_domain::payment::{
    Agreement, BookStatus, CashReceiptState, Channel, Customer, GatewayStatus, Method,
    MethodDetail, Payment,
};
use desk_domain::terminal::TerminalTask;
use desk_domain::{CancellationId, MerchantId, PaymentId, TerminalId, Timestamp, Won};
use desk_gateway::terminal::{
    Approval, ApprovalBook, ApprovalFound, BookUnreadable, BookedApproval, Ending, Errand,
    LineError, TerminalLine, Terminals,
};
use desk_gateway::{CancelOrder, CancelOutcome, FoundCancellationState, Gateway, ReadError};

use crate::portone_wire::order;

/// 2026-11-03 00:30 in Seoul, the day before in UTC.
const PAID_AT: &str = "2026-11-03T00:30:00+09:00";
const PRICE: Won = Won(300_000);

fn at(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

fn payment(method: Method) -> Payment {
    Payment {
        rebilled: Won::ZERO,
        id: PaymentId::from_bits(1),
        merchant_id: MerchantId::from_bits(1),
        channel: Channel::Terminal,
        channel_id: None,
        gateway_payment_id: "T-1".into(),
        customer: Customer::default(),
        order_name: "수학 11월".into(),
        method,
        method_detail: MethodDetail::default(),
        amounts: Amounts { paid: PRICE, cancelled: Won::ZERO, reserved: PRICE },
        tax_free: Won::ZERO,
        cancelled_tax_free: Won::ZERO,
        cash_receipt: CashReceiptState::None,
        book_status: BookStatus::Paid,
        gateway_status: GatewayStatus::Paid,
        gateway_checked_at: None,
        gateway_cancelled: Won::ZERO,
        gateway_amount: None,
        file_amount: None,
        watch_until: None,
        agreement: Agreement::Agrees,
        requested_at: at(PAID_AT),
        paid_at: Some(at(PAID_AT)),
        cancelled_at: None,
        approval_number: Some("30012345".into()),
        receipt_url: None,
        version: 1,
    }
}

fn cancellation(state: CancellationState) -> Cancellation {
    Cancellation {
        id: CancellationId::from_bits(7),
        payment_id: PaymentId::from_bits(1),
        merchant_id: MerchantId::from_bits(1),
        kind: CancellationKind::Full,
        origin: CancellationOrigin::Desk,
        amount: PRICE,
        tax_free: None,
        retain_option: None,
        state,
        reason_code: ReasonCode::CustomerRequest,
        note: String::new(),
        requested_by: None,
        requested_at: at(PAID_AT),
        withdraw_until: None,
        sent_at: Some(at(PAID_AT)),
        settled_at: None,
        accepted_at: None,
        gateway_cancellation_id: None,
        gateway_key: "key".into(),
        expected_cancellable: PRICE,
        refund_account_hint: None,
        holder_differs: false,
        failure: None,
        quiet_since: None,
        attention: None,
        receipt_url: None,
        terminal_id: Some(TerminalId::from_bits(3)),
        outside: None,
    }
}

#[derive(Debug)]
struct Book(BookedApproval);

#[async_trait]
impl ApprovalBook for Book {
    async fn booked(&self, id: &str) -> Result<Option<BookedApproval>, BookUnreadable> {
        Ok((id == self.0.payment.gateway_payment_id).then(|| self.0.clone()))
    }
}

/// A line whose agent says always the same.
#[derive(Debug)]
struct Line {
    carried: Result<Ending, LineError>,
    asked: Result<Ending, LineError>,
    told: Result<Option<ApprovalFound>, LineError>,
    errands: Mutex<Vec<Errand>>,
}

impl Default for Line {
    fn default() -> Self {
        let offline = LineError::Offline;
        let errands = Mutex::default();
        Self { carried: Err(offline), asked: Err(offline), told: Err(offline), errands }
    }
}

#[async_trait]
impl TerminalLine for Line {
    async fn carry_out(&self, errand: &Errand) -> Result<Ending, LineError> {
        self.errands.lock().unwrap().push(errand.clone());
        self.carried.clone()
    }

    async fn ask(&self, _: &TerminalId, _: &CancellationId) -> Result<Ending, LineError> {
        self.asked.clone()
    }

    async fn inquire(
        &self,
        _: &TerminalId,
        _: &Approval,
    ) -> Result<Option<ApprovalFound>, LineError> {
        self.told.clone()
    }
}

fn terminals(line: Line, method: Method, state: CancellationState) -> (Terminals, Arc<Line>) {
    let line = Arc::new(line);
    let book = BookedApproval {
        payment: payment(method),
        cancellations: vec![cancellation(state)],
        terminals: vec![TerminalId::from_bits(3)],
    };
    (Terminals::new(Arc::<Line>::clone(&line), Arc::new(Book(book))), line)
}

fn whole() -> CancelOrder {
    let reference = CancellationId::from_bits(7).to_string();
    CancelOrder { amount: PRICE, expected_cancellable: PRICE, reference, ..order("T-1") }
}

#[tokio::test]
async fn the_errand_is_made_of_the_book() {
    for (method, task) in [
        (Method::Card, TerminalTask::CancelCard),
        (Method::CashReceipt, TerminalTask::CancelCashReceipt),
        (Method::BankTransferReceipt, TerminalTask::CancelCashReceipt),
    ] {
        let (terminals, line) = terminals(Line::default(), method, CancellationState::Sent);
        terminals.cancel(&whole()).await;
        let errands = line.errands.lock().unwrap();
        assert_eq!((errands.len(), errands[0].task), (1, task));
        assert_eq!(errands[0].approval.approved_on.to_string(), "2026-11-03");
        assert_eq!(errands[0].approval.number, "30012345");
    }
}

#[tokio::test]
async fn what_a_terminal_cannot_be_told_is_refused_before_anything_leaves() {
    let part = CancelOrder { amount: Won(1_000), ..whole() };
    let nobodys = CancelOrder { reference: CancellationId::from_bits(8).to_string(), ..whole() };
    for (order, method, code) in [
        (part, Method::Card, "not_offered"),
        (nobodys, Method::Card, "no_terminal"),
        (whole(), Method::Mobile, "not_offered"),
        (CancelOrder { gateway_payment_id: "T-2".into(), ..whole() }, Method::Card, "not_begun"),
    ] {
        let (terminals, line) = terminals(Line::default(), method, CancellationState::Sent);
        let CancelOutcome::Refused(words) = terminals.cancel(&order).await else {
            panic!("{code}")
        };
        assert_eq!(words.code, code);
        assert!(line.errands.lock().unwrap().is_empty(), "{code}");
    }
}

#[tokio::test]
async fn only_what_never_left_is_refused_for_want_of_a_line() {
    for (error, code) in [
        (LineError::Offline, Some("AGENT_OFFLINE")),
        (LineError::Busy, Some("TERMINAL_BUSY")),
        (LineError::Silent, None),
    ] {
        let line = Line { carried: Err(error), ..Line::default() };
        let (terminals, _) = terminals(line, Method::Card, CancellationState::Sent);
        match (terminals.cancel(&whole()).await, code) {
            (CancelOutcome::Refused(words), Some(code)) => assert_eq!(words.code, code),
            (CancelOutcome::Unknown { words: None, .. }, None) => {}
            (outcome, _) => panic!("{error}: {outcome:?}"),
        }
    }
}

#[tokio::test]
async fn the_journals_last_word_needs_no_device() {
    let done = Ending::Done { approval_number: "40054321".into(), approved_at: at(PAID_AT) };
    let line = Line { asked: Ok(done), ..Line::default() };
    let (terminals, _) = terminals(line, Method::Card, CancellationState::Unknown);
    let found = terminals.find("T-1").await.unwrap();
    assert_eq!((found.status, found.cancelled), (GatewayStatus::Cancelled, PRICE));
    let listed = &found.cancellations[0];
    assert_eq!(listed.state, FoundCancellationState::Succeeded);
    assert!(listed.reason.contains(CancellationId::from_bits(7).as_str()), "{listed:?}");
}

#[tokio::test]
async fn a_device_that_cannot_tell_is_not_a_vendor_that_is_away() {
    let unknown = || Ok(Ending::Unknown { why: "power cut".into() });
    let line = Line { asked: unknown(), told: Ok(None), ..Line::default() };
    let (blind, _) = terminals(line, Method::Card, CancellationState::Unknown);
    assert!(matches!(blind.find("T-1").await, Err(ReadError::Untold(_))));
    let line = Line { asked: unknown(), ..Line::default() };
    let (away, _) = terminals(line, Method::Card, CancellationState::Unknown);
    assert!(matches!(away.find("T-1").await, Err(ReadError::Unavailable(_))));
}
