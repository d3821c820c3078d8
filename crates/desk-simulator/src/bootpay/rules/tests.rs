use super::*;
use crate::bootpay::blueprint::{Blueprint, stored};
use crate::bootpay::{Card, Contract, RefundAccount, VirtualAccount, Wallet};

/// Noon of the twenty-first, KST; payments were made an hour earlier.
const NOW: &str = "2026-11-21T03:00:00Z";
const PAID: &str = "2026-11-21T02:00:00Z";
/// 23:59:59 KST of the last day of the payment's month, and the second after it.
const LAST_SECOND: &str = "2026-11-30T14:59:59Z";
const NEXT_MONTH: &str = "2026-11-30T15:00:00Z";

fn paid(change: impl FnOnce(&mut Blueprint)) -> Stored {
    let mut plan = Blueprint::new("order", 100_000);
    plan.paid_at = Some(PAID.parse().unwrap());
    change(&mut plan);
    stored(&plan, PAID.parse().unwrap())
}

fn outcome(stored: &Stored, order: &CancelOrder, now: &str) -> Result<(), ApiError> {
    check(&PgRequest {
        stored,
        order,
        won: order.amount.unwrap_or(stored.remaining_won()),
        partial_above_won: 1_000,
        now: now.parse().unwrap(),
    })
}

/// `refused` is the code of the PG, empty where Bootpay itself refuses.
#[track_caller]
fn verify(stored: &Stored, amount: Option<i64>, refused: Option<&str>) {
    let order = CancelOrder { amount, ..CancelOrder::default() };
    let outcome = outcome(stored, &order, NOW).map_err(|error| error.pg_code.unwrap_or(""));
    assert_eq!(outcome.err(), refused, "{} {:?} {amount:?}", stored.pg, stored.method);
}

#[test]
fn only_seven_pgs_cancel_in_parts() {
    for pg in &pg::PGS {
        let stored = paid(|plan| plan.pg = pg.alias.into());
        verify(&stored, Some(99_999), (!pg.cancels_in_parts).then_some(""));
        verify(&stored, Some(100_000), None);
        verify(&stored, None, None);
    }
    let in_parts: Vec<_> = pg::PGS.iter().filter(|pg| pg.cancels_in_parts).collect();
    assert_eq!(in_parts.len(), 7);
}

#[test]
fn a_part_must_be_more_than_a_thousand_won() {
    verify(&paid(|_| {}), Some(1_000), Some(""));
    verify(&paid(|_| {}), Some(1_001), None);
    let small = paid(|plan| plan.amount_won = 1_000);
    verify(&small, Some(1_000), None);
    let mut nearly_gone = paid(|_| {});
    nearly_gone.cancelled_price = 99_500;
    verify(&nearly_gone, Some(500), Some(""));
    verify(&nearly_gone, None, None);
}

#[test]
fn some_money_never_goes_back_in_parts() {
    let gift = Card { sort: CardSort::Gift, ..Card::default() };
    verify(
        &paid(|plan| plan.method = Method::Card(gift.clone())),
        Some(50_000),
        Some("PARTIAL_OF_GIFT_CARD"),
    );
    verify(&paid(|plan| plan.method = Method::Card(gift.clone())), None, None);
    let by_gift = |plan: &mut Blueprint| {
        plan.method = Method::Wallet { wallet: Wallet::Payco, card: Some(gift.clone()) };
    };
    verify(&paid(by_gift), Some(50_000), Some("PARTIAL_OF_GIFT_CARD"));
    let phone = |plan: &mut Blueprint| plan.method = Method::Phone { number: "010".into() };
    verify(&paid(phone), Some(50_000), Some("PARTIAL_OF_PHONE"));
    let contract = Contract { partial_cancel: false, ..Contract::default() };
    verify(
        &paid(|plan| plan.contract = contract.clone()),
        Some(50_000),
        Some("PARTIAL_NOT_CONTRACTED"),
    );
}

#[test]
fn a_phone_payment_is_cancelled_in_its_korean_month() {
    let stored = paid(|plan| plan.method = Method::Phone { number: "010".into() });
    let order = CancelOrder::default();
    assert_eq!(outcome(&stored, &order, LAST_SECOND), Ok(()));
    let late = outcome(&stored, &order, NEXT_MONTH).unwrap_err();
    assert_eq!(late.pg_code, Some("PHONE_OTHER_MONTH"));
}

#[test]
fn what_the_merchant_has_not_agreed_is_refused() {
    let kcp = |pg: &str| {
        paid(|plan| {
            plan.pg = pg.into();
            plan.contract.kcp_address = false;
        })
    };
    verify(&kcp("kcp"), None, Some("KCP_ADDRESS_UNKNOWN"));
    verify(&kcp("inicis"), None, None);
    let due = paid(|plan| plan.contract.settlement_due_won = Some(60_000));
    verify(&due, Some(60_000), None);
    verify(&due, Some(60_001), Some("SETTLEMENT_SHORTAGE"));
    let limit = paid(|plan| plan.contract.cancel_limit_won = Some(60_000));
    verify(&limit, Some(60_000), None);
    verify(&limit, None, Some("CANCEL_LIMIT"));
}

fn account(bank_code: &str, number: &str, holder: &str) -> CancelOrder {
    let account =
        RefundAccount { bank_code: bank_code.into(), number: number.into(), holder: holder.into() };
    CancelOrder { account: Some(account), ..CancelOrder::default() }
}

#[test]
fn a_virtual_account_wants_contract_and_account_and_knows_no_test_mode() {
    let method = || Method::VirtualAccount(VirtualAccount::default());
    let live = paid(|plan| plan.method = method());
    let right = account("004", "675601-01-012341", "홍길동");
    assert_eq!(outcome(&live, &right, NOW), Ok(()));
    verify(&live, None, Some(""));
    for wrong in [
        account("999", "67560101012341", "홍길동"),
        account("004", "6756", "홍길동"),
        account("004", "계좌번호", "홍길동"),
        account("004", "67560101012341", " "),
    ] {
        let refused = outcome(&live, &wrong, NOW).unwrap_err();
        assert_eq!(refused.pg_code, Some("REFUND_ACCOUNT_WRONG"), "{wrong:?}");
    }
    let no_contract = paid(|plan| {
        plan.method = method();
        plan.contract.virtual_account_refund = false;
    });
    let refused = outcome(&no_contract, &right, NOW).unwrap_err();
    assert_eq!(refused.pg_code, Some("REFUND_NOT_CONTRACTED"));
    let test_mode = paid(|plan| {
        plan.method = method();
        plan.sandbox = true;
    });
    assert!(outcome(&test_mode, &right, NOW).is_err());
}
