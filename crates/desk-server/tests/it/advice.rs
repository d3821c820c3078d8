//! Every no that the simulated vendors can say has a cause and a remedy in the rulebook. The codes are read off the
//! simulators' own source, so that a new one is missed by nobody.

use std::sync::LazyLock;

use desk_domain::cancellation::VendorWords;
use desk_domain::payment::Channel;
use desk_domain::rulebook::Rulebook;

static BOOK: LazyLock<Rulebook> =
    LazyLock::new(|| Rulebook::load().expect("the embedded rulebook is sound"));

const PORTONE_TYPES: &str = include_str!("../../../desk-simulator/src/portone/errors.rs");
const PORTONE_PG: &[&str] = &[
    include_str!("../../../desk-simulator/src/portone/cancel.rs"),
    include_str!("../../../desk-simulator/src/portone/rules.rs"),
];
const BOOTPAY_TYPES: &str = include_str!("../../../desk-simulator/src/bootpay/errors.rs");
const BOOTPAY_CANCEL: &[&str] = &[
    include_str!("../../../desk-simulator/src/bootpay/amounts.rs"),
    include_str!("../../../desk-simulator/src/bootpay/cancel.rs"),
    include_str!("../../../desk-simulator/src/bootpay/rules.rs"),
];
const PAYSSAM: &str = include_str!("../../../desk-simulator/src/payssam/codes.rs");

/// What is answered to no cancel, or by the simulator's own plumbing.
const OF_NO_CANCEL: &[&str] = &[
    "PAYMENT_CANCELLATION_NOT_FOUND",
    "PAYMENT_CANCELLATION_NOT_PENDING",
    "PROMOTION_NOT_FOUND",
    "CHANNEL_NOT_FOUND",
    "CASH_RECEIPT_NOT_FOUND",
    "CASH_RECEIPT_NOT_ISSUED",
    "CASH_RECEIPT_ALREADY_ISSUED",
    "WEBHOOK_NOT_FOUND",
    "MAX_WEBHOOK_RETRY_COUNT_REACHED",
    "NOT_FOUND",
    "METHOD_NOT_ALLOWED",
    "PAYLOAD_TOO_LARGE",
    "INTERNAL_SERVER_ERROR",
    "SERVICE_UNAVAILABLE",
    "RC_CASH_RECEIPT_FAILED",
    "SERVER_ERROR",
    "0000",
    // Of sending a bill: told apart by the adapter, or in the words of the bill.
    "9800",
    "BILL_001",
    "BILL_006",
    // Cut off in the vendor's own table.
    "PARTNER_007",
];

/// Nobody has a better step against these than to read the quoted words and ask.
const WITHOUT_REMEDY: &[&str] = &[
    // Our simulator's name for a wrong body of a cancel; the vendor's is not known.
    "INVALID_REQUEST",
];

/// Words without a row of their own: wrong amounts, which the desk does not send, and a wait for a deposit.
const QUOTED_ONLY: &[&str] = &[
    "취소 금액은 0보다 커야 합니다.",
    "취소 면세 금액이 취소 가능한 면세 금액보다 큽니다.",
    "취소 과세 금액이 취소 가능한 과세 금액보다 큽니다.",
    "편의점 결제는 입금 전에만 취소할 수 있습니다.",
    // Of a test channel, in the simulator's own words: no document has them, so they are no plain no.
    "테스트 채널의 체크카드는 전액 취소만 가능합니다.",
];

fn said(code: &str, message: &str) -> VendorWords {
    VendorWords { code: code.into(), message: message.into(), ..VendorWords::default() }
}

/// The code of a file without its tests.
fn code_of(source: &str) -> &str {
    source.split("#[cfg(test)]").next().unwrap_or(source)
}

/// Every text in quotes, in their order.
fn quoted(source: &str) -> impl Iterator<Item = &str> {
    source.split('"').skip(1).step_by(2)
}

/// The first texts in quotes inside each call of `name`.
fn calls<'a>(source: &'a str, name: &str, texts: usize) -> Vec<Vec<&'a str>> {
    let after = code_of(source).split(name).skip(1);
    let inside = after.map(|rest| rest.split(')').next().unwrap_or_default());
    inside.map(|inside| quoted(inside).take(texts).collect()).collect()
}

fn types_of(source: &str) -> Vec<&str> {
    let table = code_of(source).split("fn on_the_wire").nth(1).expect("it has a table");
    let table = table.split("\n    }\n").next().expect("the table ends");
    quoted(table).collect()
}

#[track_caller]
fn expect_remedy(channel: Channel, words: &VendorWords) {
    let advice = BOOK.explain_failure(channel, None, words);
    assert!(advice.explained, "{channel} {words:?} has no row: {}", advice.text.ko);
    assert!(!advice.next_steps.is_empty(), "{channel} {words:?} has no remedy");
}

#[test]
fn every_type_of_an_error_has_its_row() {
    for (channel, source, own) in
        [(Channel::Portone, PORTONE_TYPES, 25), (Channel::Bootpay, BOOTPAY_TYPES, 8)]
    {
        let types = types_of(source);
        assert!(types.len() >= own, "{channel}: only {types:?}");
        let told = types.into_iter().filter(|code| !OF_NO_CANCEL.contains(code));
        for code in told.filter(|code| *code != "RC_CANCEL_SERVER_ERROR") {
            let has_none = channel == Channel::Bootpay && WITHOUT_REMEDY.contains(&code);
            if !has_none {
                expect_remedy(channel, &said(code, ""));
            }
        }
    }
    let tables = PAYSSAM.split("pub(crate) const SUCCESS").next().unwrap();
    let rows: Vec<&str> = quoted(tables).step_by(2).collect();
    assert!(rows.len() > 25, "{rows:?}");
    for code in rows.into_iter().filter(|code| !OF_NO_CANCEL.contains(code)) {
        expect_remedy(Channel::Payssam, &said(code, ""));
    }
}

#[test]
fn every_sentence_of_a_pg_behind_portone_has_its_row() {
    let all = PORTONE_PG.iter().flat_map(|source| calls(source, "ApiError::pg(", 2));
    let partial = PORTONE_PG.iter().flat_map(|source| calls(source, "no_partial(", 1));
    let sentences: Vec<&str> = all
        .filter_map(|texts| texts.get(1).copied())
        .chain(partial.filter_map(|texts| texts.first().copied()))
        .filter(|words| words.contains(' '))
        .collect();
    assert!(sentences.len() >= 8, "{sentences:?}");
    for words in sentences.into_iter().filter(|words| !QUOTED_ONLY.contains(words)) {
        let pg_message = Some(words.to_owned());
        let refusal = VendorWords {
            pg_message,
            ..said("PG_PROVIDER", "PG사에서 오류를 전달했습니다.")
        };
        let advice = BOOK.explain_failure(Channel::Portone, None, &refusal);
        assert_ne!(advice.cause, "pg_fault", "{words}: nobody is told what to do");
        expect_remedy(Channel::Portone, &refusal);
    }
}

#[test]
fn every_sentence_of_bootpay_and_its_pgs_has_its_row() {
    let all = |name: &'static str, place: usize| {
        let texts = BOOTPAY_CANCEL.iter().flat_map(move |source| calls(source, name, place + 1));
        texts.filter_map(move |texts| texts.get(place).copied())
    };
    let sentences: Vec<&str> =
        all("ApiError::refused(", 0).chain(all("ApiError::pg(", 1)).collect();
    assert!(sentences.len() >= 18, "{sentences:?}");
    for words in sentences.into_iter().filter(|words| !QUOTED_ONLY.contains(words)) {
        expect_remedy(Channel::Bootpay, &said("RC_CANCEL_SERVER_ERROR", words));
    }
}
