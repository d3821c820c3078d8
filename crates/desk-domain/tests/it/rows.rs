//! The rows that no other table names: a payment that each is for, what it then decides, and the
//! payment beside it that it is not for. And that none is ever left out.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use desk_domain::decision::{Action, CashReceiptEffect, Decision, Input, Notice};
use desk_domain::payment::{
    CardType, CashReceiptState, Channel, Funding, GatewayStatus, Method, OwnerType,
};
use desk_testkit::payments::{PaymentBuilder, a_payment};

use crate::case::{blocked_by, decide, verdict};

const NOW: &str = "2026-11-21T12:00:00+09:00";

/// The row holds for the first payment and not for the second.
#[track_caller]
fn held(rule: &str, fits: PaymentBuilder, beside: PaymentBuilder) -> (Decision, Decision) {
    let (fits, beside) = (decide(fits, NOW), decide(beside, NOW));
    assert!(fits.rules.iter().any(|held| held == rule), "{rule} is not in {:?}", fits.rules);
    assert!(beside.rules.iter().all(|held| held != rule), "{rule} is in {:?}", beside.rules);
    (fits, beside)
}

fn notices(decision: &Decision) -> impl Iterator<Item = &Notice> {
    decision.actions.iter().flat_map(|action| &action.reasons).chain(&decision.notices)
}

/// It says this, and nothing else says it in its name.
#[track_caller]
fn says(rule: &str, code: &str, fits: PaymentBuilder, beside: PaymentBuilder) {
    let (fits, beside) = held(rule, fits, beside);
    let said: Vec<_> = notices(&fits).filter(|notice| notice.rule == rule).collect();
    assert!(said.iter().any(|notice| notice.code == code), "{rule} says {said:#?}");
    assert!(notices(&beside).all(|notice| notice.rule != rule));
}

/// It gives the last day, which the payment beside it does not have.
#[track_caller]
fn until(rule: &str, last_day: &str, fits: PaymentBuilder, beside: PaymentBuilder) {
    let last_day: NaiveDate = last_day.parse().expect("a row writes a valid date");
    let (fits, beside) = held(rule, fits, beside);
    let day = |decision: &Decision| decision.deadline.as_ref().map(|deadline| deadline.last_day);
    assert_eq!(day(&fits), Some(last_day), "{rule}");
    assert_ne!(day(&beside), Some(last_day), "{rule}");
}

/// It tells when the money is back, in business days; the payment beside it has another answer.
#[track_caller]
fn arrives(rule: &str, days: [u32; 2], fits: PaymentBuilder, beside: PaymentBuilder) {
    let (fits, beside) = held(rule, fits, beside);
    let told = |decision: &Decision| {
        let arrival = decision.arrival.as_ref()?;
        Some([arrival.business_days_min, arrival.business_days_max])
    };
    assert_eq!(told(&fits), Some(days), "{rule}");
    assert_ne!(told(&beside), Some(days), "{rule}");
}

/// It asks for something that the payment beside it does not need.
#[track_caller]
fn asks(rule: &str, input: Input, fits: PaymentBuilder, beside: PaymentBuilder) {
    let (fits, beside) = held(rule, fits, beside);
    assert!(fits.inputs.contains(&input), "{rule} asks {:?}", fits.inputs);
    assert!(!beside.inputs.contains(&input), "{rule}");
}

/// Nothing can be cancelled, and something can be beside it.
#[track_caller]
fn closes(rule: &str, fits: PaymentBuilder, beside: PaymentBuilder) {
    let (fits, beside) = held(rule, fits, beside);
    assert!(!fits.allows(Action::CancelFull), "{rule}");
    assert!(beside.allows(Action::CancelFull), "{rule}");
}

#[test]
fn portone_cards() {
    let card = || a_payment().portone("INICIS_V2").card();
    let corporate = card().owner(OwnerType::Corporate);
    says("P-CARD-CORP", "partial_corporate", corporate, card().owner(OwnerType::Personal));
    let points = |issuer| card().points().issuer(issuer);
    let without = card().issuer("LOTTE_CARD");
    says("P-CARD-POINTS", "partial_not_allowed", points("LOTTE_CARD"), without);
    let allowing = points("KOOKMIN_CARD");
    says("P-CARD-POINTS-OK", "partial_hint", allowing, points("LOTTE_CARD"));
    let foreign = card().brand("AMEX");
    says("P-CARD-FOREIGN-OTHER", "partial_not_allowed", foreign, card().brand("LOCAL"));
    let over = || card().escrow_confirmed();
    says("P-ESCROW-DONE", "full_not_allowed", over(), card().escrow());
    let at_nice = over().pg("NICE_V2");
    says("P-ESCROW-DONE-NICE", "full_not_allowed", at_nice, over());
    asks("P-PROMO", Input::PromotionRetainOption, card().promotion(), card());
    says("P-NICE", "partial_needs_contract", a_payment().portone("NICE_V2").card(), card());
    let other_currency = a_payment().portone("PAYMENTWALL").card();
    says("P-PAYMENTWALL", "partial_other_currency", other_currency, card());
    says("P-KPN", "kpn_usd", a_payment().portone("KPN").card(), card());
}

#[test]
fn portone_accounts() {
    let account = |pg: &str| a_payment().portone(pg).virtual_account();
    let inicis = || account("INICIS_V2");
    says("P-VA-TOSS", "full_hint", account("TOSSPAYMENTS"), inicis());
    until("P-VA-TOSS", "2027-11-03", account("TOSSPAYMENTS"), inicis());
    says("P-VA-NICE", "va_nice_next_day", account("NICE_V2"), inicis());
    until("P-VA-NICE", "2027-05-02", account("NICE_V2"), inicis());
    asks("P-VA-SMTR", Input::HolderPhone, account("SMARTRO_V2"), inicis());
    says("P-VA-KPN", "full_needs_contract", account("KPN"), inicis());
    let empty = account("DANAL").unpaid(GatewayStatus::WaitingForDeposit);
    says("P-VA-DANAL", "full_not_allowed", account("DANAL"), empty);
    closes("P-VA-DANAL", account("DANAL"), inicis());
}

#[test]
fn portone_transfers() {
    let transfer = |pg: &str| a_payment().portone(pg).transfer();
    until("P-TRANS", "2027-02-03", transfer("INICIS_V2"), a_payment().card());
    let after = |pg| transfer(pg).paid_at("2026-08-20T23:59:59+09:00");
    asks("P-TRANS-KPN", Input::RefundAccount, after("KPN"), after("INICIS_V2"));
    let last_day = transfer("KPN").paid_at("2026-08-21T00:00:00+09:00");
    assert!(!decide(last_day, NOW).inputs.contains(&Input::RefundAccount));
    let receipt = |pg| transfer(pg).cash_receipt(CashReceiptState::Issued);
    let (ksnet, inicis) = held("P-TRANS-KSNET", receipt("KSNET"), receipt("INICIS_V2"));
    assert_eq!(ksnet.cash_receipt.effect, CashReceiptEffect::CancelSeparately);
    assert_eq!(inicis.cash_receipt.effect, CashReceiptEffect::Check);
}

#[test]
fn a_phone_bill_of_last_month_where_a_contract_may_help() {
    let phone = |pg: &str, paid_at| a_payment().portone(pg).phone().paid_at(paid_at);
    let last_second = "2026-10-31T23:59:59+09:00";
    asks(
        "P-PHONE-NEXT",
        Input::RefundAccount,
        phone("KCP_V2", last_second),
        phone("DANAL", last_second),
    );
    closes("P-PHONE", phone("DANAL", last_second), a_payment().card());
    let first_second = phone("KCP_V2", "2026-11-01T00:00:00+09:00");
    assert!(!decide(first_second, NOW).inputs.contains(&Input::RefundAccount));
}

#[test]
fn portone_wallets_and_the_rest() {
    let wallet = |provider: &str| a_payment().easy_pay(provider);
    let kakao = |funding| wallet("KAKAOPAY").funding(funding);
    until("P-KAKAO-C", "2027-11-03", kakao(Funding::Card), kakao(Funding::Money));
    until("P-KAKAO-M", "2031-11-03", kakao(Funding::Money), kakao(Funding::Card));
    until("P-NAVER", "2029-11-02", wallet("NAVERPAY"), wallet("PAYCO"));
    until("P-PAYPAL", "2027-05-02", wallet("PAYPAL"), wallet("NAVERPAY"));
    asks("P-PAYPAL", Input::SellerConsent, wallet("PAYPAL"), wallet("NAVERPAY"));
    let wechat = |pg| wallet("WECHAT").portone(pg);
    says("P-WECHAT", "may_be_pending", wechat("KICC_V2"), wechat("KCP_V2"));
    let gift = || a_payment().portone("KCP_V2").method(Method::GiftCertificate);
    says("P-GIFT-ANY", "partial_hint", gift(), a_payment().card());
    let store = || a_payment().portone("INICIS_JP").method(Method::ConvenienceStore);
    let empty = store().unpaid(GatewayStatus::WaitingForDeposit);
    says("P-STORE-JP", "full_not_allowed", store(), empty);
    let waiting = || store().unpaid(GatewayStatus::WaitingForDeposit);
    says("P-STORE-JP-WAIT", "store_jp_before_deposit", waiting(), store());
    let transfer = |pg| a_payment().portone(pg).transfer();
    says("P-TRANS-NICE", "receipt_year_of_issue", transfer("NICE_V2"), transfer("KSNET"));
    let crypto = |pg| a_payment().portone(pg).method(Method::Crypto);
    says("P-TRIPLE-A", "full_elsewhere", crypto("TRIPLE_A"), crypto("A_PG_OF_TOMORROW"));
}

#[test]
fn bootpay() {
    let card = |pg: &str| a_payment().bootpay(pg).card();
    says("B-KCP", "kcp_ip", card("kcp"), card("inicis"));
    let transfer = || a_payment().bootpay("inicis").transfer();
    arrives("B-CARD", [3, 5], card("toss"), transfer());
    arrives("B-TRANS", [1, 1], transfer(), card("inicis"));
    let prepaid = card("inicis").card_type(CardType::Prepaid);
    says("B-PREPAID", "partial_not_allowed", prepaid, card("inicis").card_type(CardType::Credit));
    let account = || a_payment().bootpay("inicis").virtual_account();
    let empty = || account().unpaid(GatewayStatus::WaitingForDeposit);
    says("B-VA", "full_needs_contract", account(), empty());
    closes("B-VA0", empty(), account());
    says("B-VA-TEST", "full_not_allowed", account().test_mode(), account());
    let phone = a_payment().bootpay("danal").phone();
    until("B-PHONE", "2026-11-30", phone, card("danal"));
}

#[test]
fn bills_by_message() {
    let bill = |pg: &str| a_payment().payssam().pg(pg);
    says("Y-OFFL", "full_hint", bill("OFFLINE_CASH"), bill("CARD_VAN"));
    arrives("Y-CARD", [3, 5], bill("KEYIN"), bill("OFFLINE_CARD"));
    let alltalk = || a_payment().over(Channel::Alltalkpay).method(Method::Message);
    let waiting = || alltalk().unpaid(GatewayStatus::Ready);
    says("M-SMS-F", "full_elsewhere", alltalk(), waiting());
    held("M-SMS-W", waiting(), alltalk());
    assert_eq!(blocked_by(&decide(waiting(), NOW), Action::CancelFull), Some("state_unpaid"));
}

#[test]
fn toss_by_itself() {
    let toss = || a_payment().over(Channel::Toss);
    says("T-CARD", "toss_not_partial_cancelable", toss().card(), toss().transfer());
    until("T-VA", "2027-11-03", toss().virtual_account(), toss().transfer());
    let empty = toss().virtual_account().unpaid(GatewayStatus::WaitingForDeposit);
    closes("T-VA0", empty, toss().virtual_account());
    until("T-TRANS", "2027-05-02", toss().transfer(), toss().virtual_account());
    says("T-PHONE", "partial_hint", toss().phone(), toss().transfer());
    until("T-PHONE", "2026-11-30", toss().phone(), toss().transfer());
    held("T-PAYPAL", toss().easy_pay("PAYPAL"), toss().easy_pay("NAVERPAY"));
}

/// The last row speaks where no other fits, and only there.
#[track_caller]
fn falls_back(rule: &str, payment: PaymentBuilder, known: PaymentBuilder) {
    let decision = decide(payment, NOW);
    assert_eq!(decision.rules.last().map(String::as_str), Some(rule));
    let known = decide(known, NOW);
    assert_ne!(known.rules.first().map(String::as_str), Some(rule));
    assert_eq!(known.rules.last().map(String::as_str), Some(rule));
    let full = verdict(&decision, Action::CancelFull);
    assert_eq!(
        decision.allows(Action::CancelFull),
        full != desk_domain::decision::Verdict::Blocked
    );
}

#[test]
fn each_channel_has_its_last_row() {
    let unknown = |channel| a_payment().over(channel).method(Method::Other);
    falls_back("T-ANY", unknown(Channel::Toss), a_payment().over(Channel::Toss).card());
    falls_back("M-ANY", unknown(Channel::Terminal), a_payment().terminal(Method::Card));
    falls_back("Y-ANY", unknown(Channel::Payssam), a_payment().payssam());
    falls_back("A-MGR", unknown(Channel::Alltalkpay), a_payment().over(Channel::Alltalkpay));
}

fn paths_in(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).expect("the crate's own folder is there");
    files.map(|file| file.expect("its files can be listed").path()).collect()
}

fn text_of(path: PathBuf) -> String {
    fs::read_to_string(path).expect("a file of the crate is text")
}

/// Every id of the rulebook, as it is written in its files.
fn ids() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let texts = paths_in(&folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "toml"));
    texts
        .flat_map(|path| {
            let text = text_of(path);
            let ids =
                text.lines().filter_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"'));
            ids.map(ToOwned::to_owned).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn every_row_is_named_by_a_table() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    // The guide lists rows without trying one.
    let tables =
        paths_in(&folder).into_iter().filter(|path| path.is_file() && !path.ends_with("guide.rs"));
    let tables: String = tables.map(text_of).collect();
    let ids = ids();
    assert!(ids.len() > 100, "{} rows", ids.len());
    let untried: Vec<_> =
        ids.into_iter().filter(|id| !tables.contains(&format!("\"{id}\""))).collect();
    assert!(untried.is_empty(), "no table tries {untried:?}");
}
