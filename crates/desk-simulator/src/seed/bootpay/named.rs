//! Bootpay's payments with names, listed in `docs/simulator.md`. Unless the name says otherwise
//! they were paid yesterday or today, in the current KST month.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::named::{Days, payer};
use super::card;
use crate::bootpay::cancel::{self, CancelOrder, Circumstances};
use crate::bootpay::{
    BankAccount, Blueprint, Card, CardSort, Contract, Customer, Method, OutsideCancel, ReceiptKind,
    RefundAccount, Scene, Status, Via, VirtualAccount, Wallet, create, outside,
};
use crate::faults::FaultKind;

pub(super) fn add(scene: &mut Scene<'_>) {
    let days = Days::around(scene.now);
    let all = [cards(), agreements(), accounts(days), phones(days), wallets(), tests(days)];
    let all = all.into_iter().flatten().chain(unpaid()).chain(accidents());
    for (turn, mut plan) in all.enumerate() {
        plan.paid_at = plan.paid_at.or(Some(days.recent(turn)));
        plan.customer = customer(turn);
        let created = create(scene.state, &plan, scene.now);
        debug_assert!(created.is_ok(), "the named payments are valid: {created:?}");
    }
    act_out(scene, days);
}

fn customer(turn: usize) -> Customer {
    let (name, phone) = payer(turn);
    Customer {
        id: format!("student-bootpay-{turn}"),
        name: name.into(),
        phone: phone.replace('-', "").as_str().into(),
        email: format!("parent{turn}@example.com").as_str().into(),
    }
}

fn named(order_id: &str, won: i64, pg: &str, order_name: &str) -> Blueprint {
    Blueprint {
        pg: pg.into(),
        order_name: order_name.into(),
        method: Method::Card(card(order_id.len())),
        ..Blueprint::new(order_id, won)
    }
}

/// One card at every PG, and the cards that cancel differently.
fn cards() -> Vec<Blueprint> {
    let mut tax_mixed = named("bootpay-tax-mixed", 330_000, "kcp", "영어 정규반 + 교재");
    tax_mixed.tax_free_won = 297_000;
    let mut tax_free = named("bootpay-tax-free", 280_000, "inicis", "영어 회화");
    tax_free.tax_free_won = 280_000;
    let mut gift = named("bootpay-card-gift", 90_000, "nicepay", "독서실 이용료");
    gift.method = Method::Card(Card { sort: CardSort::Gift, ..card(3) });
    let mut check = named("bootpay-card-check", 180_000, "danal", "영어 회화");
    check.method = Method::Card(Card { sort: CardSort::Check, ..card(4) });
    vec![
        named("bootpay-card-full", 350_000, "nicepay", "수학 정규반"),
        named("bootpay-card-partial", 420_000, "kcp", "수학 심화반"),
        named("bootpay-card-inicis", 240_000, "inicis", "국어 독해반"),
        named("bootpay-card-danal", 120_000, "danal", "수학 주말 특강"),
        named("bootpay-card-payletter", 150_000, "payletter", "온라인 강의 이용권"),
        named("bootpay-card-toss", 260_000, "toss", "코딩 기초"),
        named("bootpay-card-ksnet", 210_000, "ksnet", "과학 탐구"),
        named("bootpay-card-welcome", 190_000, "welcome", "논술"),
        named("bootpay-card-payapp", 60_000, "payapp", "차량 이용료"),
        named("bootpay-card-cancelled", 150_000, "nicepay", "수학 주말 특강"),
        named("bootpay-card-partial-cancelled", 420_000, "inicis", "수학 심화반"),
        named("bootpay-cancelled-at-pg", 200_000, "kcp", "영어 정규반"),
        named("bootpay-partial-at-pg", 300_000, "kcp", "초등 종합반"),
        named("bootpay-cancel-failed", 200_000, "danal", "영어 정규반"),
        check,
        gift,
        tax_free,
        tax_mixed,
    ]
}

/// What the merchant has, or has not, agreed with the PG.
fn agreements() -> Vec<Blueprint> {
    let with = |order_id: &str, pg: &str, contract: Contract| Blueprint {
        contract,
        ..named(order_id, 240_000, pg, "국어 독해반")
    };
    let usual = Contract::default;
    vec![
        with("bootpay-no-partial", "nicepay", Contract { partial_cancel: false, ..usual() }),
        with("bootpay-kcp-address", "kcp", Contract { kcp_address: false, ..usual() }),
        with(
            "bootpay-settlement-short",
            "inicis",
            Contract { settlement_due_won: Some(100_000), ..usual() },
        ),
        with(
            "bootpay-cancel-limit",
            "danal",
            Contract { cancel_limit_won: Some(200_000), ..usual() },
        ),
    ]
}

fn accounts(days: Days) -> Vec<Blueprint> {
    let account = |order_id: &str, pg: &str, issued_at: DateTime<Utc>| Blueprint {
        method: Method::VirtualAccount(VirtualAccount {
            expired_at: Some(issued_at + TimeDelta::days(3)),
            ..VirtualAccount::default()
        }),
        ..named(order_id, 360_000, pg, "방학 집중 특강")
    };
    let issued = days.recent(0);
    let week_ago = days.now - TimeDelta::days(7);
    let mut paid = account("bootpay-va-paid", "kcp", issued);
    paid.cash_receipt = Some(ReceiptKind::Personal);
    let mut no_contract = account("bootpay-va-no-contract", "nicepay", issued);
    no_contract.contract.virtual_account_refund = false;
    let mut waiting = account("bootpay-va-issued", "inicis", issued);
    waiting.status = Status::AccountIssued;
    let mut expired = account("bootpay-va-expired", "inicis", week_ago);
    expired.status = Status::AccountIssued;
    expired.paid_at = Some(week_ago);
    let mut withdrawn = account("bootpay-va-withdrawn", "kcp", week_ago);
    withdrawn.status = Status::AccountWithdrawn;
    withdrawn.paid_at = Some(week_ago);
    let mut transfer = named("bootpay-transfer", 260_000, "kcp", "코딩 기초");
    transfer.method = Method::Bank(BankAccount { bank_code: "090".into(), ..Default::default() });
    transfer.cash_receipt = Some(ReceiptKind::Corporate);
    vec![
        paid,
        account("bootpay-va-inicis", "inicis", issued),
        account("bootpay-va-refunded", "kcp", issued),
        no_contract,
        waiting,
        expired,
        withdrawn,
        transfer,
    ]
}

fn phones(days: Days) -> Vec<Blueprint> {
    let phone = |order_id: &str, paid_at: Option<DateTime<Utc>>| Blueprint {
        method: Method::Phone { number: "01023456789".into() },
        paid_at,
        ..named(order_id, 90_000, "danal", "독서실 이용료")
    };
    vec![
        phone("bootpay-phone-this-month", None),
        phone("bootpay-phone-last-month", Some(days.last_month)),
    ]
}

fn wallets() -> Vec<Blueprint> {
    let wallet = |order_id: &str, pg: &str, wallet: Wallet, by_card: bool| Blueprint {
        method: Method::Wallet { wallet, card: by_card.then(|| card(5)) },
        ..named(order_id, 210_000, pg, "영어 정규반")
    };
    vec![
        wallet("bootpay-kakaopay-card", "kakao", Wallet::Kakao, true),
        wallet("bootpay-kakaopay-money", "kakao", Wallet::Kakao, false),
        wallet("bootpay-payco", "payco", Wallet::Payco, true),
        wallet("bootpay-payco-point", "payco", Wallet::Payco, false),
        wallet("bootpay-naverpay", "naverpay", Wallet::Naver, true),
        wallet("bootpay-naverpay-point", "naverpay", Wallet::Naver, false),
        wallet("bootpay-toss-money", "toss", Wallet::Toss, false),
    ]
}

/// Test mode: the PG cancels by itself, and virtual accounts cannot be cancelled at all.
fn tests(days: Days) -> Vec<Blueprint> {
    let test = |order_id: &str| Blueprint {
        sandbox: true,
        // Not yesterday, or the PG has cancelled it in the night.
        paid_at: Some(days.now - TimeDelta::minutes(5)),
        ..named(order_id, 50_000, "nicepay", "모의고사 응시료")
    };
    let mut account = test("bootpay-test-va");
    account.method = Method::VirtualAccount(VirtualAccount::default());
    let mut swept = test("bootpay-test-swept");
    swept.paid_at = Some(days.now - TimeDelta::days(2));
    vec![test("bootpay-test-card"), swept, account]
}

fn unpaid() -> Vec<Blueprint> {
    [
        ("bootpay-waiting", Status::Waiting),
        ("bootpay-unconfirmed", Status::Unconfirmed),
        ("bootpay-confirming", Status::Confirming),
        ("bootpay-failed", Status::Failed),
        ("bootpay-confirm-failed", Status::ConfirmFailed),
    ]
    .map(|(order_id, status)| Blueprint {
        status,
        ..named(order_id, 350_000, "nicepay", "수학 정규반")
    })
    .into()
}

/// Order numbers that ask for a fault on every cancel, or once.
fn accidents() -> Vec<Blueprint> {
    [
        "bootpay-sim-timeout-after",
        "bootpay-sim-timeout-before-once",
        "bootpay-sim-drop-after",
        "bootpay-sim-http-500-once",
        "bootpay-sim-http-503-once",
        "bootpay-sim-http-500-after",
        "bootpay-sim-slow-3000",
        "bootpay-sim-failed-200",
        "bootpay-sim-pg-refused",
        "bootpay-sim-webhook-lost",
        "bootpay-sim-webhook-late",
        "bootpay-sim-webhook-duplicate",
    ]
    .map(|order_id| named(order_id, 200_000, "kcp", "영어 회화"))
    .into()
}

/// What has already happened to some of them.
fn act_out(scene: &mut Scene<'_>, days: Days) {
    let now = scene.now;
    scene.now = days.after_all();
    let outside = [
        ("bootpay-card-cancelled", Via::Admin, None),
        ("bootpay-card-partial-cancelled", Via::Admin, Some(120_000)),
        ("bootpay-va-refunded", Via::Admin, None),
        ("bootpay-cancelled-at-pg", Via::PgSite, None),
        ("bootpay-partial-at-pg", Via::PgSite, Some(100_000)),
    ];
    for (order_id, via, amount_won) in outside {
        let order = OutsideCancel {
            via,
            amount_won,
            reason: Some("중복 결제".into()),
            refund_account: Some(RefundAccount {
                bank_code: "004".into(),
                number: "92340101234567".into(),
                holder: "김서연".into(),
            }),
            ..OutsideCancel::default()
        };
        let cancelled = outside::cancel(scene, order_id, &order);
        debug_assert!(cancelled.is_ok(), "{order_id} can be cancelled: {cancelled:?}");
    }
    let fails = Circumstances::api(Some(FaultKind::Failed200));
    let failed = scene
        .receipt_id("bootpay-cancel-failed")
        .and_then(|receipt_id| cancel::cancel(scene, &receipt_id, &CancelOrder::default(), &fails));
    debug_assert!(failed.is_ok(), "it was paid: {failed:?}");
    scene.now = now;
}
