//! The payments with names: stable ids for demos and tests, listed in `docs/simulator.md`.
//! Unless the name says otherwise they were paid yesterday or today, in the current KST month.

use chrono::{DateTime, Datelike, Months, TimeDelta, Utc};

use super::history::at_kst;
use super::methods::{self, CardSort, money};
use super::promotions;
use crate::clock::kst;
use crate::portone::blueprint::{self, Blueprint};
use crate::portone::book::Contract;
use crate::portone::cancel::{self, CancelBody, Circumstances, RefundAccount};
use crate::portone::receipts::ReceiptType;
use crate::portone::settlement::{self, RefundEnd};
use crate::portone::state::State;
use crate::portone::virtual_account;
use crate::portone::wire::{
    ChannelType, Customer, EasyPayFunding, Escrow, Method, PaymentStatus, Trigger,
};
use crate::private::Private;

/// Name and phone of who paid, in turn, so that the list does not show one person fifty times. The same
/// at every vendor: whoever pays by card this month gets a bill the next.
pub const PAYERS: [(&str, &str); 8] = [
    ("김서연", "010-2345-6789"),
    ("이도현", "010-3181-4402"),
    ("박하은", "010-4467-1935"),
    ("최민준", "010-5290-8814"),
    ("정유나", "010-6623-0071"),
    ("강지호", "010-7745-3328"),
    ("윤채원", "010-8802-5169"),
    ("남궁솔", "010-9914-7756"),
];
/// So far apart were two named payments of the same day paid.
const MINUTES_APART: i64 = 13;

/// Moments the named payments need.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    pub(super) now: DateTime<Utc>,
    month_start: DateTime<Utc>,
    pub(super) last_month: DateTime<Utc>,
    thirteen_months_ago: DateTime<Utc>,
}

impl Days {
    pub(super) fn around(now: DateTime<Utc>) -> Self {
        let today = kst(now).date_naive();
        let first = today.with_day(1).expect("every month has a first day");
        let month_start = at_kst(first, 0, 0, 1).min(now);
        Self {
            now,
            month_start,
            last_month: at_kst(first - TimeDelta::days(3), 15, 20, 0),
            thirteen_months_ago: at_kst(first - Months::new(13), 15, 20, 0),
        }
    }
}

impl Days {
    /// Yesterday or today, never before the first of the month.
    pub(super) fn recent(self, turn: usize) -> DateTime<Utc> {
        let minutes = i64::try_from(turn).unwrap_or(0) * MINUTES_APART;
        (self.now - TimeDelta::hours(8) - TimeDelta::minutes(minutes)).max(self.month_start)
    }

    /// Later than every payment of today.
    pub(super) fn after_all(self) -> DateTime<Utc> {
        (self.recent(0) + TimeDelta::hours(1)).min(self.now)
    }
}

/// Name and phone of who pays in turn.
pub(super) fn payer(turn: usize) -> (&'static str, &'static str) {
    PAYERS[turn % PAYERS.len()]
}

fn customer(turn: usize) -> Customer {
    let number = turn % PAYERS.len();
    let (name, phone) = payer(turn);
    Customer {
        id: Some(format!("student-demo-{}", number + 1)),
        name: Some(name.into()),
        email: Some(format!("parent{}@example.com", number + 1).as_str().into()),
        phone_number: Some(phone.into()),
        zipcode: None,
    }
}

pub(super) fn add(state: &mut State, now: DateTime<Utc>) {
    let days = Days::around(now);
    let all = [cards(days), accounts(days), phones(days), wallets(days), others(days), accidents()];
    for (turn, mut plan) in all.into_iter().flatten().enumerate() {
        plan.paid_at = plan.paid_at.or(Some(days.recent(turn)));
        plan.customer = customer(turn);
        let created = blueprint::create(state, &plan, days.now);
        debug_assert!(created.is_ok(), "the named payments are valid: {created:?}");
    }
    act_out(state, days);
}

fn cards(days: Days) -> Vec<Blueprint> {
    let by = |id: &str, won: i64, order: &str, issuer: usize, sort: CardSort| {
        let mut plan = named(id, won, order);
        plan.method = Some(methods::card(issuer, sort, usize::try_from(won).unwrap_or(0)));
        plan
    };
    let mut old = by("demo-card-old", 300_000, "수학 정규반", 4, CardSort::Credit);
    old.paid_at = Some(days.thirteen_months_ago);
    let mut tax_free = by("demo-tax-free", 280_000, "영어 회화", 0, CardSort::Credit);
    tax_free.tax_free_won = 280_000;
    let mut tax_mixed = by("demo-tax-mixed", 330_000, "영어 정규반 + 교재", 1, CardSort::Credit);
    tax_mixed.tax_free_won = 297_000;
    let mut debit_test = by("demo-test-debit", 50_000, "모의고사 응시료", 3, CardSort::Debit);
    debit_test.provider = "SMARTRO_V2".into();
    debit_test.channel_type = ChannelType::Test;
    let mut nice = by("demo-card-no-partial", 240_000, "국어 독해반", 5, CardSort::Credit);
    nice.provider = "NICE_V2".into();
    nice.contract = Contract { partial_cancel: false, ..Contract::default() };
    let mut ksnet = by("demo-ksnet-nine", 100_000, "교재비", 6, CardSort::Credit);
    ksnet.provider = "KSNET".into();
    ksnet.paid_at = Some(days.last_month);
    let mut percent = by("demo-promotion-percent", 300_000, "논술", 0, CardSort::Credit);
    percent.promotion_id = Some(promotions::PERCENT.into());
    let mut amount = by("demo-promotion-amount", 120_000, "수학 주말 특강", 2, CardSort::Credit);
    amount.promotion_id = Some(promotions::AMOUNT.into());
    vec![
        by("demo-card-full", 350_000, "수학 11월 정규반", 2, CardSort::Credit),
        by("demo-card-partial", 420_000, "수학 심화반", 3, CardSort::Credit),
        by("demo-card-debit", 180_000, "영어 회화", 9, CardSort::Debit),
        by("demo-card-gift", 90_000, "독서실 이용료", 1, CardSort::Gift),
        by("demo-card-corporate", 520_000, "초등 종합반", 0, CardSort::Corporate),
        by("demo-card-foreign", 290_000, "영어 회화", 5, CardSort::Visa),
        by("demo-card-cancelled", 150_000, "수학 주말 특강", 1, CardSort::Credit),
        by("demo-card-partial-cancelled", 420_000, "수학 심화반", 3, CardSort::Credit),
        old,
        tax_free,
        tax_mixed,
        debit_test,
        nice,
        ksnet,
        percent,
        amount,
    ]
}

fn accounts(days: Days) -> Vec<Blueprint> {
    let account = |id: &str, provider: &str, n: usize, issued_at: DateTime<Utc>| {
        let mut plan = named(id, 180_000, "과학 탐구");
        plan.provider = provider.into();
        plan.method = Some(methods::virtual_account("SHINHAN", n, PAYERS[0].0.into(), issued_at));
        plan.requested_at = Some(issued_at);
        plan
    };
    let recent = days.recent(0);
    let issued = recent - TimeDelta::hours(20);
    let mut paid = account("demo-va-paid", "TOSSPAYMENTS", 1, issued);
    paid.cash_receipt = Some(ReceiptType::Personal);
    let mut ksnet = account("demo-va-ksnet", "KSNET", 3, issued);
    ksnet.receipt_from_window = true;
    let mut no_contract = account("demo-va-no-contract", "NICE_V2", 4, issued);
    no_contract.contract = Contract { virtual_account_refund: false, ..Contract::default() };
    let mut waiting = account("demo-va-issued", "TOSSPAYMENTS", 5, recent);
    waiting.status = PaymentStatus::VirtualAccountIssued;
    let week_ago = days.now - TimeDelta::days(7);
    let mut expired = account("demo-va-expired", "TOSSPAYMENTS", 6, week_ago);
    expired.status = PaymentStatus::VirtualAccountIssued;
    expired.paid_at = Some(week_ago);
    let mut closed = account("demo-va-closed", "INICIS_V2", 7, recent);
    closed.status = PaymentStatus::VirtualAccountIssued;
    let mut transfer = named("demo-transfer", 260_000, "코딩 기초");
    transfer.method = Some(methods::transfer("KAKAO"));
    transfer.cash_receipt = Some(ReceiptType::Corporate);
    vec![
        paid,
        account("demo-va-smartro", "SMARTRO_V2", 2, issued),
        ksnet,
        no_contract,
        waiting,
        expired,
        closed,
        account("demo-va-refund-pending", "INICIS_V2", 8, issued),
        account("demo-va-refund-failed", "INICIS_V2", 9, issued),
        account("demo-refund-fails-va", "TOSSPAYMENTS", 10, issued),
        transfer,
    ]
}

fn phones(days: Days) -> Vec<Blueprint> {
    let phone = |id: &str, provider: &str, paid_at: DateTime<Utc>, next_month: bool| {
        let mut plan = named(id, 90_000, "독서실 이용료");
        plan.provider = provider.into();
        plan.method = Some(methods::phone(PAYERS[0].1.into()));
        plan.paid_at = Some(paid_at);
        plan.contract = Contract { next_month_phone_refund: next_month, ..Contract::default() };
        plan
    };
    vec![
        phone("demo-phone-this-month", "TOSSPAYMENTS", days.recent(40), false),
        phone("demo-phone-last-month", "TOSSPAYMENTS", days.last_month, false),
        phone("demo-phone-contract", "KCP_V2", days.last_month, true),
    ]
}

fn wallets(days: Days) -> Vec<Blueprint> {
    let by_card = || EasyPayFunding::Card(methods::card_method(0, CardSort::Credit, 77));
    let wallet = |id: &str, provider: &str, name: &str, funding: EasyPayFunding| {
        let mut plan = named(id, 210_000, "영어 정규반");
        plan.provider = provider.into();
        plan.method = Some(methods::easy_pay(name, funding));
        plan
    };
    let mut paypal = named("demo-paypal", 250_000, "온라인 강의 이용권");
    paypal.provider = "PAYPAL_V2".into();
    paypal.method = Some(methods::paypal());
    let mut waiting = Blueprint { id: "demo-pay-pending".into(), ..paypal.clone() };
    waiting.status = PaymentStatus::PayPending;
    waiting.paid_at = Some(days.recent(0));
    vec![
        wallet("demo-kakaopay-card", "KAKAOPAY", "KAKAOPAY", by_card()),
        wallet("demo-kakaopay-money", "KAKAOPAY", "KAKAOPAY", money()),
        wallet("demo-naverpay", "NAVERPAY", "NAVERPAY", by_card()),
        wallet("demo-tosspay", "TOSSPAY_V2", "TOSSPAY", money()),
        wallet("demo-payco", "TOSSPAYMENTS", "PAYCO", by_card()),
        wallet("demo-samsungpay", "INICIS_V2", "SAMSUNGPAY", by_card()),
        wallet("demo-wechat", "KICC_V2", "WECHAT", money()),
        paypal,
        waiting,
    ]
}

fn others(days: Days) -> Vec<Blueprint> {
    let paid_by = |id: &str, won: i64, provider: &str, method: Method| {
        let mut plan = named(id, won, "교재비");
        plan.provider = provider.into();
        plan.method = Some(method);
        plan
    };
    let mut escrow = named("demo-escrow", 66_000, "교재 세트 배송");
    escrow.provider = "NICE_V2".into();
    escrow.escrow =
        Some(Escrow::Registered { company: "CJ".into(), invoice_number: "600000000001".into() });
    let mut confirmed = Blueprint { id: "demo-escrow-confirmed".into(), ..escrow.clone() };
    confirmed.escrow = Some(Escrow::Confirmed {
        company: "CJ".into(),
        invoice_number: "600000000002".into(),
        is_automatically_confirmed: false,
    });
    let mut failed = named("demo-failed", 350_000, "수학 정규반");
    failed.status = PaymentStatus::Failed;
    let mut ready = named("demo-ready", 350_000, "수학 정규반");
    ready.status = PaymentStatus::Ready;
    let store = methods::convenience_store(123_456, days.now + TimeDelta::days(3));
    let gift = methods::gift_certificate("CULTURELAND", 11);
    vec![
        paid_by("demo-gift-certificate", 50_000, "TOSSPAYMENTS", gift),
        paid_by("demo-convenience-store", 30_000, "INICIS_JP", store),
        paid_by("demo-crypto", 300_000, "TRIPLE_A", Method::Crypto),
        escrow,
        confirmed,
        failed,
        ready,
    ]
}

/// Ids that ask for a fault on every cancel, or once.
fn accidents() -> Vec<Blueprint> {
    [
        "demo-timeout-after",
        "demo-timeout-before-once",
        "demo-drop-after",
        "demo-http-500-once",
        "demo-http-503-once",
        "demo-http-500-after",
        "demo-slow-3000",
        "demo-failed-200",
        "demo-pg-refused",
        "demo-webhook-lost",
        "demo-webhook-late",
        "demo-webhook-duplicate",
    ]
    .map(|id| named(id, 200_000, "영어 회화"))
    .into()
}

fn named(id: &str, amount_won: i64, order_name: &str) -> Blueprint {
    Blueprint { order_name: order_name.into(), ..Blueprint::new(id, amount_won) }
}

/// What has already happened to some of them.
fn act_out(state: &mut State, days: Days) {
    let recently = days.after_all();
    let cancelled = [
        (recently, "demo-card-cancelled", None, "중복 결제"),
        (recently, "demo-card-partial-cancelled", Some(120_000), "반 변경으로 재결제"),
        (recently, "demo-va-refund-pending", None, "수강 취소 요청"),
        (recently, "demo-va-refund-failed", None, "수강 취소 요청"),
    ];
    let nine_partials = (1..=9).map(|hour| {
        let at = days.last_month + TimeDelta::hours(hour);
        (at, "demo-ksnet-nine", Some(1_000), "교재 반품")
    });
    for (now, payment_id, amount, reason) in cancelled.into_iter().chain(nine_partials) {
        let body = CancelBody {
            amount,
            refund_account: Some(RefundAccount {
                bank: "KOOKMIN".into(),
                number: Private::from("92340101234567"),
                holder_name: PAYERS[0].0.into(),
                holder_phone_number: Some(PAYERS[0].1.into()),
            }),
            ..CancelBody::for_reason(reason)
        };
        let circumstances =
            Circumstances { now, trigger: Trigger::Api, idempotency_key: None, verdict: None };
        let outcome = cancel::cancel(state, payment_id, &body, &circumstances);
        debug_assert!(outcome.is_ok(), "{payment_id} can be cancelled: {outcome:?}");
    }
    let at = days.after_all();
    let failed =
        settlement::settle_pending(state, "demo-va-refund-failed", None, RefundEnd::Failed, at);
    let closed = virtual_account::close(state, "demo-va-closed", at);
    debug_assert!(failed.is_ok() && closed.is_ok(), "both were waiting");
}
