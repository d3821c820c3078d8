//! The guide: every row, in both languages, with its sources.

use std::collections::BTreeSet;

use desk_domain::decision::Severity;
use desk_domain::guide::{CellKind, GuideRow, GuideRowKind};
use desk_domain::payment::{Channel, Method};

use crate::case::BOOK;

/// The rows of the starting table; none of them may be lost.
const STARTING_TABLE: &[&str] = &[
    "P-CARD",
    "P-VA",
    "P-VA0",
    "P-PHONE",
    "P-KAKAO-C",
    "P-KAKAO-M",
    "P-NAVER",
    "P-PAYPAL",
    "P-TRANS",
    "P-GIFT",
    "P-KSNET",
    "P-NICE",
    "P-SMTR-T",
    "P-PROMO",
    "B-ANY",
    "B-OTHER",
    "B-PREPAID",
    "B-VA",
    "B-PHONE",
    "Y-PAID",
    "Y-WAIT",
    "Y-OFFL",
    "T-CARD",
    "T-VA",
    "T-VA0",
    "T-TRANS",
    "T-PHONE",
    "M-POS",
    "M-CASHR",
    "M-NF",
    "M-KEYIN",
    "M-UNL",
    "M-SMS-W",
    "M-SMS-F",
    "M-FORCE",
    "A-MGR",
];

fn row(id: &str) -> GuideRow {
    BOOK.guide().into_iter().find(|row| row.id == id).unwrap_or_else(|| panic!("no row {id}"))
}

#[test]
fn every_row_of_the_starting_table_is_there() {
    let ids: BTreeSet<String> = BOOK.guide().into_iter().map(|row| row.id).collect();
    for id in STARTING_TABLE {
        assert!(ids.contains(*id), "{id} is lost");
    }
}

#[test]
fn every_cell_speaks_both_languages_and_names_its_source() {
    for row in BOOK.guide() {
        assert!(!row.name.ko.is_empty() && !row.name.en.is_empty(), "{}", row.id);
        assert!(!row.cells.is_empty(), "{} says nothing", row.id);
        for cell in &row.cells {
            let place = format!("{} {}", row.id, cell.kind);
            assert!(!cell.text.ko.trim().is_empty() && !cell.text.en.trim().is_empty(), "{place}");
            assert!(!cell.sources.is_empty(), "{place}");
        }
    }
}

#[test]
fn a_row_can_be_filtered_and_read() {
    let ksnet = row("P-KSNET");
    assert_eq!(ksnet.channels, [Channel::Portone]);
    assert_eq!(ksnet.pgs, ["KSNET"]);
    assert!(ksnet.methods.contains(&Method::EasyPay));
    let deadline = ksnet.cells_of(CellKind::Deadline).next().unwrap();
    assert_eq!(deadline.text.ko, "결제일부터 6개월까지 (마지막 날도 되는지는 문서에 없어요)");
    assert_eq!(deadline.enforcement, Some(Severity::Warning));
    assert!(deadline.conflict.is_some());

    let minimum = row("B-ANY");
    let minimum = minimum.cells_of(CellKind::PartialMin).next().unwrap();
    assert_eq!(minimum.text.ko, "1,000원 초과");
    assert!(minimum.unverified);

    let gift = row("P-CARD-GIFT");
    assert_eq!(gift.conditions[0].key, "card_type");
    assert_eq!(gift.conditions[0].words, ["gift", "prepaid"]);
    assert_eq!(gift.conditions[0].text.ko, "기프트카드, 선불카드");
    assert_eq!(row("U-NICE").kind, GuideRowKind::Undo);
    assert_eq!(row("F-POS").kind, GuideRowKind::FollowUp);
}

#[track_caller]
fn check_arrival(id: &str, ko: &str, en: &str) {
    let row = row(id);
    let cell = row.cells_of(CellKind::Arrival).next().expect("the row tells when money is back");
    assert_eq!((cell.text.ko.as_str(), cell.text.en.as_str()), (ko, en), "{id}");
}

#[test]
fn a_span_of_days_is_said_as_people_say_it() {
    check_arrival(
        "P-PHONE",
        "바로 취소되고 통신 요금에서 빠져요.",
        "Done at once and taken off the phone bill.",
    );
    check_arrival(
        "P-TRANS",
        "결제한 날 전액은 당일, 1영업일",
        "In full on the day of payment: the same day; business days: 1",
    );
    check_arrival("P-VA", "1~2영업일", "1–2 business days");
    let spans = BOOK.guide();
    let spans = spans.iter().flat_map(|row| row.cells_of(CellKind::Arrival));
    assert!(spans.into_iter().all(|cell| !cell.text.ko.contains("0~0")));
}

/// Every condition is in words of people, not of the rulebook's files.
#[test]
fn spellings_of_one_condition_are_said_once() {
    let keyed_in = row("M-KEYIN-X");
    let issuer = keyed_in.conditions.iter().find(|one| one.key == "issuer").unwrap();
    assert_eq!(issuer.text.ko, "현대카드, 하나카드");
    assert_eq!(issuer.text.en, "Hyundai Card, Hana Card");
}

#[test]
fn only_one_fallback_row_per_channel() {
    for &channel in Channel::ALL {
        let fallbacks = BOOK.guide().into_iter().filter(|row| {
            row.kind == GuideRowKind::Cancel && row.fallback && row.channels == [channel]
        });
        assert_eq!(fallbacks.count(), 1, "{channel}");
    }
}

#[test]
fn the_banks_are_all_there_common_ones_first() {
    let banks = BOOK.banks();
    assert_eq!(banks.len(), 79);
    let codes: BTreeSet<&str> = banks.iter().map(|bank| bank.code.as_str()).collect();
    assert_eq!(codes.len(), banks.len());
    let common = banks.iter().take_while(|bank| bank.common).count();
    assert_eq!(common, banks.iter().filter(|bank| bank.common).count());
    assert_eq!(banks[0].code, "KOOKMIN");
    assert!(banks.iter().all(|bank| !bank.name.ko.is_empty() && !bank.name.en.is_empty()));
}
